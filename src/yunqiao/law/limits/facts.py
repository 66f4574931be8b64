"""What must be known about an event before it can be said what it sets running."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final

from yunqiao.law.calendar import AnnouncedYear
from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.venue import BEIJING

ENTERED_FROM: Final = date(2022, 1, 1)


class Event(Enum):
    """The event that a time limit runs from, or before which it ends."""

    COMPLAINT_RECEIVED = "complaint_received"
    CORRECTED_PAPERS_RECEIVED = "corrected_papers_received"
    CORRECTION_NOTICE_RECEIVED = "correction_notice_received"
    IDENTITY_SUBMITTED = "identity_submitted"
    CASE_REGISTERED = "case_registered"
    COMPLAINT_SERVED = "complaint_served"
    ANSWER_RECEIVED = "answer_received"
    EVIDENCE_PERIOD_BEGAN = "evidence_period_began"
    TRIAL_BEGAN = "trial_began"
    CONVERTED_TO_ORDINARY = "converted_to_ordinary"
    HEARING = "hearing"
    HEARING_NOTIFIED_TO_TAIWAN = "hearing_notified_to_taiwan"
    JUDGMENT_PRONOUNCED = "judgment_pronounced"
    JUDGMENT_SERVED = "judgment_served"
    RULING_SERVED = "ruling_served"
    APPEAL_SERVED = "appeal_served"
    JUDGMENT_EFFECTIVE = "judgment_effective"
    RETRIAL_APPLICATION_RECEIVED = "retrial_application_received"
    RETRIAL_GROUND_KNOWN = "retrial_ground_known"
    THIRD_PARTY_KNEW_OF_JUDGMENT = "third_party_knew_of_judgment"
    OBSTACLE_ENDED = "obstacle_ended"
    FEE_NOTICE_SERVED = "fee_notice_served"
    PUBLIC_NOTICE_ISSUED = "public_notice_issued"
    POSTED_ABROAD = "posted_abroad"
    MAIL_OPENED_BY_ADDRESSEE = "mail_opened_by_addressee"
    FORWARDED_BY_CHINESE_AUTHORITY = "forwarded_by_chinese_authority"
    REQUEST_RECEIVED_BY_HIGHER_COURT = "request_received_by_higher_court"
    REQUEST_FROM_REGION_RECEIVED = "request_from_region_received"
    EVIDENCE_REQUEST_FROM_REGION_RECEIVED = "evidence_request_from_region_received"
    ENTRUSTED_SERVICE_RECEIVED = "entrusted_service_received"
    PRESERVATION_APPLIED_FOR = "preservation_applied_for"
    PRESERVATION_RULING_SERVED = "preservation_ruling_served"
    RECONSIDERATION_APPLIED_FOR = "reconsideration_applied_for"
    MEASURE_TAKEN = "measure_taken"
    MEASURE_EXPIRES = "measure_expires"
    RELEASE_APPLIED_FOR = "release_applied_for"
    THIRD_PARTY_OBJECTION_RULED = "third_party_objection_ruled"
    PERFORMANCE_PERIOD_ENDED = "performance_period_ended"
    ENFORCEMENT_APPLICATION_RECEIVED = "enforcement_application_received"
    ENFORCED_AT_ONCE = "enforced_at_once"
    ENFORCEMENT_NOTICE_SERVED = "enforcement_notice_served"
    ASSETS_CHANGED = "assets_changed"
    MEDIATION_AGREEMENT_EFFECTIVE = "mediation_agreement_effective"
    CONFIRMATION_REGISTERED = "confirmation_registered"
    CONFIRMATION_RULING_SERVED = "confirmation_ruling_served"
    CONFIRMATION_KNOWN_TO_THIRD_PARTY = "confirmation_known_to_third_party"
    ONLINE_MEDIATION_AGREED = "online_mediation_agreed"
    MEDIATION_APPLIED_FOR = "mediation_applied_for"
    MEDIATOR_ASSIGNED = "mediator_assigned"
    ONLINE_MEDIATION_BEGAN = "online_mediation_began"
    ONLINE_PROCEDURE_NOTIFIED = "online_procedure_notified"
    RECOGNITION_APPLICATION_RECEIVED = "recognition_application_received"
    RECOGNITION_APPLICATION_REGISTERED = "recognition_application_registered"
    RECOGNITION_APPLICATION_SERVED = "recognition_application_served"
    RECOGNITION_RULING_SERVED = "recognition_ruling_served"
    PAYMENT_ORDER_ISSUED = "payment_order_issued"
    PAYMENT_ORDER_SERVED = "payment_order_served"


class Who(Enum):
    """Who must act in the time."""

    COURT = "court"
    PARTY = "party"
    MEDIATOR = "mediator"
    ALL = "all"


class PartyDomicile(Enum):
    """Where the party lives or has its seat; domicile decides, not nationality."""

    MAINLAND = "mainland"
    ABROAD = "abroad"
    HONG_KONG = "hong_kong"
    MACAO = "macao"
    TAIWAN = "taiwan"


class ProcedureKind(Enum):
    """The procedure the court follows."""

    ORDINARY = "ordinary"
    SUMMARY = "summary"
    SMALL_CLAIMS = "small_claims"
    APPEAL_FROM_JUDGMENT = "appeal_from_judgment"
    APPEAL_FROM_RULING = "appeal_from_ruling"


class MeasureStage(Enum):
    """Whether a measure is asked for before or in a suit."""

    BEFORE_SUIT = "before_suit"
    IN_SUIT = "in_suit"


class PreservedProperty(Enum):
    """What a measure holds."""

    DEPOSIT = "deposit"
    MOVABLE = "movable"
    IMMOVABLE_OR_OTHER = "immovable_or_other"
    SHIP = "ship"
    CARGO = "cargo"


class MediationStage(Enum):
    """When an online mediation is held."""

    BEFORE_SUIT = "before_suit"
    ORDINARY = "ordinary"
    SUMMARY = "summary"


class RecognisedTitle(Enum):
    """What is to be recognised."""

    FOREIGN_JUDGMENT = "foreign_judgment"
    FOREIGN_AWARD = "foreign_award"
    HONG_KONG_JUDGMENT = "hong_kong_judgment"
    TAIWAN_JUDGMENT = "taiwan_judgment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """When the event happened, to whom, and in which procedure; absent is not known.

    `on` is the court-local day, `at` the instant where hours are counted. `domicile` is that of
    the party who was served or must act. `roll_deemed_service` and `sixty_days_for_regions` are
    settings of the court, since no text settles them.
    """

    on: date | None = None
    at: datetime | None = None
    domicile: PartyDomicile | None = None
    foreign_related: bool | None = None
    foreign_state: bool = False
    cross_border_online: bool = False
    procedure: ProcedureKind | None = None
    stage: MeasureStage | None = None
    urgent: bool | None = None
    preserved: PreservedProperty | None = None
    maritime: bool = False
    preserved_after_judgment: bool = False
    mediation: MediationStage | None = None
    recognised: RecognisedTitle | None = None
    aershan_rules: bool = False
    roll_deemed_service: bool = False
    sixty_days_for_regions: bool = False
    calendar: tuple[AnnouncedYear, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two days for one event, a State with a domicile, and days before the table."""
        if self.on and self.at and self.at.astimezone(BEIJING).date() != self.on:
            raise ContradictionError("on", "at", "the instant does not lie on that day in Beijing")
        if self.foreign_state and self.domicile is not None:
            raise ContradictionError("foreign_state", "domicile", "a State has no domicile")
        if self.day and self.day < ENTERED_FROM:
            raise FactsError("on", f"time limits are entered for events from {ENTERED_FROM} on")

    @property
    def day(self) -> date | None:
        """The court-local day of the event, from the instant where only that is given."""
        if self.on is None and self.at is not None:
            return self.at.astimezone(BEIJING).date()
        return self.on


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts(Circumstances):
    """An event with its circumstances, and whose limits are asked for (everybody's if absent)."""

    event: Event
    who: Who | None = None
