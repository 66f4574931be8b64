"""Agents, their powers and their papers in the reader's words."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from yunqiao.court.casefile.words import PAPERS as PAPER_NAMES
from yunqiao.court.filing.facts import (
    AgentKind,
    AgentPaper,
    AgentPower,
    LitigantCategory,
    PowerCertification,
)
from yunqiao.court.foundation.legal_words import language
from yunqiao.law.findings import Finding
from yunqiao.law.wording import sentence

PRINCIPALS: Final[Mapping[LitigantCategory, Promise]] = {
    LitigantCategory.FOREIGNER: gettext_lazy("A foreign national"),
    LitigantCategory.HK_MACAO_RESIDENT: gettext_lazy("A resident of Hong Kong or Macao"),
    LitigantCategory.TAIWAN_RESIDENT: gettext_lazy("A resident of Taiwan"),
    LitigantCategory.MAINLAND_CITIZEN_ABROAD: gettext_lazy("A Chinese citizen who lives abroad"),
    LitigantCategory.FOREIGN_ENTITY: gettext_lazy("A company or organisation registered abroad"),
    LitigantCategory.HK_MACAO_ENTITY: gettext_lazy(
        "A company or organisation registered in Hong Kong or Macao"
    ),
    LitigantCategory.TAIWAN_ENTITY: gettext_lazy("A company or organisation registered in Taiwan"),
    LitigantCategory.NOT_CROSS_BORDER: gettext_lazy("Somebody of the Mainland"),
}
AGENTS: Final[Mapping[AgentKind, Promise]] = {
    AgentKind.MAINLAND_LAWYER: gettext_lazy("Lawyer of the Mainland"),
    AgentKind.LEGAL_SERVICE_WORKER: gettext_lazy("Grassroots legal service worker"),
    AgentKind.RELATIVE_OR_EMPLOYEE: gettext_lazy("Close relative, or employee of the organisation"),
    AgentKind.RECOMMENDED_CITIZEN: gettext_lazy(
        "Citizen recommended by a community, an employer or an association"
    ),
    AgentKind.COMPATRIOT: gettext_lazy("National of the party's own State"),
    AgentKind.FOREIGN_LAWYER_PRIVATELY: gettext_lazy("Foreign lawyer, but not as a lawyer"),
    AgentKind.CONSUL_PERSONALLY: gettext_lazy("Consular officer in their own name"),
}
"""Whom the law lets act; a foreign lawyer as such and a consul officially it does not."""
CERTIFIED: Final[Mapping[PowerCertification, Promise]] = {
    PowerCertification.NOT: gettext_lazy("Not certified yet"),
    PowerCertification.BY_VIDEO: gettext_lazy("Witnessed by a judge on video"),
    PowerCertification.BEFORE_JUDGE: gettext_lazy("Signed before a judge"),
    PowerCertification.MAINLAND_NOTARY: gettext_lazy("Notarised in the Mainland"),
    PowerCertification.CHINESE_MISSION: gettext_lazy("Certified by a Chinese embassy or consulate"),
    PowerCertification.OVERSEAS_CHINESE_BODY: gettext_lazy(
        "Certified by a patriotic overseas Chinese body"
    ),
    PowerCertification.WITH_FORMALITY: gettext_lazy(
        "Notarised abroad, with apostille, legalisation or the channel of the region"
    ),
}
POWERS: Final[Mapping[AgentPower, Promise]] = {
    AgentPower.ADMIT_CLAIM: gettext_lazy("admit claims of the other side"),
    AgentPower.WAIVE_CLAIM: gettext_lazy("waive claims"),
    AgentPower.CHANGE_CLAIM: gettext_lazy("change what is asked for"),
    AgentPower.SETTLE: gettext_lazy("settle"),
    AgentPower.COUNTERCLAIM: gettext_lazy("bring a counterclaim"),
    AgentPower.APPEAL: gettext_lazy("appeal"),
}
"""The special powers, which count only if they are named one by one (CPL 62)."""
PAPERS: Final[Mapping[AgentPaper, Promise]] = {
    paper: PAPER_NAMES[paper.value] for paper in AgentPaper
}


def reasons(finding: Finding) -> list[str]:
    """Why a finding is as it is, in words."""
    return [sentence(reason, language()) for reason in finding.because]


def steps(finding: Finding) -> list[str]:
    """What a finding says to try next, in words."""
    return [sentence(step, language()) for step in finding.try_next]


def agent_name(kind: str) -> str:
    """Who the agent is."""
    return str(AGENTS.get(AgentKind(kind), kind))


def power_names(powers: Iterable[str]) -> list[str]:
    """The special powers, one by one."""
    return [str(POWERS[AgentPower(power)]) for power in powers]
