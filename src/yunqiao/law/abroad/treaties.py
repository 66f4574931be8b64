"""Bilateral treaties that open the first channel of CPL 283, by State and date."""

from dataclasses import dataclass
from datetime import date

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, TREATY_REQUESTS
from yunqiao.law.registers.contradictions import about_treaty
from yunqiao.law.registers.standing import Standing
from yunqiao.law.registers.treaties import CURRENT_TO, CooperationSubject, standing
from yunqiao.law.states import require_place

TREATY_IN_FORCE = reason("abroad.treaties.in_force")
NO_TREATY_HELD = reason("abroad.treaties.none_held")
REGISTER_NOT_CURRENT = reason("abroad.treaties.register_not_current")
OFFICER_CONFIRMED = reason("abroad.treaties.officer_confirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyQuestion:
    """A State and a date; `bilateral_treaty` is the officer's own check, if any."""

    state: str
    on: date
    bilateral_treaty: bool | None = None

    def __post_init__(self) -> None:
        """Refuse a code that names no State."""
        require_place("state", self.state)


@provision(
    CPL["283(1)(1)"],
    TREATY_REQUESTS["1"],
    confidence=Confidence.KNOWN,
    source="bilateral_treaties.csv",
)
def bilateral_service_treaty(asked: TreatyQuestion) -> Finding:
    """Is a bilateral treaty that covers service in force with this State on this date?"""
    found, held = standing(asked.state, CooperationSubject.SERVICE, asked.on)
    if found is Standing.YES and asked.bilateral_treaty is not False:
        treaty = held[0]
        since = treaty.in_force or asked.on
        return yes(CPL["283(1)(1)"], TREATY_IN_FORCE(name=treaty.name, since=since), since=since)
    if asked.bilateral_treaty is not None:
        answer = yes if asked.bilateral_treaty else no
        doubts = about_treaty(
            asked.state, CooperationSubject.SERVICE, asked.on, asked.bilateral_treaty
        )
        return answer(CPL["283(1)(1)"], OFFICER_CONFIRMED, doubts=doubts)
    if found is Standing.NO:
        return no(CPL["283(1)(1)"], NO_TREATY_HELD)
    return unknown(
        CPL["283(1)(1)"],
        REGISTER_NOT_CURRENT(current_to=CURRENT_TO[CooperationSubject.SERVICE]),
        missing="bilateral_treaty",
    )


def service_treaty(state: str, on: date, *, confirmed: bool | None) -> Standing:
    """The same, for the channels; what an officer has confirmed prevails over the register."""
    if confirmed is not None:
        return Standing.of(confirmed)
    return standing(state, CooperationSubject.SERVICE, on)[0]
