"""How online mediation begins: consent, the mediators, the form."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import deadline
from yunqiao.law.facts import FactsError
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import OMR
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, Unit

ALL_AGREE = reason("mediation.all_agree")
ONE_REFUSES = reason("mediation.one_refuses")
NOT_REACHED = reason("mediation.not_reached")
ASK_THE_PARTY = reason("mediation.ask_the_party")
NO_JURISDICTION_TO_INVITE = reason("mediation.no_jurisdiction_to_invite")
RETURN_PAPERS = reason("mediation.return_papers")
CHOOSE_MEDIATOR = reason("mediation.choose_mediator")
APPOINT_MEDIATOR = reason("mediation.appoint_mediator")
MEDIATOR_CONFIRMS = reason("mediation.mediator_confirms")
CHOOSE_AGAIN = reason("mediation.choose_again")
ASK_OTHER_SIDE = reason("mediation.ask_other_side")
QUALIFIED_MEDIATOR = reason("mediation.qualified_mediator")
NOT_QUALIFIED = reason("mediation.not_qualified")
MEDIATOR_FROM_OUTSIDE = reason("mediation.mediator_from_outside")
MATCHING_PARTY_NEEDED = reason("mediation.matching_party_needed")
CONFLICT_NOT_DISCLOSED = reason("mediation.conflict_not_disclosed")
PARTY_OBJECTS_TO_MEDIATOR = reason("mediation.party_objects_to_mediator")
SAME_TIME_BY_VIDEO = reason("mediation.same_time_by_video")
SEPARATE_TIMES_AGREED = reason("mediation.separate_times_agreed")
SEPARATE_TIMES_NOT_AGREED = reason("mediation.separate_times_not_agreed")
ON_SITE = reason("mediation.on_site")

TWO_SIDES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationParty:
    """A party and its answer to the invitation."""

    name: str
    agrees: bool | None = None
    unreachable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationInvitation:
    """An invitation to mediate online, before or during suit."""

    parties: tuple[MediationParty, ...]
    inviting_court_has_jurisdiction: bool = True

    def __post_init__(self) -> None:
        if len(self.parties) < TWO_SIDES:
            raise FactsError("parties", "name at least two parties")


@provision(OMR["4"], OMR["9"], OMR["15"], OMR["25"])
def may_begin(invitation: MediationInvitation) -> Finding:
    """May online mediation begin?"""
    if not invitation.inviting_court_has_jurisdiction:
        return no(OMR["9"], NO_JURISDICTION_TO_INVITE, code="RETURN", try_next=(RETURN_PAPERS,))
    for party in invitation.parties:
        if party.agrees is False:
            return no(
                (OMR["15"], OMR["25"]),
                ONE_REFUSES(name=party.name),
                code="END",
                try_next=(RETURN_PAPERS,),
            )
        if party.unreachable:
            return no(
                (OMR["15"], OMR["25"]),
                NOT_REACHED(name=party.name),
                code="END",
                try_next=(RETURN_PAPERS,),
            )
    missing = tuple(
        f"parties[{n}].agrees" for n, party in enumerate(invitation.parties) if party.agrees is None
    )
    if missing:
        return unknown(OMR["4"], missing=missing, try_next=(ASK_THE_PARTY,))
    return yes(OMR["4"], ALL_AGREE, code="BEGIN")


class MediatorStep(Enum):
    """Which step of finding a mediator a clock is asked for."""

    PARTIES_CHOOSE = "parties choose"
    COURT_APPOINTS = "court appoints"
    MEDIATOR_CONFIRMS = "mediator confirms"
    MEDIATOR_ASKS_OTHER_SIDE = "mediator asks the other side"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorClock:
    """A step and the day from which its time runs.

    Choosing runs from the day both sides agreed to mediate, appointing from the application,
    confirming from the assignment, and asking the other side from the mediator's acceptance.
    """

    step: MediatorStep
    from_day: date


_STEPS: Final[dict[MediatorStep, tuple[Citation, Period, Reason, tuple[Reason, ...]]]] = {
    MediatorStep.PARTIES_CHOOSE: (
        OMR["10"],
        period_of("choose_mediator"),
        CHOOSE_MEDIATOR,
        (APPOINT_MEDIATOR,),
    ),
    MediatorStep.COURT_APPOINTS: (OMR["10"], period_of("appoint_mediator"), APPOINT_MEDIATOR, ()),
    MediatorStep.MEDIATOR_CONFIRMS: (
        OMR["12"],
        period_of("accept_mediation"),
        MEDIATOR_CONFIRMS,
        (CHOOSE_AGAIN,),
    ),
    MediatorStep.MEDIATOR_ASKS_OTHER_SIDE: (
        OMR["15"],
        Period(3, Unit.WORKING_DAY),
        ASK_OTHER_SIDE,
        (),
    ),
}


@provision(OMR["10"], OMR["12"], OMR["15"])
def step_by(clock: MediatorClock) -> Finding:
    """By when must the mediator be chosen, appointed, confirmed, or the other side asked?"""
    cited, period, because, then = _STEPS[clock.step]
    return deadline(cited, period, clock.from_day, because, try_next=then)


class MediatorOrigin(Enum):
    """Where a mediator, or a party, comes from."""

    MAINLAND = "Mainland"
    HONG_KONG_MACAO_TAIWAN = "Hong Kong, Macao or Taiwan"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class MediatorChoice:
    """A mediator, and the origins of the parties."""

    qualified: bool | None = None
    mediator_from: MediatorOrigin
    parties_from: frozenset[MediatorOrigin]
    has_interest_in_the_matter: bool = False
    disclosed_it: bool = False
    party_objects: bool = False


@provision(OMR["6"], OMR["13"])
def may_mediate(choice: MediatorChoice) -> Finding:
    """May this person mediate the dispute?"""
    if choice.qualified is None:
        return unknown(OMR["6"], missing="qualified")
    if not choice.qualified:
        return no(OMR["6"], NOT_QUALIFIED, try_next=(CHOOSE_AGAIN,))
    home = choice.mediator_from is MediatorOrigin.MAINLAND
    if not home and choice.mediator_from not in choice.parties_from:
        return no(OMR["6"], MATCHING_PARTY_NEEDED, try_next=(CHOOSE_AGAIN,))
    if choice.has_interest_in_the_matter:
        if not choice.disclosed_it:
            return no(OMR["13"], CONFLICT_NOT_DISCLOSED, try_next=(CHOOSE_AGAIN,))
        if choice.party_objects:
            return no(OMR["13"], PARTY_OBJECTS_TO_MEDIATOR, try_next=(CHOOSE_AGAIN,))
    return yes(OMR["6"], QUALIFIED_MEDIATOR if home else MEDIATOR_FROM_OUTSIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationForm:
    """How the parties can and want to meet."""

    all_lack_means: bool = False
    separate_times_wanted: bool = False
    all_agree_to_separate_times: bool | None = None


@provision(OMR["16"])
def form_is_open(form: MediationForm) -> Finding:
    """In what form may the mediation be held?"""
    if form.all_lack_means:
        return yes(OMR["16"], ON_SITE, code="ON_SITE")
    if not form.separate_times_wanted:
        return yes(OMR["16"], SAME_TIME_BY_VIDEO, code="SAME_TIME")
    if form.all_agree_to_separate_times is None:
        return unknown(OMR["16"], missing="all_agree_to_separate_times")
    if not form.all_agree_to_separate_times:
        return no(
            OMR["16"], SEPARATE_TIMES_NOT_AGREED, code="SAME_TIME", try_next=(SAME_TIME_BY_VIDEO,)
        )
    return yes(OMR["16"], SEPARATE_TIMES_AGREED, code="SEPARATE_TIMES")
