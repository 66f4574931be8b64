"""Public notice (公告送达): its grounds, proof, ways and expiry (Articles 29 to 32)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Final

from yunqiao.law.calendar import UnknownYearError
from yunqiao.law.catalogue import provision
from yunqiao.law.clocks import year_unknown
from yunqiao.law.findings import (
    Citation,
    Finding,
    Outcome,
    Reason,
    no,
    reason,
    unknown,
    with_grounds,
    yes,
)
from yunqiao.law.instruments import AERSHAN, CPL, INT, INTERNET_COURTS, SP, TAIWAN_2011
from yunqiao.law.limits.table import period_of
from yunqiao.law.periods import Period, last_day
from yunqiao.law.service.terms import (
    NEEDS_EVIDENCE,
    AddresseeDomicile,
    AddresseeKind,
    DocumentKind,
    ServedMatter,
    TrialProcedure,
    lacking,
    needs,
    not_allowed,
    pending,
    served,
)

STATEMENT = reason("service.notice.statement")
PAYMENT_ORDER = reason("service.notice.payment_order")
SUMMARY = reason("service.notice.summary")
FOR_TAIWAN_COURT = reason("service.notice.for_taiwan_court")
ABROAD = reason("service.notice.abroad")
OTHER_MODE_OPEN = reason("service.notice.other_mode_open")
OPEN = reason("service.notice.open")
WHEREABOUTS_UNPROVED = reason("service.notice.whereabouts_unproved")
ATTEMPTS_UNPROVED = reason("service.notice.attempts_unproved")
DECLARED_MISSING = reason("service.notice.declared_missing")
PERSON_LOST = reason("service.notice.person_lost")
ENTITY_LOST = reason("service.notice.entity_lost")
COURT_COLLECTS = reason("service.notice.court_collects")
NO_OTHER_WAY = reason("service.notice.no_other_way")
NOT_PUBLISHED = reason("service.notice.not_published")
HALF_POSTED = reason("service.notice.half_posted")
SPECIAL_WAY = reason("service.notice.special_way")
RUNNING = reason("service.notice.running")
EXPIRED = reason("service.notice.expired")
RECORDS_MISSING = reason("service.notice.records_missing")
CONVERT = reason("service.next.convert_procedure")
MAY_DISMISS = reason("service.next.may_dismiss")
TRY_OTHERS = reason("service.next.try_other_modes")
CUSTODIAN = reason("service.next.custodian")
ASK_COURT = reason("service.next.ask_court_to_collect")
PLAN_ABROAD = reason("service.next.plan_abroad")

THIRTY_DAYS_FROM: Final = date(2022, 1, 1)
SIXTY_DAYS_BEFORE: Final = Period(60)
"""The 2021 amendment cut the period from sixty days to thirty (CPL 95)."""


class NoticeGround(Enum):
    """Why public notice is asked for (CPL 95)."""

    WHEREABOUTS_UNKNOWN = "whereabouts_unknown"
    NO_OTHER_WAY = "no_other_way"


class NoticePlace(Enum):
    """Where a notice is posted or published (Int 138)."""

    COURT_BOARD = "court_board"
    RESIDENCE = "residence"
    MEDIA = "media"


class NoticeEvidence(Enum):
    """Proof of the ground, and of the posting."""

    POLICE = "police"
    COMMITTEE = "committee"
    CLOSE_RELATIVE = "close_relative"
    OTHER_SOURCE = "other_source"
    DIRECT_FAILED = "direct_failed"
    REGISTERED_ADDRESS_FAILED = "registered_address_failed"
    OUT_OF_CONTACT = "out_of_contact"
    STEPS_ON_FILE = "steps_on_file"
    POSTING_FILMED = "posting_filmed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """One posting or publication of the notice, on a court-local date."""

    place: NoticePlace
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicNotice:
    """A public notice, asked about on the court-local date `on`.

    `other_mode_possible`: a way of service that is open has not been tried. `accurate_address`: the
    plaintiff gave one (SP 8). `unable_to_prove`: the plaintiff objectively cannot bring the proof
    and has applied to the court (A31). `roll_deemed_service`: a court's setting, off by default.
    """

    matter: ServedMatter
    ground: NoticeGround
    on: date
    publications: tuple[Publication, ...] = ()
    other_mode_possible: bool | None = None
    accurate_address: bool | None = None
    declared_missing: bool = False
    unable_to_prove: bool = False
    internet_court: bool = False
    for_taiwan_court: bool = False
    special_way_unmet: bool = False
    roll_deemed_service: bool = False
    evidence: frozenset[NoticeEvidence] = frozenset()


@provision(CPL["95"], INT["138"], AERSHAN["29"], AERSHAN["32"], source="S38, S40; conflicts i, m")
def served_by_notice(notice: PublicNotice) -> Finding:
    """Has public notice served the document, and on which day?"""
    allowed = notice_is_open(notice)
    if allowed.outcome is Outcome.UNKNOWN:
        return allowed._replace(code=NEEDS_EVIDENCE)
    if allowed.outcome is Outcome.NO:
        return not_allowed(allowed.citations, *allowed.because, try_next=allowed.try_next)
    ground = whereabouts_unknown(notice)
    if ground.outcome is Outcome.UNKNOWN:
        return ground._replace(code=NEEDS_EVIDENCE)
    found = notice_expired(notice)
    return found._replace(
        because=(*found.because, *ground.because),
        citations=tuple(dict.fromkeys((*found.citations, *ground.citations))),
        try_next=(*found.try_next, *ground.try_next),
    )


@provision(CPL["91"], CPL["95"], INT["140"], SP["8"], AERSHAN["3"], AERSHAN["29"], source="corrections E34, E44")  # fmt: skip
def notice_is_open(notice: PublicNotice) -> Finding:
    """May the document be served by public notice at all?"""
    closed = _closed_document(notice) or _closed_case(notice)
    if closed:
        return closed
    cited = (CPL["95"], AERSHAN["3"], AERSHAN["29"])
    if notice.other_mode_possible is None:
        return unknown(cited, OTHER_MODE_OPEN, missing="other_mode_possible")
    if notice.other_mode_possible:
        return no(cited, OTHER_MODE_OPEN, try_next=(TRY_OTHERS,))
    return yes(cited, OPEN)


def _closed_document(notice: PublicNotice) -> Finding | None:
    if notice.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return no((INT["133"], AERSHAN["25"]), STATEMENT)
    if notice.matter.document is DocumentKind.PAYMENT_ORDER:
        return no((INT["427(4)"], INT["430"]), PAYMENT_ORDER)
    return None


def _closed_case(notice: PublicNotice) -> Finding | None:
    if notice.for_taiwan_court:
        return no(TAIWAN_2011["8"], FOR_TAIWAN_COURT)
    if notice.matter.addressee.domicile is not AddresseeDomicile.MAINLAND:
        return no(CPL["283"], ABROAD, try_next=(PLAN_ABROAD,))
    if notice.matter.procedure is not TrialProcedure.SUMMARY or notice.internet_court:
        return None
    steps = (MAY_DISMISS,) if notice.accurate_address is False else (CONVERT,)
    return no((INT["140"], INT["257(1)"], SP["8"], INTERNET_COURTS["18"]), SUMMARY, try_next=steps)


@provision(AERSHAN["30"], AERSHAN["31"], CPL["95"], CPL["67"])
def whereabouts_unknown(notice: PublicNotice) -> Finding:
    """Is the ground for public notice proved?"""
    cited = (CPL["95"], AERSHAN["30"], AERSHAN["31"])
    if notice.ground is NoticeGround.NO_OTHER_WAY:
        return _proved(notice, (CPL["95"], AERSHAN["29"]), (NoticeEvidence.STEPS_ON_FILE,), NO_OTHER_WAY)  # fmt: skip
    if notice.matter.addressee.kind is not AddresseeKind.NATURAL_PERSON:
        return _proved(notice, cited, _ENTITY_PROOF, ENTITY_LOST)
    if notice.declared_missing:
        return yes(cited, DECLARED_MISSING, try_next=(CUSTODIAN,))
    if not notice.evidence & _SOURCES:
        if notice.unable_to_prove:
            return unknown((AERSHAN["31"], CPL["67"]), COURT_COLLECTS, missing="evidence.police")
        return unknown(cited, WHEREABOUTS_UNPROVED, missing="evidence.police", try_next=(ASK_COURT,))  # fmt: skip
    return _proved(notice, cited, _PERSON_PROOF, PERSON_LOST)


_SOURCES: Final = frozenset(
    {
        NoticeEvidence.POLICE,
        NoticeEvidence.COMMITTEE,
        NoticeEvidence.CLOSE_RELATIVE,
        NoticeEvidence.OTHER_SOURCE,
    }
)
_PERSON_PROOF: Final = (NoticeEvidence.DIRECT_FAILED, NoticeEvidence.STEPS_ON_FILE)
_ENTITY_PROOF: Final = (
    NoticeEvidence.DIRECT_FAILED,
    NoticeEvidence.REGISTERED_ADDRESS_FAILED,
    NoticeEvidence.OUT_OF_CONTACT,
    NoticeEvidence.STEPS_ON_FILE,
)


def _proved(
    notice: PublicNotice,
    cited: tuple[Citation, ...],
    required: tuple[NoticeEvidence, ...],
    because: Reason,
) -> Finding:
    missing = lacking(notice.evidence, *required)
    if missing:
        return unknown(cited, ATTEMPTS_UNPROVED, missing=missing)
    return yes(cited, because)


@provision(CPL["95"], INT["138"], INT["139"], AERSHAN["32"])
def notice_expired(notice: PublicNotice) -> Finding:
    """Has the notice been issued as required, and has its period run out?"""
    cited = (CPL["95"], INT["138"], AERSHAN["32"])
    places = {publication.place for publication in notice.publications}
    if notice.special_way_unmet:
        return needs(cited, SPECIAL_WAY, missing="special_way_unmet")
    if not places:
        return pending(cited, NOT_PUBLISHED, missing="publications")
    if NoticePlace.MEDIA not in places and len(places) == 1:
        return needs(cited, HALF_POSTED, missing="publications")
    if NoticePlace.RESIDENCE in places and NoticeEvidence.POSTING_FILMED not in notice.evidence:
        return needs(cited, RECORDS_MISSING, missing="evidence.posting_filmed")
    return _expiry(notice, cited)


def _expiry(notice: PublicNotice, cited: tuple[Citation, ...]) -> Finding:
    issued = max(publication.on for publication in notice.publications)
    period = period_of("notice_home") if issued >= THIRTY_DAYS_FROM else SIXTY_DAYS_BEFORE
    try:
        end = last_day(period, issued, roll=notice.roll_deemed_service)
    except UnknownYearError as error:
        return year_unknown(cited, error, code=NEEDS_EVIDENCE)
    if notice.on <= end:
        running = pending(cited, RUNNING(days=period.n, issued=issued), issued_on=issued, not_before=end + timedelta(days=1))  # fmt: skip
        return with_grounds(running, (end,))
    return served(cited, EXPIRED(days=period.n, issued=issued), on=end, issued_on=issued)
