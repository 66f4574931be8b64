"""The room's migrations run backwards as well as forwards, with what is in the tables (P2)."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import Migration, RunSQL

from support.courts import a_post
from support.makers import a_court
from yunqiao.court.fees import migrations
from yunqiao.court.fees.models import PublishedRate
from yunqiao.court.identity.models import StaffRole

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = sorted(path.stem for path in Path(migrations.__path__[0]).glob("0*.py"))


@pytest.fixture
def restored() -> Iterator[None]:
    yield
    call_command("migrate", "fees", verbosity=0)


@pytest.mark.parametrize("name", NAMES)
def test_every_migration_says_what_it_does_backwards(name: str) -> None:
    migration: type[Migration] = import_module(f"{migrations.__name__}.{name}").Migration
    assert all(one.reversible for one in migration.operations if isinstance(one, RunSQL))


@pytest.mark.usefixtures("restored")
def test_rates_of_before_belong_to_the_court_of_whoever_recorded_them() -> None:
    court = a_court()
    high = a_court("粤")
    clerk = a_post(StaffRole.FINANCE, court)
    call_command("migrate", "fees", "0011", verbosity=0)
    with connection.cursor() as cursor:
        for currency, person in (("USD", clerk.person_id), ("EUR", None)):
            cursor.execute(
                "INSERT INTO published_rate (id, currency, holds_on, published_on, cny_per_unit,"
                " source, by_id, at)"
                " VALUES (gen_random_uuid(), %s, %s, %s, 7, 'x', %s, now())",
                (currency, date(2026, 11, 20), date(2026, 11, 20), person),
            )
    call_command("migrate", "fees", verbosity=0)
    found = dict(PublishedRate.objects.order_by("currency").values_list("currency", "court"))
    assert found == {"USD": court.id, "EUR": min((court, high), key=lambda one: one.code).id}
