"""Stages, entries, roles, places and articles in the reader's words."""

from collections.abc import Mapping
from contextlib import nullcontext
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, override

from yunqiao.court.casefile import entries
from yunqiao.court.casefile.models import Party, PartyStanding, Role
from yunqiao.court.casefile.states import Stage
from yunqiao.court.foundation import legal_words
from yunqiao.court.foundation.components import Colour, Tag
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import StaffRole

_STAGES: Final[Mapping[str, tuple[Promise, Colour]]] = {
    Stage.FILED: (gettext_lazy("Waiting for examination"), Colour.TEAL),
    Stage.CORRECTION: (gettext_lazy("Waiting for your corrections"), Colour.ORANGE),
    Stage.RETURNED: (gettext_lazy("Returned"), Colour.GREY),
    Stage.REFUSED: (gettext_lazy("Not accepted"), Colour.RED),
    Stage.RULING: (gettext_lazy("Waiting for a ruling"), Colour.TEAL),
    Stage.INADMISSIBLE: (gettext_lazy("Ruled inadmissible"), Colour.RED),
    Stage.WITHDRAWN: (gettext_lazy("Withdrawn"), Colour.GREY),
    Stage.REGISTERED: (gettext_lazy("Registered"), Colour.GREEN),
}
_NEXT: Final[Mapping[str, Promise]] = {
    Stage.FILED: gettext_lazy("Next: the court examines the claim"),
    Stage.CORRECTION: gettext_lazy("Next: you correct what the court named"),
    Stage.REFUSED: gettext_lazy("Next: correct and file anew, or ask for a ruling"),
    Stage.RETURNED: gettext_lazy("Next: file anew, or ask for a ruling"),
    Stage.RULING: gettext_lazy("Next: the court rules on whether it takes the case"),
    Stage.REGISTERED: gettext_lazy("Next: the court sends the claim to the other side"),
}
_TITLES: Final[Mapping[str, Promise]] = {
    entries.CLAIM_FILED: gettext_lazy("The claim was filed"),
    entries.RECEIPT_ISSUED: gettext_lazy("The receipt was issued"),
    entries.CORRECTION_REQUESTED: gettext_lazy("The court asked for corrections"),
    entries.CLAIM_CORRECTED: gettext_lazy("The claim was corrected"),
    entries.CLAIM_RETURNED: gettext_lazy("The papers were returned"),
    entries.CLAIM_WITHDRAWN: gettext_lazy("The claim was withdrawn"),
    entries.FILING_REFUSED: gettext_lazy("The filing was not accepted"),
    entries.CORRECTION_TIME_ASKED: gettext_lazy("More time for the corrections was asked for"),
    entries.CORRECTION_TIME_EXTENDED: gettext_lazy("The time for the corrections was extended"),
    entries.CORRECTION_TIME_REFUSED: gettext_lazy("The time for the corrections was not extended"),
    entries.RULING_ASKED: gettext_lazy("A ruling was asked for"),
    entries.INADMISSIBILITY_RULED: gettext_lazy("The court ruled that it does not take the case"),
    entries.CASE_REGISTERED: gettext_lazy("The case was registered"),
    entries.NOTICE_SENT: gettext_lazy("The court sent a notice"),
    entries.LETTER_ISSUED: gettext_lazy("The court issued a letter"),
    entries.PARTY_REACHED: gettext_lazy("The court reached the party"),
    entries.AGENT_AUTHORISED: gettext_lazy("An agent was authorised"),
    entries.AUTHORITY_RENEWED: gettext_lazy("An agent's authority was renewed"),
    entries.AUTHORITY_REVOKED: gettext_lazy("An agent's authority was revoked"),
    entries.AUTHORITY_GIVEN_UP: gettext_lazy("An agent gave up the authority"),
    entries.DEADLINE_MOVED: gettext_lazy("A last day was moved"),
    entries.PAPERS_PREPARED: gettext_lazy("The papers to be served were prepared"),
    entries.CASE_ASSIGNED: gettext_lazy("The case was assigned"),
    entries.MATTER_JOINED: gettext_lazy("A person who filed at the counter took the matter online"),
    entries.FEE_NOTICE_ISSUED: gettext_lazy("The court set the fee"),
    entries.FEE_FACTS_ENTERED: gettext_lazy("What the fee depends on was entered"),
    entries.FEE_PERIOD_SET: gettext_lazy("The last day to pay the fee was set"),
    entries.FEE_CHANGED: gettext_lazy("The fee was changed"),
    entries.FEE_RELIEF_ASKED: gettext_lazy("Relief from the fee was asked for"),
    entries.FEE_RELIEF_GRANTED: gettext_lazy("Relief from the fee was granted"),
    entries.FEE_RELIEF_REFUSED: gettext_lazy("Relief from the fee was refused"),
    entries.FEE_ASKED_AGAIN: gettext_lazy("The court asked for the fee again"),
    entries.WITHDRAWAL_ASKED: gettext_lazy("A claimant asked to withdraw the suit"),
    entries.WITHDRAWAL_ALLOWED: gettext_lazy("The court allowed the withdrawal of the suit"),
    entries.WITHDRAWAL_REFUSED: gettext_lazy("The court did not allow the withdrawal of the suit"),
    entries.CLAIMANT_LEFT: gettext_lazy("The court allowed one of the claimants to withdraw"),
    entries.TREATED_AS_WITHDRAWN: gettext_lazy("The court treated the suit as withdrawn"),
    entries.PAYMENT_RECEIVED: gettext_lazy("The court received a payment"),
    entries.PAYMENT_ASSIGNED: gettext_lazy("The court decided what a payment is for"),
    entries.PAYMENT_REFUNDED: gettext_lazy("The court paid money back"),
    entries.REFUND_FAILED: gettext_lazy("A refund did not arrive"),
    entries.PAYMENT_DISPUTED: gettext_lazy("A card payment was disputed"),
    entries.DISPUTE_ENDED: gettext_lazy("The dispute about a card payment ended"),
    entries.PAYMENT_TAKEN_BACK: gettext_lazy("A bank took a payment back"),
    entries.TRANSFER_CALLED_OFF: gettext_lazy("A bank transfer that was announced is not needed"),
}
_LETTERS: Final[Mapping[str, Promise]] = {
    "filing_receipt": gettext_lazy("Receipt of filing"),
    "notice_of_acceptance": gettext_lazy("Notice of acceptance"),
    "correction_notice": gettext_lazy("Notice to correct"),
    "notice_of_refusal": gettext_lazy("Notice of refusal"),
    "notice_of_return": gettext_lazy("Notice of return"),
    "ruling_of_inadmissibility": gettext_lazy("Ruling of inadmissibility"),
    "fee_notice": gettext_lazy("Notice to pay the fee"),
    "fee_change": gettext_lazy("Notice of a changed fee"),
    "fee_relief": gettext_lazy("Decision on relief from the fee"),
    "fee_again": gettext_lazy("Notice to pay the fee again"),
    "ruling_on_withdrawal": gettext_lazy("Ruling on the withdrawal"),
    "ruling_of_withdrawal": gettext_lazy("Ruling: treated as withdrawn"),
    "payment_receipt": gettext_lazy("Receipt of payment"),
    "address_confirmation": gettext_lazy("Confirmation of address for service"),
    "notice_on_evidence": gettext_lazy("Notice on evidence"),
    "litigation_risks": gettext_lazy("Notice on the risks of litigation"),
    "litigation_guide": gettext_lazy("Guide to the proceedings"),
    "supervision_card": gettext_lazy("Supervision card"),
    "notice_to_respond": gettext_lazy("Notice to respond"),
    "statement_of_defence": gettext_lazy("Statement of defence"),
    "summons": gettext_lazy("Summons"),
    "ruling": gettext_lazy("Ruling"),
    "judgment": gettext_lazy("Judgment"),
}
SIGNATURE: Final = "signature"
PAPERS: Final[Mapping[str, Promise]] = {
    SIGNATURE: gettext_lazy("Drawn signature"),
    "power_of_attorney": gettext_lazy("Power of attorney"),
    "practice_licence": gettext_lazy("Practice licence"),
    "letter_of_the_law_firm_or_office": gettext_lazy(
        "Letter of the law firm or legal service office"
    ),
    "identity_of_the_agent": gettext_lazy("Proof of the agent's identity"),
    "proof_of_kinship_or_employment": gettext_lazy("Proof of kinship or employment"),
    "recommendation_and_membership": gettext_lazy(
        "Recommendation, and that the party belongs there"
    ),
    "proof_that_a_party_is_in_the_district": gettext_lazy("Proof that a party is in the district"),
}
"""The papers of an agent, by the law's name for each."""
_ROLES: Final[Mapping[str, Promise]] = {
    Role.CLAIMANT: gettext_lazy("Claimant"),
    Role.DEFENDANT: gettext_lazy("Defendant"),
    Role.THIRD_PARTY: gettext_lazy("Third party"),
}
_POSTS: Final[Mapping[str, Promise]] = {
    StaffRole.FILING_CLERK: gettext_lazy("Filing clerk"),
    StaffRole.JUDGE: gettext_lazy("Judge"),
    StaffRole.COURT_CLERK: gettext_lazy("Court clerk"),
    StaffRole.FINANCE: gettext_lazy("Finance staff"),
    StaffRole.ADMINISTRATOR: gettext_lazy("Administrator"),
    StaffRole.AUDITOR: gettext_lazy("Auditor"),
}


def stage_tag(stage: str) -> Tag:
    """A stage as a tag."""
    text, colour = _STAGES[stage]
    return Tag(str(text), colour)


def next_step(stage: str, *, fee_is_set: bool = True, asks_to_withdraw: bool = False) -> str:
    """What comes next in a stage; empty where nothing does.

    Of a registered case it depends on whether its fee is set and its withdrawal asked for.
    """
    if stage == Stage.REGISTERED and asks_to_withdraw:
        return gettext("Next: a judge rules on the withdrawal")
    if stage == Stage.REGISTERED and not fee_is_set:
        return gettext("Next: the court tells you what the case costs")
    return str(_NEXT.get(stage, ""))


def title_of_entry(entry: DocketEntry) -> str:
    """What a docket entry says happened."""
    known = _TITLES.get(entry.kind)
    return str(known) if known is not None else entry.kind


def letter_name(kind: str, language: str | None = None) -> str:
    """A letter of the court by its kind, in the reader's language or in this one."""
    with override(language) if language else nullcontext():
        return str(_LETTERS[kind])


def paper_name(paper: str) -> str:
    """What a paper is that is no evidence; empty for that, and for letters of the court."""
    return str(PAPERS.get(paper, ""))


def role_name(role: str) -> str:
    """A party's role."""
    return str(_ROLES[role])


def standing_name(party: Party) -> str:
    """A party's role, and that they have left the suit."""
    if party.standing == PartyStanding.IN_SUIT:
        return role_name(party.role)
    return gettext("%(role)s, withdrew; the suit goes on without them") % {
        "role": role_name(party.role)
    }


def post_name(role: str) -> str:
    """A post at a court."""
    return str(_POSTS[role])


place_name = legal_words.place_name
cited = legal_words.cited
