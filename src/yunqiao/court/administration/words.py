"""Levels, divisions, fees, rules, letters and entries of administration in the reader's words."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.administration import entries
from yunqiao.court.directory import settings
from yunqiao.court.directory.entries import (
    DIFFERENCE_EXPLAINED,
    MONEY_LEFT_OUT,
    PERSON_NOT_FOUND,
    STATEMENT_IMPORTED,
)
from yunqiao.court.directory.models import CourtLevel, DivisionKind

LEVELS: Final[Mapping[str, Promise]] = {
    CourtLevel.SUPREME: _("Supreme People's Court"),
    CourtLevel.HIGH: _("High people's court"),
    CourtLevel.INTERMEDIATE: _("Intermediate people's court"),
    CourtLevel.BASIC: _("Basic people's court"),
}
DIVISIONS: Final[Mapping[str, Promise]] = {
    DivisionKind.FILING: _("Examines filings"),
    DivisionKind.TRIAL: _("Hears cases"),
    DivisionKind.ENFORCEMENT: _("Enforces"),
    DivisionKind.OTHER: _("Something else"),
}
FEES: Final[Mapping[str, Promise]] = {
    "divorce_base": _("Divorce"),
    "personality_base": _("Infringement of personality rights"),
    "other_non_property": _("Other case not about property"),
    "ip_no_amount": _("Intellectual property without an amount"),
    "jurisdiction_objection_dismissed": _("Objection to jurisdiction dismissed"),
    "enforcement_no_amount": _("Enforcement without an amount"),
    "maritime_limitation_fund": _("Limitation fund for maritime claims"),
    "maritime_injunction": _("Maritime injunction"),
    "maritime_lien_notice": _("Notice about a maritime lien"),
}
RULES: Final[Mapping[str, tuple[Promise, Promise]]] = {
    settings.EXTEND_WHEN_CLOSED: (
        _("A party's time moves when the court was closed on its last day"),
        _(
            "No Chinese text says so. Where the court does not adopt it, the party may ask for restoration (Civil Procedure Law, article 86)."
        ),
    ),
    settings.EXAMINE_OWN: (
        _("A clerk may examine a claim they took down at the counter themselves"),
        _("No law forbids it; a second pair of eyes is the safer way."),
    ),
    settings.ASSIGNMENT: (
        _("How a judge is chosen when nobody is chosen by hand"),
        _("Either way the choice is recorded on the docket with those it was made among."),
    ),
    settings.ROLL_DEEMED_SERVICE: (
        _("A day of deemed service moves over rest days"),
        _("No text settles it."),
    ),
    settings.SIXTY_DAYS_FOR_REGIONS: (
        _("Public notice for Hong Kong, Macao and Taiwan takes sixty days"),
        _("No text settles it."),
    ),
    settings.REFUND_SECOND_PERSON: (
        _("A refund needs the approval of a second member of the finance staff"),
        _("Whoever handles money and whoever approves it are to be two persons (Accounting Law)."),
    ),
}
_VALUES: Final[Mapping[str, Promise]] = {
    settings.YES: _("Yes"),
    settings.NO: _("No"),
    settings.RANDOM: _("By lot"),
    settings.FEWEST: _("Whoever has the fewest open cases"),
}
NUMBER_KINDS: Final[Mapping[str, Promise]] = {
    "民初": _("Civil, first instance"),
    "民终": _("Civil, second instance"),
    "民申": _("Civil, application for retrial"),
    "民特": _("Civil, special procedure"),
    "财保": _("Property preservation before suit"),
    "执": _("Enforcement, first"),
}
"""Marks of kinds of cases (Provisions on case numbers, 法〔2015〕137号, annex)."""
LETTERS: Final = (
    "filing_receipt",
    "notice_of_acceptance",
    "correction_notice",
    "notice_of_refusal",
    "fee_notice",
    "fee_change",
    "address_confirmation",
    "notice_on_evidence",
    "litigation_risks",
    "litigation_guide",
    "supervision_card",
    "notice_to_respond",
)
"""Letters to which the court may add words of its own."""
KINDS: Final[Mapping[str, Promise]] = {
    entries.COURT_CHANGED: _("The court's details were changed"),
    entries.DIVISION_CHANGED: _("A division was changed"),
    entries.COUNTER_CHANGED: _("A counter was changed"),
    entries.POST_CHANGED: _("A post was changed"),
    entries.CLOSURE_CHANGED: _("A closure was changed"),
    entries.YEAR_CHANGED: _("The working calendar of a year was changed"),
    entries.SETTING_CHANGED: _("A setting was changed"),
    entries.LETTER_TEXT_CHANGED: _("The court's words in a letter were changed"),
    entries.INVITATION_SENT: _("An invitation was sent"),
    entries.TEST_MESSAGE_SENT: _("A test message was sent"),
    STATEMENT_IMPORTED: _("A bank statement was imported"),
    MONEY_LEFT_OUT: _("Money was left out of the books"),
    DIFFERENCE_EXPLAINED: _("A difference from a statement was explained"),
    PERSON_NOT_FOUND: _("A clerk looked for a person and found nobody"),
}
SOUGHT_BY: Final[Mapping[str, Promise]] = {
    "email": _("By an e-mail address"),
    "telephone": _("By a telephone number"),
    "receipt": _("By a receipt number"),
    "paper": _("By the number of an identity paper"),
    "name": _("By a name and a date of birth"),
}
"""The kinds of `NotFound.by`."""


def value_name(value: str) -> str:
    """A value of a setting."""
    known = _VALUES.get(value)
    return str(known) if known is not None else value
