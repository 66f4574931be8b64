"""What can be enforced, and by which court."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT

ENFORCEABLE = reason("enforcement.enforceable")
NOT_IN_EFFECT = reason("enforcement.not_in_effect")
PARTIES_UNCLEAR = reason("enforcement.parties_unclear")
CONTENT_UNCLEAR = reason("enforcement.content_unclear")
ALREADY_PERFORMED = reason("enforcement.already_performed")
NOT_RECOGNISED = reason("enforcement.not_recognised")
COMPETENT = reason("enforcement.competent")
NOT_COMPETENT = reason("enforcement.not_competent")
INTERMEDIATE_COURT = reason("enforcement.intermediate_court")
AWARD_LEVEL_DOUBT = reason("enforcement.award_level_doubt")
ASK_FOR_RECOGNITION = reason("enforcement.ask_for_recognition")
TAKE_TO_COMPETENT_COURT = reason("enforcement.take_to_competent_court")


class TitleKind(Enum):
    """What the applicant holds."""

    JUDGMENT = "judgment or ruling"
    CONCILIATION_STATEMENT = "conciliation statement"
    CONFIRMED_MEDIATION = "confirmed mediation agreement"
    PAYMENT_ORDER = "payment order"
    NOTARISED_DEBT = "notarised debt instrument"
    DOMESTIC_AWARD = "domestic award"
    FOREIGN_RELATED_AWARD = "foreign-related award"
    FOREIGN_JUDGMENT = "foreign judgment"
    FOREIGN_AWARD = "foreign award"


FROM_ABROAD: Final = frozenset({TitleKind.FOREIGN_JUDGMENT, TitleKind.FOREIGN_AWARD})


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementTitle:
    """The title, as the filing clerk reads it."""

    kind: TitleKind
    in_effect: bool | None = None
    recognised: bool | None = None
    parties_clear: bool | None = None
    content_clear: bool | None = None
    performed: bool | None = None


@provision(CPL["235"], CPL["247"], CPL["298"], CPL["304"], INT["461"])
def is_enforceable(title: EnforcementTitle) -> Finding:
    """Can the title be enforced?"""
    cited = (CPL["235"], CPL["247"], INT["461"])
    if title.kind in FROM_ABROAD and title.recognised is False:
        return no(
            (CPL["298"], CPL["304"]), NOT_RECOGNISED, code="REFUSE", try_next=(ASK_FOR_RECOGNITION,)
        )
    for name, why in (
        ("in_effect", NOT_IN_EFFECT),
        ("parties_clear", PARTIES_UNCLEAR),
        ("content_clear", CONTENT_UNCLEAR),
    ):
        if getattr(title, name) is False:
            return no(cited, why, code="REFUSE")
    if title.performed:
        return no(cited, ALREADY_PERFORMED, code="REFUSE")
    of_its_kind = ("recognised",) if title.kind in FROM_ABROAD else ()
    needed = ("in_effect", "parties_clear", "content_clear", "performed", *of_its_kind)
    missing = tuple(name for name in needed if getattr(title, name) is None)
    if missing:
        return unknown(cited, missing=missing)
    return yes(cited, ENFORCEABLE, code="ACCEPT")


class EnforcingCourtLink(Enum):
    """What ties the court to the title or the debtor."""

    FIRST_INSTANCE = "court of first instance"
    SAME_LEVEL_AT_PROPERTY = "court of the same level at the property"
    CONFIRMING = "court that confirmed or issued it"
    DEBTOR_DOMICILE = "debtor's domicile"
    PROPERTY = "place of the property"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcingCourt:
    """A title and the court to which the application is made."""

    kind: TitleKind
    link: EnforcingCourtLink
    intermediate_court: bool | None = None


_FIRST_OR_PROPERTY: Final = frozenset(
    {EnforcingCourtLink.FIRST_INSTANCE, EnforcingCourtLink.SAME_LEVEL_AT_PROPERTY}
)
_CONFIRMING_OR_PROPERTY: Final = frozenset(
    {EnforcingCourtLink.CONFIRMING, EnforcingCourtLink.SAME_LEVEL_AT_PROPERTY}
)
_DEBTOR_OR_PROPERTY: Final = frozenset(
    {EnforcingCourtLink.DEBTOR_DOMICILE, EnforcingCourtLink.PROPERTY}
)
_COURTS: Final[dict[TitleKind, tuple[Citation, frozenset[EnforcingCourtLink]]]] = {
    TitleKind.JUDGMENT: (CPL["235(1)"], _FIRST_OR_PROPERTY),
    TitleKind.CONCILIATION_STATEMENT: (CPL["235(1)"], _FIRST_OR_PROPERTY),
    TitleKind.CONFIRMED_MEDIATION: (INT["460"], _CONFIRMING_OR_PROPERTY),
    TitleKind.PAYMENT_ORDER: (INT["460"], _CONFIRMING_OR_PROPERTY),
    TitleKind.NOTARISED_DEBT: (CPL["235(2)"], _DEBTOR_OR_PROPERTY),
    TitleKind.DOMESTIC_AWARD: (CPL["235(2)"], _DEBTOR_OR_PROPERTY),
    TitleKind.FOREIGN_RELATED_AWARD: (CPL["290"], _DEBTOR_OR_PROPERTY),
    TitleKind.FOREIGN_JUDGMENT: (CPL["298"], _DEBTOR_OR_PROPERTY),
    TitleKind.FOREIGN_AWARD: (CPL["304"], _DEBTOR_OR_PROPERTY),
}
_INTERMEDIATE: Final = FROM_ABROAD | {TitleKind.FOREIGN_RELATED_AWARD}


@provision(CPL["235"], CPL["290"], CPL["298"], CPL["304"], INT["460"])
def is_competent(court: EnforcingCourt) -> Finding:
    """Is this court competent to enforce the title?"""
    cited, links = _COURTS[court.kind]
    doubts = (AWARD_LEVEL_DOUBT,) if court.kind is TitleKind.DOMESTIC_AWARD else ()
    if court.link not in links:
        return no(cited, NOT_COMPETENT, try_next=(TAKE_TO_COMPETENT_COURT,), doubts=doubts)
    if court.kind not in _INTERMEDIATE:
        return yes(cited, COMPETENT, doubts=doubts)
    if court.intermediate_court is None:
        return unknown(cited, INTERMEDIATE_COURT, missing="intermediate_court")
    if not court.intermediate_court:
        return no(cited, INTERMEDIATE_COURT, try_next=(TAKE_TO_COMPETENT_COURT,))
    return yes(cited, COMPETENT, INTERMEDIATE_COURT)
