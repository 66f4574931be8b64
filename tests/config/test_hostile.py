"""The hostile set-up bites: each kind of carelessness is caught."""

import socket

import pytest
from django.conf import settings
from django.template import Context, Engine, Origin, Template

from yunqiao.court.identity.models import Account


def render(source: str, origin: str) -> str:
    template = Template(source, Origin(origin), engine=Engine.get_default())
    return template.render(Context({"given": "yes"}))


def test_a_variable_nobody_gave_fails_in_a_template_of_ours() -> None:
    ours = str(settings.PACKAGE / "court" / "web" / "templates" / "page.html")
    assert render("{{ given }}{% if missing %}{% endif %}", ours) == "yes"
    with pytest.raises(AssertionError, match=r"missing.*which nobody gave it"):
        render("{{ missing }}", ours)


def test_a_variable_nobody_gave_is_empty_in_a_template_of_others() -> None:
    assert render("{{ missing }}", "/elsewhere/page.html") == ""


@pytest.mark.django_db
def test_rows_come_shuffled_unless_someone_orders_them() -> None:
    for number in range(30):
        Account.objects.create_user(f"{number:02}@example.org")
    rows = Account.objects.all()
    orders = {tuple(a.email for a in rows.all()) for _ in range(4)}
    in_order = {tuple(a.email for a in rows.order_by("email")) for _ in range(4)}
    assert len(orders) > 1
    assert len(in_order) == 1


def test_no_test_reaches_another_host() -> None:
    with socket.socket() as connection, pytest.raises(UserWarning, match=r"192\.0\.2\.1"):
        connection.connect(("192.0.2.1", 80))
