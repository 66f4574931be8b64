"""What a court sets for itself: closures, years, fees, rules, numbering, its words in letters."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from yunqiao.court.administration import facts
from yunqiao.court.administration.entries import Values
from yunqiao.court.administration.topics import Item
from yunqiao.court.administration.words import FEES, LETTERS, NUMBER_KINDS, RULES, value_name
from yunqiao.court.casefile.moving import Move, moved_by_calendar, moved_by_closure
from yunqiao.court.casefile.numbering import CIVIL_FIRST_INSTANCE, expected_number
from yunqiao.court.casefile.words import cited, letter_name
from yunqiao.court.directory.calendars import days_of, kept_year
from yunqiao.court.directory.letter_texts import text_of
from yunqiao.court.directory.models import Closure, Court, CourtLevel
from yunqiao.court.directory.settings import CHOICES, FEE, NO, YES, last_setting, setting_in_line
from yunqiao.court.directory.tree import line_of
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.reader import written_date
from yunqiao.court.foundation.working_years import year_of
from yunqiao.court.foundation.writing import Act

NUMBERING: Final = "numbering."
SHIPPED: Final = "国务院办公厅放假安排通知 Notice of the State Council General Office"
"""Where the years that come with the program are announced."""


def read_closure(court: Court, subject: str) -> Values:
    """A closure."""
    closure = Closure.objects.filter(court=court, id=subject).first()
    if closure is None:
        return {}
    return {
        "first_day": closure.first_day.isoformat(),
        "last_day": closure.last_day.isoformat(),
        "reason_zh": closure.reason_zh,
        "reason_en": closure.reason_en,
        "lifted": closure.lifted,
    }


def write_closure(act: Act, court: Court, subject: str, values: Values) -> None:
    """Enter or change a closure; the job that follows moves what it moves."""
    act.execute(_CLOSURE, (subject, court.id, *(values[name] for name in _CLOSURE_FIELDS)))


def list_closures(court: Court) -> Sequence[Item]:
    """The closures of the court, the latest first."""
    closures = Closure.objects.filter(court=court).order_by("-first_day", "id")
    return [
        Item(
            str(c.id),
            " – ".join(dict.fromkeys(map(written_date, (c.first_day, c.last_day)))),
            f"{c.reason_zh} · {c.reason_en}",
            _("does not take place") if c.lifted else "",
        )
        for c in closures
    ]


def preview_closure(court: Court, _subject: str, values: Values) -> Sequence[Move]:
    """The running deadlines that end on a day of the closure."""
    if values["lifted"]:
        return []
    first, last = map(date.fromisoformat, (values["first_day"], values["last_day"]))
    return moved_by_closure(court, days_of(first, last))


def read_year(court: Court, subject: str) -> Values:
    """A year as it counts at the court; what was shipped names the notice."""
    year = kept_year(court, int(subject))
    return {"source": SHIPPED, **year} if year else {}


def write_year(act: Act, court: Court, subject: str, values: Values) -> None:
    """Enter a year, or correct it."""
    year_of(values)
    others = [given for given in court.announced if given["year"] != int(subject)]
    act.execute(
        "UPDATE court SET announced = %s WHERE id = %s", (Jsonb([*others, dict(values)]), court.id)
    )


def list_years(court: Court) -> Sequence[Item]:
    """This year and the next."""
    this = court_date(now(), court.zone).year
    return [_year_item(court, year) for year in (this, this + 1)]


def preview_year(court: Court, subject: str, values: Values) -> Sequence[Move]:
    """The running deadlines whose last day becomes a rest day."""
    others = [given for given in court.announced if given["year"] != int(subject)]
    calendar = tuple(year_of(given) for given in [*others, values])
    return moved_by_calendar(court, int(subject), calendar)


def read_fee(court: Court, subject: str) -> Values:
    """A fee as the court set it last."""
    return _read_setting(court, FEE + subject) if subject in FEES else {}


def write_fee(act: Act, court: Court, subject: str, values: Values) -> None:
    """Set a fee from a day on."""
    _write_setting(act, court, FEE + subject, values)


def list_fees(court: Court) -> Sequence[Item]:
    """The fees this court may set; a high court also those of its province."""
    today, line = court_date(now(), court.zone), line_of(court)
    kinds = [
        *(facts.FEES_OF_PROVINCE if court.level == CourtLevel.HIGH else ()),
        *facts.FEES_OF_COURT,
    ]
    items = []
    for kind in kinds:
        held = facts.fee_range(kind, today)
        about = _("%(least)s to %(most)s yuan, %(article)s") % {
            "least": held.least,
            "most": held.most,
            "article": cited(str(held.cited)),
        }
        set_here = setting_in_line(line, FEE + kind, today)
        state = f"{set_here.value}" if set_here else _("not set")
        items.append(Item(kind, str(FEES[kind]), about, state))
    return items


def read_rule(court: Court, subject: str) -> Values:
    """A rule as the court settled it last; the default until then."""
    if subject not in CHOICES:
        return {}
    default = {"value": CHOICES[subject][0], "since": ""}
    return _read_setting(court, subject) or default


def write_rule(act: Act, court: Court, subject: str, values: Values) -> None:
    """Settle a rule from a day on."""
    _write_setting(act, court, subject, values)


def list_rules(court: Court) -> Sequence[Item]:
    """Every rule the law leaves to the court, with how it is settled."""
    return [
        Item(name, str(title), str(hint), value_name(read_rule(court, name)["value"]))
        for name, (title, hint) in RULES.items()
    ]


def read_numbering(court: Court, subject: str) -> Values:
    """Whether numbers of a kind are given."""
    if subject not in NUMBER_KINDS:
        return {}
    default = {"value": YES if subject == CIVIL_FIRST_INSTANCE else NO, "since": ""}
    return _read_setting(court, NUMBERING + subject) or default


def write_numbering(act: Act, court: Court, subject: str, values: Values) -> None:
    """Give numbers of a kind from a day on, or no more."""
    _write_setting(act, court, NUMBERING + subject, values)


def list_numbering(court: Court) -> Sequence[Item]:
    """The kinds of case numbers, each with the next number of the year."""
    year = court_date(now(), court.zone).year
    return [
        Item(
            kind,
            f"{kind} · {title}",
            _("Next: %(number)s") % {"number": expected_number(court, year, kind)},
            value_name(read_numbering(court, kind)["value"]),
        )
        for kind, title in NUMBER_KINDS.items()
    ]


def read_text(court: Court, subject: str) -> Values:
    """What the court adds to a letter."""
    if subject not in LETTERS:
        return {}
    text = text_of(court, subject)
    return {"text_zh": text.text_zh if text else "", "text_en": text.text_en if text else ""}


def write_text(act: Act, court: Court, subject: str, values: Values) -> None:
    """Add a version of what the court adds to a letter."""
    text = text_of(court, subject)
    version = text.version + 1 if text else 1
    row = (new_id(), court.id, subject, version, values["text_zh"], values["text_en"])
    act.execute(_TEXT, row)


def list_texts(court: Court) -> Sequence[Item]:
    """The letters, each with the version of the court's words."""
    items = []
    for letter in LETTERS:
        text = text_of(court, letter)
        state = _("version %(number)s") % {"number": text.version} if text else ""
        items.append(
            Item(letter, letter_name(letter), text.text_zh if text else _("Nothing added"), state)
        )
    return items


def _year_item(court: Court, year: int) -> Item:
    known = kept_year(court, year)
    if known is None:
        about = _("Not entered: deadlines that reach into it are not computed")
        return Item(str(year), str(year), about, _("missing"))
    counted = {"off": len(known["off"]), "work": len(known["work"])}
    about = _("%(off)s days off besides weekends, %(work)s weekend days worked") % counted
    return Item(str(year), str(year), about)


def _read_setting(court: Court, name: str) -> dict[str, Any]:
    last = last_setting(court.id, name)
    return {"value": last.value, "since": last.since.isoformat()} if last else {}


def _write_setting(act: Act, court: Court, name: str, values: Values) -> None:
    act.execute(_SETTING, (new_id(), court.id, name, values["value"], values["since"]))


_CLOSURE_FIELDS: Final = ("first_day", "last_day", "reason_zh", "reason_en", "lifted")
_CLOSURE: Final = """
INSERT INTO closure (id, court_id, first_day, last_day, reason_zh, reason_en, lifted)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET first_day = excluded.first_day, last_day = excluded.last_day,
  reason_zh = excluded.reason_zh, reason_en = excluded.reason_en, lifted = excluded.lifted"""
_SETTING: Final = """
INSERT INTO court_setting (id, court_id, name, value, since) VALUES (%s, %s, %s, %s, %s)"""
_TEXT: Final = """
INSERT INTO letter_text (id, court_id, letter, version, text_zh, text_en)
VALUES (%s, %s, %s, %s, %s, %s)"""
