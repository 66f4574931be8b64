"""The hostile set-up that every test runs in, and the database they share."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.db import connections
from django.http import HttpRequest
from django.test.signals import setting_changed
from django.utils import translation
from psycopg.conninfo import conninfo_to_dict

from hostile import Undefined, shuffle_unordered
from support.flush import flush_empties_append_only_tables
from yunqiao.config.catalogues import compile_catalogues
from yunqiao.config.launch.postgres import throw_away
from yunqiao.gateways import registry

__all__ = ["flush_empties_append_only_tables"]


def pytest_configure() -> None:
    compile_catalogues()
    # What was translated before the catalogues were there is forgotten.
    setting_changed.send(None, setting="LOCALE_PATHS", value=settings.LOCALE_PATHS, enter=True)
    engines: list[dict[str, Any]] = settings.TEMPLATES
    for engine in engines:
        engine["OPTIONS"]["string_if_invalid"] = Undefined()
    # Tests see the static files as they lie there; collecting them is what `prepare` does.
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": plain}}
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # whitenoise warns of a missing one


@pytest.fixture(autouse=True)
def _gateways_stay_as_wired(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test binds to a port is bound for that test alone."""
    monkeypatch.setattr(registry, "_BOUND", dict(vars(registry)["_BOUND"]))


@pytest.fixture(autouse=True)
def _a_test_begins_in_the_language_of_the_court() -> None:
    """A request leaves its language behind; the next test must not read in it."""
    translation.deactivate()


@pytest.fixture(autouse=True)
def _whoever_a_test_signs_in_has_shown_a_second_factor() -> Iterator[None]:
    """`force_login` stands for a whole sign-in; the pages of signing in are passed as they are."""

    def shown(request: HttpRequest, user: AbstractBaseUser, **_more: object) -> None:
        if not request.path:  # no request at all: a test's force_login
            record_authentication(request, user, "mfa")

    user_logged_in.connect(shown)
    yield
    user_logged_in.disconnect(shown)


@pytest.fixture(autouse=True)
def _unordered_rows_come_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    shuffle_unordered(monkeypatch)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The DATABASE_URL of a real PostgreSQL: the one given, else one of this run's own."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with throw_away() as cluster:
        yield cluster.url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    postgres: str, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    parts = conninfo_to_dict(postgres)
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    connections["default"].settings_dict.update({k: parts.get(v, "") for k, v in names.items()})
