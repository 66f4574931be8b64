"""A court and what it consists of: read and written for administration."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yunqiao.court.administration.entries import Values
from yunqiao.court.administration.topics import Item
from yunqiao.court.administration.words import DIVISIONS
from yunqiao.court.casefile.words import post_name
from yunqiao.court.directory.models import Counter, Court, Division
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.reader import written_date
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.accounts import open_account
from yunqiao.court.identity.models import Post

COURT_FIELDS: Final = (
    "name_zh",
    "name_en",
    "level",
    "time_zone",
    "takes_filings",
    "requires_scan",
    "telephone",
    "email",
    "address",
)
DIVISION_FIELDS: Final = ("name_zh", "name_en", "kind", "until")
COUNTER_FIELDS: Final = (
    "name_zh",
    "name_en",
    "address",
    "telephone",
    "opens",
    "closes",
    "until",
)


def read_court(court: Court, _subject: str) -> Values:
    """The court's own details."""
    values = {name: getattr(court, name) for name in COURT_FIELDS}
    return {**values, "parent": court.parent.code if court.parent else ""}


def write_court(act: Act, court: Court, _subject: str, values: Values) -> None:
    """Change the court's own details."""
    parent = Court.objects.filter(code=values["parent"]).first()
    given = [values[name] for name in COURT_FIELDS]
    act.execute(_COURT, (*given, parent.id if parent else None, court.id))


def list_court(court: Court) -> Sequence[Item]:
    """The court itself."""
    return [Item("court", court.name(_language()), court.code)]


def read_division(court: Court, subject: str) -> Values:
    """A division."""
    return _row(Division.objects.filter(court=court, id=subject).first(), DIVISION_FIELDS)


def write_division(act: Act, court: Court, subject: str, values: Values) -> None:
    """Make or change a division."""
    act.execute(_DIVISION, (subject, court.id, *_given(values, DIVISION_FIELDS)))


def list_divisions(court: Court) -> Sequence[Item]:
    """The divisions of the court."""
    divisions = Division.objects.filter(court=court).order_by("name_zh", "id")
    return [
        Item(str(d.id), d.name(_language()), str(DIVISIONS[d.kind]), _ended(court, d.until))
        for d in divisions
    ]


def read_counter(court: Court, subject: str) -> Values:
    """A counter."""
    return _row(Counter.objects.filter(court=court, id=subject).first(), COUNTER_FIELDS)


def write_counter(act: Act, court: Court, subject: str, values: Values) -> None:
    """Make or change a counter."""
    act.execute(_COUNTER, (subject, court.id, *_given(values, COUNTER_FIELDS)))


def list_counters(court: Court) -> Sequence[Item]:
    """The counters of the court."""
    counters = Counter.objects.filter(court=court).order_by("name_zh", "id")
    return [
        Item(
            str(c.id),
            c.name(_language()),
            f"{c.address} · {c.opens:%H:%M}–{c.closes:%H:%M}",
            _ended(court, c.until),
        )
        for c in counters
    ]


def read_post(court: Court, subject: str) -> Values:
    """A post with the address of whoever holds it."""
    post = Post.objects.filter(court=court, id=subject).select_related("account").first()
    if post is None:
        return {}
    return {
        "email": post.account.email or "",
        "role": post.role,
        "division": str(post.division_id) if post.division_id else "",
        "since": post.since.isoformat(),
        "until": post.until.isoformat() if post.until else "",
    }


class AccountClosedError(Exception):
    """An account that was closed is given no post."""


def write_post(act: Act, court: Court, subject: str, values: Values) -> None:
    """Give somebody a post, or change its division or its end; the rest of a post stays.

    Raises:
        AccountClosedError: the account of that address was closed.
    """
    division, until = values["division"] or None, values["until"] or None
    if Post.objects.filter(court=court, id=subject).exists():
        act.execute(_POST_CHANGED, (until, division, subject))
        return
    account = open_account(values["email"])
    if not account.is_active:
        raise AccountClosedError
    row = (subject, account.id, court.id, values["role"], values["since"], until, division)
    act.execute(_POST, row)


def list_posts(court: Court) -> Sequence[Item]:
    """The posts of the court, those held today first."""
    posts = Post.objects.filter(court=court).select_related("account", "division")
    today = court_date(now(), court.zone)
    held = sorted(posts, key=lambda p: (_is_past(p.until, today), p.role, str(p.account)))
    return [Item(str(p.id), str(p.account), _about_post(p), _ended(court, p.until)) for p in held]


def _about_post(post: Post) -> str:
    said = [post_name(post.role), post.division.name(_language()) if post.division else ""]
    return " · ".join(filter(None, [*said, _("from %(day)s") % {"day": written_date(post.since)}]))


def _ended(court: Court, until: date | None) -> str:
    if until is None:
        return ""
    past = _is_past(until, court_date(now(), court.zone))
    return (_("ended %(day)s") if past else _("until %(day)s")) % {"day": written_date(until)}


def _is_past(until: date | None, today: date) -> bool:
    return until is not None and until < today


def _row(row: Any, fields: Sequence[str]) -> Values:
    return {name: _plain(getattr(row, name)) for name in fields} if row else {}


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("minutes")
    return value.isoformat() if isinstance(value, date) else "" if value is None else value


def _given(values: Values, fields: Sequence[str]) -> list[Any]:
    return [None if name == "until" and not values[name] else values[name] for name in fields]


def _language() -> str:
    return get_language() or ""


def is_id(subject: str) -> bool:
    """Whether a subject is the id of a row."""
    try:
        UUID(subject)
    except ValueError:
        return False
    return True


_COURT: Final = f"""
UPDATE court SET {", ".join(f"{name} = %s" for name in COURT_FIELDS)}, parent_id = %s
WHERE id = %s"""  # noqa: S608  # only our own columns' names
_DIVISION: Final = """
INSERT INTO division (id, court_id, name_zh, name_en, kind, until) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
  kind = excluded.kind, until = excluded.until"""
_COUNTER: Final = """
INSERT INTO counter (id, court_id, name_zh, name_en, address, telephone, opens, closes, until)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en,
  address = excluded.address, telephone = excluded.telephone, opens = excluded.opens,
  closes = excluded.closes, until = excluded.until"""
_POST: Final = """
INSERT INTO post (id, account_id, court_id, role, since, until, division_id)
VALUES (%s, %s, %s, %s, %s, %s, %s)"""
_POST_CHANGED: Final = "UPDATE post SET until = %s, division_id = %s WHERE id = %s"
