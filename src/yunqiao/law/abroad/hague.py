"""The Hague Service Convention by State and date: party, objections, central authority, languages."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import HSC
from yunqiao.law.registers.contradictions import about_hague
from yunqiao.law.registers.hague_parties import CURRENT_TO, Objection, objection, parties, standing
from yunqiao.law.registers.standing import Standing
from yunqiao.law.states import require_place

PARTY = reason("abroad.hague.party")
NOT_PARTY = reason("abroad.hague.not_party")
NOT_YET = reason("abroad.hague.not_yet")
REGISTER_NOT_CURRENT = reason("abroad.hague.register_not_current")
OFFICER_CONFIRMED = reason("abroad.hague.officer_confirmed")
OBJECTS_TO_MAIL = reason("abroad.hague.objects_to_mail")
OBJECTION_NOT_KNOWN = reason("abroad.hague.objection_not_known")
NO_OBJECTION = reason("abroad.hague.no_objection")
MAIL_ON_CONDITIONS = reason("abroad.hague.mail_on_conditions")
REGION_NOT_STATE = reason("abroad.hague.region_not_state")


@dataclass(frozen=True, slots=True, kw_only=True)
class HagueQuestion:
    """A State and a date; `hague_party` is the officer's reading of the status table, if any."""

    state: str
    on: date
    hague_party: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a code that names no State."""
        require_place("state", self.state)


@provision(HSC["1"], HSC["28"], confidence=Confidence.KNOWN, source="status table, hcch.net")
def in_force_with(asked: HagueQuestion) -> Finding:
    """Is the Hague Service Convention in force between China and this State on this date?"""
    if asked.state in ("HK", "MO", "TW", "CN"):
        return no(HSC["1"], REGION_NOT_STATE)
    party = parties().get(asked.state)
    found = standing(asked.state, asked.on, asked.hague_party)
    if found is Standing.UNKNOWN:
        return unknown(HSC["1"], REGISTER_NOT_CURRENT(current_to=CURRENT_TO), missing="hague_party")
    doubts = about_hague(asked.state, asked.on, asked.hague_party)
    if doubts or (party is None and asked.hague_party is not None):
        answer = yes if asked.hague_party else no
        return answer(HSC["1"], OFFICER_CONFIRMED, doubts=doubts)
    if party is None:
        return no(HSC["1"], NOT_PARTY)
    since = max(party.applies_from, HSC.in_force_from)
    if found is Standing.NO:
        return no(HSC["28"], NOT_YET(since=since))
    return yes(HSC["1"], PARTY(since=since), value=party, since=since)


@provision(HSC["10(a)"], confidence=Confidence.KNOWN, source="hague_service_parties.csv")
def accepts_mail(asked: HagueQuestion) -> Finding:
    """Does this contracting State leave judicial documents free to come by mail?"""
    found = objection(asked.state, asked.on)
    if found is Objection.UNKNOWN:
        return unknown(HSC["10(a)"], OBJECTION_NOT_KNOWN, missing="objects_10a")
    if found is Objection.YES:
        return no(HSC["10(a)"], OBJECTS_TO_MAIL)
    if found is Objection.QUALIFIED:
        party = parties()[asked.state]
        return yes(HSC["10(a)"], MAIL_ON_CONDITIONS(notes=party.notes), value=party)
    return yes(HSC["10(a)"], NO_OBJECTION)
