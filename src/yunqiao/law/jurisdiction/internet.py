"""The cases of the Internet courts, whose list changed on 1 November 2025."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, yes
from yunqiao.law.instruments import INTERNET_COURTS, INTERNET_COURTS_2025

ADDED_IN_2025: Final = reason("jurisdiction.internet.added")
NOT_YET_LISTED: Final = reason("jurisdiction.internet.not_yet_listed")
PERHAPS_AS_INFRINGEMENT: Final = reason("jurisdiction.internet.perhaps_as_infringement")
LISTED_UNTIL_2025: Final = reason("jurisdiction.internet.listed_until_2025")
TAKEN_OFF_THE_LIST: Final = reason("jurisdiction.internet.taken_off")
BEFORE_THE_COURTS: Final = reason("jurisdiction.internet.before_the_courts")
TEXT_NOT_SEEN: Final = reason("jurisdiction.internet.text_not_seen")


class InternetDispute(Enum):
    """Kinds of dispute that came onto the list or left it."""

    NETWORK_DATA = "network_data"
    PERSONAL_INFORMATION = "personal_information_and_privacy"
    VIRTUAL_PROPERTY = "virtual_property"
    UNFAIR_COMPETITION = "online_unfair_competition"
    ONLINE_LOAN = "online_loan"
    ONLINE_COPYRIGHT = "online_copyright"


_REMOVED: Final = frozenset({InternetDispute.ONLINE_LOAN, InternetDispute.ONLINE_COPYRIGHT})
_INFRINGEMENTS: Final = frozenset(
    {InternetDispute.PERSONAL_INFORMATION, InternetDispute.VIRTUAL_PROPERTY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InternetDisputeFacts:
    """The dispute, and the court-local day of the suit."""

    on: date
    dispute: InternetDispute


@provision(INTERNET_COURTS["2"], INTERNET_COURTS_2025["1"], name="jurisdiction.internet_court", confidence=Confidence.UNCERTAIN, source="online_procedure.md 3.2: press and firm notes; the full text was not seen")  # fmt: skip
def internet_court(facts: InternetDisputeFacts) -> Finding:
    """Is a dispute of this kind on the list of the Internet courts?"""
    doubts = (TEXT_NOT_SEEN,)
    if not INTERNET_COURTS.in_force(facts.on):
        return no(INTERNET_COURTS["2"], BEFORE_THE_COURTS, doubts=doubts)
    new = INTERNET_COURTS_2025.in_force(facts.on)
    cited = INTERNET_COURTS_2025["1"] if new else INTERNET_COURTS["2"]
    if facts.dispute in _REMOVED:
        return no(cited, TAKEN_OFF_THE_LIST, doubts=doubts) if new else yes(cited, LISTED_UNTIL_2025, doubts=doubts)  # fmt: skip
    if new:
        return yes(cited, ADDED_IN_2025, doubts=doubts)
    if facts.dispute in _INFRINGEMENTS:
        return for_the_court(INTERNET_COURTS["2(7)"], PERHAPS_AS_INFRINGEMENT, doubts=doubts)
    return no(cited, NOT_YET_LISTED, doubts=doubts)
