"""When service by one channel is complete, has failed, or is still open; deemed service abroad."""

from dataclasses import replace
from datetime import date
from typing import Final

from yunqiao.law.abroad.answers import ONLY_BY_REFERENCE
from yunqiao.law.abroad.attempts import AttemptAbroad, AttemptToServe, ReturnedAs
from yunqiao.law.abroad.clocks import clock_of, ends_on
from yunqiao.law.abroad.codes import (
    IN_CHINA,
    NEEDS_EVIDENCE,
    NEEDS_REVIEW,
    NOT_ALLOWED,
    NOT_SERVED,
    PENDING,
    SERVED,
    ServiceChannel,
)
from yunqiao.law.abroad.menu import decide
from yunqiao.law.calendar import UnknownYearError
from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.clocks import year_unknown
from yunqiao.law.findings import (
    Citation,
    Cited,
    Finding,
    Outcome,
    Reason,
    for_the_court,
    no,
    reason,
    unknown,
    with_grounds,
    yes,
)
from yunqiao.law.instruments import (
    CONFERENCE_2021,
    CONFERENCE_FROM_MEMORY,
    CPL,
    HSC,
    INT,
    OLR,
    PROVISIONS_2006,
    PROVISIONS_2009,
    TAIWAN_2008,
)

SIGNED = reason("abroad.served.signed")
LEFT = reason("abroad.served.left")
LEFT_BEFORE_SIGNED = reason("abroad.served.left_before_signed")
DEEMED_BY_MAIL = reason("abroad.served.deemed_by_mail")
DEEMED_BY_NOTICE = reason("abroad.served.deemed_by_notice")
DEEMED_BY_REACTION = reason("abroad.served.deemed_by_reaction")
ARRIVED = reason("abroad.served.arrived")
RECEIPT_CONFIRMED = reason("abroad.served.receipt_confirmed")
PRESUMED_READ = reason("abroad.served.presumed_read")
CAME_BACK = reason("abroad.not_served.came_back")
CLOCK_RAN_OUT = reason("abroad.not_served.clock_ran_out")
PLACES_NOT_COVERED = reason("abroad.not_served.places_not_covered")
STILL_RUNNING = reason("abroad.pending.still_running")
PROVED_ONLY_LATER = reason("abroad.pending.proved_only_later")
NO_PROOF_YET = reason("abroad.pending.no_proof_yet")
SUFFICIENCY_TO_SAY = reason("abroad.pending.sufficiency_to_say")
LEAVING_NOT_PROVED = reason("abroad.pending.leaving_not_proved")
PLACES_TO_SAY = reason("abroad.pending.places_to_say")
FORM_OF_REACTION_TO_SAY = reason("abroad.pending.form_of_reaction_to_say")
WHOSE_ADDRESS_TO_SAY = reason("abroad.pending.whose_address_to_say")
NOT_ALLOWED_BUT_RECEIVED = reason("abroad.review.not_allowed_but_received")
REFUSED_ABROAD = reason("abroad.review.refused_abroad")
SIGNED_AFTER_DEEMED = reason("abroad.review.signed_after_deemed")
SUFFICIENT_WITHOUT_DATE = reason("abroad.review.sufficient_without_date")
LEAVING_MAY_BE_EARLIER = reason("abroad.doubt.leaving_may_be_earlier")
ARRIVAL_MAY_BE_EARLIER = reason("abroad.doubt.arrival_may_be_earlier")
DEEMED_DAY_NOT_ROLLED = reason("abroad.doubt.deemed_day_not_rolled")

FIRST_COUNTS: Final = (PROVISIONS_2006["11"], PROVISIONS_2009["10"])
"""Of several ways the one first completed fixes the day."""

_OFFICIAL: Final = frozenset(
    {ServiceChannel.TREATY, ServiceChannel.DIPLOMATIC, ServiceChannel.ARRANGEMENT}
)
_WRITTEN: Final = frozenset({ServiceChannel.ELECTRONIC, ServiceChannel.AGREED_WAY})


@provision(
    CPL["283"],
    HSC["6"],
    INT["534"],
    OLR["31"],
    PROVISIONS_2006["7"],
    PROVISIONS_2006["12"],
    PROVISIONS_2006["13"],
    PROVISIONS_2009["6"],
    name="abroad.outcome",
    confidence=Confidence.KNOWN,
    source="cross_border_service.md 2.1; corrections.md E2, E3, E10, E43-E45, M2",
)
def outcome(facts: AttemptToServe) -> Finding:
    """Did this attempt serve the addressee, and on which day?"""
    attempt = facts.attempt
    channel = decide(attempt.channel, replace(facts.to, on=attempt.started_on))
    if channel.code == NOT_ALLOWED:
        return _not_allowed(facts, channel)
    reaction = _reaction(facts)
    if channel.outcome in (Outcome.NO, Outcome.UNKNOWN):
        return reaction or _as_the_channel_stands(channel)
    try:
        by_channel = _by_channel(facts)
    except UnknownYearError as error:
        by_channel = year_unknown(CPL["283"], error)
    by_channel = _as_known_then(facts, by_channel)
    by_channel = by_channel._replace(doubts=(*by_channel.doubts, *channel.doubts))
    if channel.outcome is Outcome.FOR_THE_COURT and by_channel.is_yes:
        by_channel = by_channel._replace(
            outcome=Outcome.FOR_THE_COURT,
            code=NEEDS_REVIEW,
            because=(*by_channel.because, *channel.because),
        )
    return _better(by_channel, reaction) if reaction else by_channel


def _not_allowed(facts: AttemptToServe, channel: Finding) -> Finding:
    """A forbidden channel serves nobody, but consent or a reaction on file is for the court."""
    attempt = facts.attempt
    consent = facts.to.agreed and attempt.channel is not ServiceChannel.AGREED_WAY
    received = any((attempt.signed_on, attempt.replied_on, attempt.arrived_on, attempt.read_on))
    if attempt.reaction_on or (consent and received):
        return for_the_court(
            (*channel.citations, PROVISIONS_2006["13"], CPL["283(1)(10)"]),
            *channel.because,
            NOT_ALLOWED_BUT_RECEIVED,
            code=NEEDS_REVIEW,
        )
    return channel


def _as_the_channel_stands(channel: Finding) -> Finding:
    if channel.outcome is Outcome.UNKNOWN:
        return channel._replace(missing=tuple(f"to.{name}" for name in channel.missing))
    return channel._replace(code=NOT_SERVED)


def _better(one: Finding, other: Finding) -> Finding:
    """The finding that serves, or serves earlier; a finding that serves beats one that does not."""
    first, second = one.date("date_of_service"), other.date("date_of_service")
    if one.is_yes and other.is_yes and first and second:
        return one if first <= second else other
    return one if one.is_yes else other


def _reaction(facts: AttemptToServe) -> Finding | None:
    """Deemed served by mentioning the content to the court or acting on it (E2, E10)."""
    attempt = facts.attempt
    if attempt.reaction_on is None or attempt.reaction_on > facts.to.on:
        return None
    if facts.to.region in ("HK", "MO"):
        return _served(PROVISIONS_2009["12"], attempt.reaction_on, DEEMED_BY_REACTION)
    cited = PROVISIONS_2006["13"]
    if facts.to.region == "TW":
        return for_the_court((cited, INT["549"]), ONLY_BY_REFERENCE, code=NEEDS_REVIEW)
    if attempt.reaction_in_writing is None:
        return _evidence(cited, FORM_OF_REACTION_TO_SAY, "attempt.reaction_in_writing")
    if not attempt.reaction_in_writing:
        return None
    return _served(cited, attempt.reaction_on, DEEMED_BY_REACTION)


def _as_known_then(facts: AttemptToServe, found: Finding) -> Finding:
    """Where only a proof is wanting and one is of a later day: not served yet on the day asked."""
    attempt, on = facts.attempt, facts.to.on
    proofs = (attempt.signed_on, attempt.left_on, attempt.arrived_on, attempt.replied_on, attempt.read_on)  # fmt: skip
    later = [day for day in proofs if day and day > on]
    if not later or not found.missing or not _PROOFS.issuperset(found.missing):
        return found
    because = (PROVED_ONLY_LATER(on=on, day=min(later)),)
    pending = found._replace(outcome=Outcome.NO, code=PENDING, because=because, missing=())
    return with_grounds(pending, (day for _, day in found.dates))


_PROOFS: Final = frozenset({"attempt.signed_on", "attempt.replied_on"})


def _by_channel(facts: AttemptToServe) -> Finding:
    channel = facts.attempt.channel
    if channel is ServiceChannel.PUBLIC_NOTICE:
        return _notice(facts)
    if channel in _WRITTEN:
        return _electronic(facts)
    if channel in IN_CHINA:
        return _received_here(facts)
    signed = _by(facts, facts.attempt.signed_on)
    if signed:
        return _deemed_before(facts, signed) or _served(_receipt_of(channel), signed, SIGNED)
    if facts.attempt.returned_on:
        return _came_back(facts.attempt)
    if channel is ServiceChannel.MAIL:
        return _mail(facts)
    return _transmission(facts) if channel in _OFFICIAL else _no_proof("attempt.signed_on")


def _came_back(attempt: AttemptAbroad) -> Finding:
    """Mail that finds nobody has failed at once (M2), as has any request sent back; a refusal is open."""
    if attempt.channel is not ServiceChannel.MAIL or attempt.returned_as in (
        None,
        ReturnedAs.OTHER,
    ):
        return no(_receipt_of(attempt.channel), CAME_BACK, code=NOT_SERVED)
    if attempt.returned_as is ReturnedAs.REFUSED:
        return for_the_court(INT["534"], REFUSED_ABROAD, code=NEEDS_REVIEW)
    doubts = (CONFERENCE_FROM_MEMORY,)
    return no(CONFERENCE_2021["III"], CAME_BACK, code=NOT_SERVED, doubts=doubts)


def _received_here(facts: AttemptToServe) -> Finding:
    """Signed for or left; where both happened, the first that is proved counts."""
    attempt, left = facts.attempt, _left(facts)
    signed, left_on = _by(facts, attempt.signed_on), _by(facts, attempt.left_on)
    if signed is None:
        return left
    by_hand = _served(CPL["87"], signed, SIGNED)
    if left_on is None or left_on >= signed:
        return by_hand
    if left.is_yes:
        both = LEFT_BEFORE_SIGNED(left=left_on, signed=signed)
        return left._replace(
            because=(*left.because, both), citations=(*left.citations, *FIRST_COUNTS)
        )
    if attempt.leaving_evidenced is None:
        return by_hand._replace(doubts=(LEAVING_MAY_BE_EARLIER(left=left_on),))
    return by_hand


def _deemed_before(facts: AttemptToServe, signed: date) -> Finding | None:
    """A mail slip signed after the day of deemed service: which of the two counts no text says."""
    attempt = facts.attempt
    if attempt.channel is not ServiceChannel.MAIL or not attempt.circumstances_suffice:
        return None
    clock = clock_of(facts)
    end = ends_on(clock, attempt.started_on, roll=attempt.roll_deemed_service)
    if signed <= end:
        return None
    return for_the_court(
        clock.cited,
        SIGNED_AFTER_DEEMED(deemed=end, signed=signed),
        code=NEEDS_REVIEW,
        deemed_served_on=end,
        signed_on=signed,
    )


def _left(facts: AttemptToServe) -> Finding:
    """Leaving after refusal on whoever receives here for a party abroad (E43)."""
    left = _by(facts, facts.attempt.left_on)
    if left is None:
        return _no_proof("attempt.signed_on")
    cited = PROVISIONS_2009["11"] if facts.to.region else PROVISIONS_2006["12"]
    if facts.to.region == "TW":
        cited = TAIWAN_2008["4"]
    if facts.attempt.leaving_evidenced:
        return _served(cited, left, LEFT)
    return _evidence(cited, LEAVING_NOT_PROVED, "attempt.leaving_evidenced")


def _mail(facts: AttemptToServe) -> Finding:
    clock = clock_of(facts)
    end = ends_on(clock, facts.attempt.started_on, roll=facts.attempt.roll_deemed_service)
    if facts.to.on < end:
        return unknown(clock.cited, STILL_RUNNING(until=end), missing="attempt.signed_on", code=PENDING, decided_from=end)  # fmt: skip
    if facts.attempt.circumstances_suffice is None:
        return _evidence(clock.cited, SUFFICIENCY_TO_SAY, "attempt.circumstances_suffice")
    if not facts.attempt.circumstances_suffice:
        return no(clock.cited, CLOCK_RAN_OUT(until=end), code=NOT_SERVED, failed_on=end)
    return _served(clock.cited, end, DEEMED_BY_MAIL, doubts=(DEEMED_DAY_NOT_ROLLED,))


def _transmission(facts: AttemptToServe) -> Finding:
    """Treaty, arrangement or diplomatic channel: the clock only shuts the channel (E45)."""
    if facts.attempt.transmitted_on is None:
        return _no_proof("attempt.transmitted_on")
    clock = clock_of(facts)
    end = ends_on(clock, facts.attempt.transmitted_on)
    if facts.to.on < end:
        return unknown(clock.cited, STILL_RUNNING(until=end), missing="attempt.signed_on", code=PENDING, decided_from=end)  # fmt: skip
    if facts.attempt.circumstances_suffice is None:
        return _evidence(clock.cited, SUFFICIENCY_TO_SAY, "attempt.circumstances_suffice")
    if facts.attempt.circumstances_suffice:
        return for_the_court(clock.cited, SUFFICIENT_WITHOUT_DATE, code=NEEDS_REVIEW)
    return no(clock.cited, CLOCK_RAN_OUT(until=end), code=NOT_SERVED, failed_on=end)


def _electronic(facts: AttemptToServe) -> Finding:
    """The first proof counts; arrival only at an address the addressee gave (E3)."""
    attempt, taiwan = facts.attempt, facts.to.region == "TW"
    given, arrived = attempt.address_given_by_addressee, _by(facts, attempt.arrived_on)
    confirmed = TAIWAN_2008["6"] if taiwan else OLR["31(2)"]
    proofs = (
        (_by(facts, attempt.signed_on), SIGNED, CPL["283(1)(10)"]),
        (arrived if given and not taiwan else None, ARRIVED, OLR["31(1)"]),
        (_by(facts, attempt.replied_on), RECEIPT_CONFIRMED, confirmed),
        (_by(facts, attempt.read_on), PRESUMED_READ, confirmed),
    )
    proved = [(day, why, cited) for day, why, cited in proofs if day]
    if proved:
        day, why, cited = min(proved, key=lambda one: one[0])
        earlier = arrived is not None and given is None and arrived < day
        return _served(cited, day, why, (ARRIVAL_MAY_BE_EARLIER,) if earlier else ())
    if arrived and given is None:
        return _evidence(OLR["31"], WHOSE_ADDRESS_TO_SAY, "attempt.address_given_by_addressee")
    return _no_proof("attempt.replied_on")


def _notice(facts: AttemptToServe) -> Finding:
    clock = clock_of(facts)
    attempt = facts.attempt
    if attempt.published_in_and_outside is None:
        return _evidence(clock.cited, PLACES_TO_SAY, "attempt.published_in_and_outside")
    if not attempt.published_in_and_outside:
        return no(clock.cited, PLACES_NOT_COVERED, code=NOT_SERVED)
    end = ends_on(clock, attempt.started_on, roll=attempt.roll_deemed_service)
    if facts.to.on < end:
        return unknown(clock.cited, STILL_RUNNING(until=end), missing="to.on", code=PENDING, decided_from=end)  # fmt: skip
    return _served(clock.cited, end, DEEMED_BY_NOTICE, doubts=(DEEMED_DAY_NOT_ROLLED,))


def _by(facts: AttemptToServe, day: date | None) -> date | None:
    """A day, unless it lies after the day of asking."""
    return day if day is not None and day <= facts.to.on else None


def _receipt_of(channel: ServiceChannel) -> Citation:
    if channel is ServiceChannel.TREATY:
        return HSC["6"]
    return INT["534"] if channel is ServiceChannel.MAIL else CPL["87"]


def _served(cited: Cited, on: date, because: Reason, doubts: tuple[Reason, ...] = ()) -> Finding:
    return yes(cited, because, code=SERVED, doubts=doubts, date_of_service=on)


def _evidence(cited: Cited, because: Reason, missing: str) -> Finding:
    return unknown(cited, because, missing=missing, code=NEEDS_EVIDENCE)


def _no_proof(missing: str) -> Finding:
    return unknown(CPL["87"], NO_PROOF_YET, missing=missing, code=NEEDS_EVIDENCE)
