"""What a court may set for itself where the law leaves it open, and what holds if it sets nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from yunqiao.court.directory.models import Court, CourtSetting

YES: Final = "yes"
NO: Final = "no"
EXTEND_WHEN_CLOSED: Final = "closure.extends"
"""Whether a party's time moves when the court was closed on its last day; no text settles it."""
EXAMINE_OWN: Final = "counter.examine_own"
"""Whether a clerk may examine a claim they took down at the counter themselves."""
ASSIGNMENT: Final = "assignment.rule"
"""How a judge is chosen when nobody is chosen by hand."""
RANDOM: Final = "random"
FEWEST: Final = "fewest"
ROLL_DEEMED_SERVICE: Final = "service.roll_deemed"
"""Whether a day of deemed service moves over rest days; no text settles it."""
SIXTY_DAYS_FOR_REGIONS: Final = "service.sixty_days_for_regions"
"""Whether public notice for Hong Kong, Macao and Taiwan takes sixty days."""
FEE: Final = "fee."
"""Before the name of a fee that the Measures leave to the province or the court."""
REFUND_SECOND_PERSON: Final = "refund.second_person"
"""Whether somebody else than who proposed a refund must approve it."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    EXTEND_WHEN_CLOSED: (NO, YES),
    EXAMINE_OWN: (NO, YES),
    ASSIGNMENT: (RANDOM, FEWEST),
    ROLL_DEEMED_SERVICE: (NO, YES),
    SIXTY_DAYS_FOR_REGIONS: (NO, YES),
    REFUND_SECOND_PERSON: (YES, NO),
}
"""The values each rule may have; the first holds where a court has set none."""


def rule(court: Court, name: str, on: date) -> str:
    """How a court has settled a rule on a court-local date."""
    newest = newest_setting(court.id, name, on)
    return newest.value if newest else CHOICES[name][0]


def newest_setting(court_id: UUID, name: str, on: date) -> CourtSetting | None:
    """The newest setting of that name that is in force on a court-local date."""
    settings = CourtSetting.objects.filter(court=court_id, name=name, since__lte=on)
    return settings.order_by("-id").first()


def last_setting(court_id: UUID, name: str) -> CourtSetting | None:
    """The newest setting of that name, whether in force already or not."""
    return CourtSetting.objects.filter(court=court_id, name=name).order_by("-id").first()


def setting_in_line(line: Sequence[UUID], name: str, on: date) -> CourtSetting | None:
    """The newest setting in force of the first court in a line that has one (directory.tree)."""
    found = (newest_setting(court_id, name, on) for court_id in line)
    return next(filter(None, found), None)
