"""A small tree of courts with divisions and staff, for tests of administration and registration."""

from support.makers import a_member_of_staff
from yunqiao.court.administration import actions
from yunqiao.court.administration.catalogue import TOPICS
from yunqiao.court.directory.models import Court, CourtLevel, Division, DivisionKind
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.identity.models import Account, StaffRole


def a_tree() -> tuple[Court, Court, Court]:
    """A high court, an intermediate court below it, a basic court below that."""
    high = _court("粤", CourtLevel.HIGH, None)
    middle = _court("粤07", CourtLevel.INTERMEDIATE, high)
    return high, middle, _court("粤0703", CourtLevel.BASIC, middle)


def a_division(court: Court, kind: DivisionKind = DivisionKind.TRIAL) -> Division:
    """A division of the court."""
    return Division.objects.create(
        court=court, name_zh="民事审判第一庭", name_en="First Civil Division", kind=kind
    )


def a_post(role: StaffRole, court: Court, division: Division | None = None) -> Account:
    """Somebody with a post."""
    return a_member_of_staff(role, court, division=division)


def change(by: Account, court: Court, topic: str, subject: str, **values: object) -> str:
    """Change a thing of a court as its page would; a new one where `subject` is empty."""
    found, thing = TOPICS[topic], subject or str(new_id())
    known = found.read(court, thing)
    actions.change(
        by=by,
        court_id=court.id,
        topic=found,
        subject=thing,
        seen=actions.fingerprint(known),
        values={**known, **values},
        key=RequestKey.of(by.id, str(new_id()), None),
    )
    court.refresh_from_db()
    return thing


def _court(code: str, level: CourtLevel, parent: Court | None) -> Court:
    defaults = {
        "name_zh": f"{code}法院",
        "name_en": f"Court {code}",
        "level": level,
        "parent": parent,
    }
    return Court.objects.get_or_create(code=code, defaults=defaults)[0]
