"""The language of the case, and who brings and pays an interpreter (CPL 273)."""

from dataclasses import dataclass

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, FEES

REQUEST_NOT_KNOWN = reason("hearing.language.request_not_known")
CHINESE_IS_USED = reason("hearing.language.chinese_is_used")
AT_THE_PARTYS_COST = reason("hearing.language.at_the_partys_cost")
ETHNIC_LANGUAGE_FREE = reason("hearing.language.ethnic_language_free")


@dataclass(frozen=True, slots=True, kw_only=True)
class InterpreterRequest:
    """A party's wish to be interpreted for; a local ethnic language costs the party nothing."""

    asked_for: bool | None = None
    local_ethnic_language: bool = False


@provision(CPL["273"], FEES["12(2)"], source="online_procedure.md 3.1; fees.md 5.5")
def interpreter_is_provided(request: InterpreterRequest) -> Finding:
    """Is an interpreter provided for the party, and who pays?"""
    if request.asked_for is None:
        return unknown(CPL["273"], REQUEST_NOT_KNOWN, missing="asked_for")
    if not request.asked_for:
        return no(CPL["273"], CHINESE_IS_USED, code="NOT_ASKED")
    if request.local_ethnic_language:
        return yes(FEES["12(2)"], ETHNIC_LANGUAGE_FREE, code="FREE")
    return yes(CPL["273"], CHINESE_IS_USED, AT_THE_PARTYS_COST, code="AT_THE_PARTYS_COST")
