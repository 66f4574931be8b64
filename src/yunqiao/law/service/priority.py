"""Which ways of service are open for an addressee at home, in the order of Article 3."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, Outcome, no, reason, unknown, yes
from yunqiao.law.instruments import AERSHAN, CPL, EM, INT, OP
from yunqiao.law.service.addresses import ServiceAddress
from yunqiao.law.service.announcement import (
    PLAN_ABROAD,
    NoticeGround,
    PublicNotice,
    notice_is_open,
)
from yunqiao.law.service.electronic import Electronic, ElectronicConsent, consent_given
from yunqiao.law.service.lien import NOTHING_REFUSED, STATEMENT_NEVER_LEFT
from yunqiao.law.service.post import COLLECTS_AT_COURT
from yunqiao.law.service.telephone import NEVER, NOT_BY_TELEPHONE, OTHERS_FIRST
from yunqiao.law.service.terms import AddresseeDomicile, DocumentKind, ServedMatter, ServiceMode

FIRST_IS_DIRECT = reason("service.priority.first_is_direct")
DIRECT_OPEN = reason("service.priority.direct_open")
LOST = reason("service.priority.whereabouts_unknown")
POST_OPEN = reason("service.priority.post_open")
ADDRESS_UNKNOWN = reason("service.priority.address_unknown")
LEAVING_OPEN = reason("service.priority.leaving_open")
NOT_DIFFICULT = reason("service.priority.not_difficult")
DIFFICULTY_UNCLEAR = reason("service.priority.difficulty_unclear")
ENTRUST_OPEN = reason("service.priority.entrust_open")
NO_E_ADDRESS = reason("service.priority.no_electronic_address")
MUST_FORWARD = reason("service.priority.must_forward")
FORWARD_OPEN = reason("service.priority.forward_open")
NOT_CONFINED = reason("service.priority.not_confined")
TELEPHONE_OPEN = reason("service.priority.telephone_open")
SOME_OPEN = reason("service.priority.some_open")
NONE_OPEN = reason("service.priority.none_open")
ONLY_IN_CHINA = reason("service.priority.only_in_china")

NEXT: Final = {
    ServiceMode.FORWARDED: reason("service.next.use_forwarding"),
    ServiceMode.IN_PERSON: reason("service.next.use_in_person"),
    ServiceMode.POST: reason("service.next.use_post"),
    ServiceMode.LEAVING: reason("service.next.use_leaving"),
    ServiceMode.ENTRUSTED: reason("service.next.use_entrusting"),
    ServiceMode.ELECTRONIC: reason("service.next.use_electronic"),
    ServiceMode.TELEPHONE: reason("service.next.use_telephone"),
    ServiceMode.ANNOUNCEMENT: reason("service.next.use_announcement"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHome:
    """An addressee to be served in the mainland, on the court-local date `on`.

    `tried`: modes tried without success. `refused_in_person`: a person bound to sign refused.
    `direct_is_difficult`: the addressee is far from this court (CPL 91). `electronic_address`: an
    address is known that is the addressee's own.
    """

    matter: ServedMatter
    on: date
    address: ServiceAddress | None = None
    tried: frozenset[ServiceMode] = frozenset()
    refused_in_person: bool = False
    collects_at_court: bool = False
    whereabouts_unknown: bool = False
    direct_is_difficult: bool | None = None
    consent: ElectronicConsent | None = None
    electronic_address: bool | None = None


class Channel(NamedTuple):
    """One mode, whether it is open, and whether it was already tried."""

    mode: ServiceMode
    finding: Finding
    tried: bool


@provision(
    CPL["88"],
    CPL["91"],
    CPL["95"],
    AERSHAN["3"],
    AERSHAN["9"],
    confidence=Confidence.VERIFIED,
    source="service_rules A3, A9; conflict o",
)
def channels_for(facts: AtHome) -> Finding:
    """Which ways of service are open for this addressee, and in which order should they be tried?"""
    open_modes = [(mode, _RULES[mode](facts)) for mode in _BEFORE_NOTICE]
    untried = any(finding.is_yes and mode not in facts.tried for mode, finding in open_modes)
    uncertain = any(finding.outcome is Outcome.UNKNOWN for _, finding in open_modes)
    last = _announcement(facts, possible=untried or (None if uncertain else False))
    value = tuple(
        Channel(mode, finding, mode in facts.tried)
        for mode, finding in (*open_modes, (ServiceMode.ANNOUNCEMENT, last))
    )
    cited = (AERSHAN["3"], AERSHAN["9"], CPL["88"], CPL["91"], CPL["95"])
    doubts = (
        () if facts.matter.addressee.domicile is AddresseeDomicile.MAINLAND else (ONLY_IN_CHINA,)
    )
    abroad = (PLAN_ABROAD,) if doubts else ()
    steps = tuple(NEXT[c.mode] for c in value if c.finding.is_yes and not c.tried)
    if steps:
        return yes(cited, SOME_OPEN, value=value, try_next=(*steps[:2], *abroad), doubts=doubts)
    missing = tuple(dict.fromkeys(path for c in value for path in c.finding.missing))
    if missing:
        return unknown(cited, NONE_OPEN, missing=missing, value=value, try_next=abroad)
    return no(cited, NONE_OPEN, value=value, try_next=abroad, doubts=doubts)


def _forwarded(facts: AtHome) -> Finding:
    if facts.matter.addressee.confined is None:
        return no((CPL["92"], CPL["93"]), NOT_CONFINED)
    return yes((CPL["92"], CPL["93"]), FORWARD_OPEN)


def _barred(facts: AtHome) -> Finding | None:
    if facts.matter.addressee.confined:
        return no((CPL["92"], CPL["93"]), MUST_FORWARD)
    if facts.whereabouts_unknown:
        return no((CPL["95"], EM["1"]), LOST)
    return None


def _in_person(facts: AtHome) -> Finding:
    first = facts.matter.document is DocumentKind.COMPLAINT
    because = (FIRST_IS_DIRECT,) if first else (DIRECT_OPEN,)
    return _barred(facts) or yes((CPL["88"], AERSHAN["9"]), *because)


def _post(facts: AtHome) -> Finding:
    cited = (CPL["91"], EM["1"], AERSHAN["17"])
    barred = _barred(facts)
    if barred:
        return barred
    if facts.collects_at_court:
        return no(cited, COLLECTS_AT_COURT)
    if facts.address is None:
        return unknown(cited, ADDRESS_UNKNOWN, missing="address")
    return yes(cited, POST_OPEN)


def _leaving(facts: AtHome) -> Finding:
    if facts.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return no((INT["133"], AERSHAN["25"]), STATEMENT_NEVER_LEFT)
    if not facts.refused_in_person:
        return no((CPL["89"], AERSHAN["21"]), NOTHING_REFUSED)
    return yes((CPL["89"], AERSHAN["21"]), LEAVING_OPEN)


def _entrusted(facts: AtHome) -> Finding:
    cited = (CPL["91"], INT["134"], AERSHAN["36"])
    barred = _barred(facts)
    if barred:
        return barred
    if facts.direct_is_difficult is None:
        return unknown(cited, DIFFICULTY_UNCLEAR, missing="direct_is_difficult")
    if not facts.direct_is_difficult:
        return no(cited, NOT_DIFFICULT)
    return yes(cited, ENTRUST_OPEN)


def _electronic(facts: AtHome) -> Finding:
    consent = consent_given(Electronic(matter=facts.matter, sendings=(), consent=facts.consent))
    if not consent.is_yes or facts.electronic_address:
        return consent
    cited = (CPL["90"], AERSHAN["26"])
    if facts.electronic_address is None:
        return unknown(cited, NO_E_ADDRESS, missing="electronic_address")
    return no(cited, NO_E_ADDRESS)


def _telephone(facts: AtHome) -> Finding:
    if facts.matter.document in NEVER:
        return no(OP["14"], NOT_BY_TELEPHONE)
    if not {ServiceMode.IN_PERSON, ServiceMode.POST} <= facts.tried:
        return no(OP["14"], OTHERS_FIRST)
    return yes(OP["14"], TELEPHONE_OPEN)


def _announcement(facts: AtHome, *, possible: bool | None) -> Finding:
    notice = PublicNotice(
        matter=facts.matter,
        ground=NoticeGround.NO_OTHER_WAY,
        on=facts.on,
        other_mode_possible=possible,
    )
    found = notice_is_open(notice)
    return found._replace(missing=()) if found.missing else found


_RULES: Final[dict[ServiceMode, Callable[[AtHome], Finding]]] = {
    ServiceMode.FORWARDED: _forwarded,
    ServiceMode.IN_PERSON: _in_person,
    ServiceMode.POST: _post,
    ServiceMode.LEAVING: _leaving,
    ServiceMode.ENTRUSTED: _entrusted,
    ServiceMode.ELECTRONIC: _electronic,
    ServiceMode.TELEPHONE: _telephone,
}
_BEFORE_NOTICE: Final = tuple(_RULES)
