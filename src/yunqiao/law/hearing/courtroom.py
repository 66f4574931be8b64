"""The online courtroom of the judges, and when they may sit elsewhere."""

from dataclasses import dataclass

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import OLR

IN_THE_COURTROOM = reason("hearing.courtroom.in_the_courtroom")
PRESIDENT_AGREED = reason("hearing.courtroom.president_agreed")
PRESIDENT_DECIDES = reason("hearing.courtroom.president_decides")
NO_SPECIAL_CIRCUMSTANCES = reason("hearing.courtroom.no_special_circumstances")
NOT_AGREED = reason("hearing.courtroom.not_agreed")
CIRCUMSTANCES_TO_SAY = reason("hearing.courtroom.circumstances_to_say")
SIT_IN_THE_COURTROOM = reason("hearing.next.sit_in_the_courtroom")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOfJudges:
    """Where the judges are to sit for an online hearing; facts about leave matter only elsewhere."""

    in_online_courtroom: bool
    special_circumstances: bool | None = None
    president_agrees: bool | None = None


@provision(OLR["24"], source="corrections.md M29")
def judges_may_sit(seat: SeatOfJudges) -> Finding:
    """May the judges hold the online hearing from this place?"""
    if seat.in_online_courtroom:
        return yes(OLR["24"], IN_THE_COURTROOM)
    if seat.special_circumstances is None:
        return unknown(OLR["24"], CIRCUMSTANCES_TO_SAY, missing="special_circumstances")
    if not seat.special_circumstances:
        return no(OLR["24"], NO_SPECIAL_CIRCUMSTANCES, try_next=(SIT_IN_THE_COURTROOM,))
    if seat.president_agrees is None:
        return for_the_court(OLR["24"], PRESIDENT_DECIDES)
    if not seat.president_agrees:
        return no(OLR["24"], NOT_AGREED, try_next=(SIT_IN_THE_COURTROOM,))
    return yes(OLR["24"], PRESIDENT_AGREED)
