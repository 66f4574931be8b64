"""What a foreign, Hong Kong, Macao or Taiwan paper needs: nothing, a notary, an apostille, legalisation."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Citation, Finding, Reason, no, reason, unknown, yes
from yunqiao.law.formality.apostille import ApostilleQuestion, apostille
from yunqiao.law.instruments import (
    APOSTILLE,
    CICC,
    CONFERENCE_2021,
    CONFERENCE_FROM_MEMORY,
    CPL,
    CPL_2021,
    EVIDENCE,
    INT,
    XB,
)
from yunqiao.law.registers.diplomatic_relations import without_diplomatic_relations
from yunqiao.law.states import MAINLAND, REGIONS, require_place


class ForeignPaper(Enum):
    """What the paper is."""

    PASSPORT = "passport_or_identity_of_natural_person"
    ENTITY_IDENTITY = "proof_of_identity_of_entity"
    REPRESENTATIVE = "proof_that_representative_may_act"
    POWER_OF_ATTORNEY = "power_of_attorney"
    PUBLIC_EVIDENCE = "public_document_as_evidence"
    PERSONAL_STATUS = "document_on_personal_status"
    PRIVATE_EVIDENCE = "private_document_as_evidence"
    PRIVATE_APPRAISAL = "private_appraisal_report"


class Formality(Enum):
    """What has to be done to the paper, as the finding's code names it."""

    NONE = "none"
    NOTARISATION = "notarisation_only"
    APOSTILLE = "apostille"
    LEGALISATION = "notarisation_and_legalisation"
    LEGALISATION_VIA_THIRD_STATE = "notarisation_and_legalisation_via_third_state"
    TREATY = "treaty"
    ATTESTING_OFFICER_HK = "hong_kong_attesting_officer_and_forwarding"
    NOTARY_MACAO = "macao_notary_and_forwarding"
    CROSS_STRAIT = "cross_strait_notarial_check"


PASSPORT_ENOUGH: Final = reason("formality.passport_enough")
PRIVATE_PAPER: Final = reason("formality.private_paper")
MADE_IN_MAINLAND: Final = reason("formality.made_in_mainland")
GENUINENESS_NOT_IN_DOUBT: Final = reason("formality.genuineness_not_in_doubt")
CROSS_EXAMINED_ANYHOW: Final = reason("formality.cross_examined_anyhow")
HONG_KONG_CHANNEL: Final = reason("formality.hong_kong_channel")
MACAO_CHANNEL: Final = reason("formality.macao_channel")
TAIWAN_CHANNEL: Final = reason("formality.taiwan_channel")
TREATY_WAIVES: Final = reason("formality.treaty_waives")
TREATY_MAY_WAIVE: Final = reason("formality.treaty_may_waive")
APOSTILLE_REPLACES: Final = reason("formality.apostille_replaces")
NOTARY_STILL_FOR_PRIVATE: Final = reason("formality.notary_still_for_private")
NOTARISE_AND_LEGALISE: Final = reason("formality.notarise_and_legalise")
NOTARISE: Final = reason("formality.notarise")
VIA_THIRD_STATE: Final = reason("formality.via_third_state")
OUTSIDE_CONVENTION: Final = reason("formality.outside_convention")
EITHER_STATE: Final = reason("formality.either_state")
APOSTILLE_UNCONFIRMED: Final = reason("formality.apostille_unconfirmed")
ORIGIN_NOT_KNOWN: Final = reason("formality.origin_not_known")

_ARTICLE: Final[dict[ForeignPaper, Citation]] = {
    ForeignPaper.PASSPORT: INT["521(1)"],
    ForeignPaper.ENTITY_IDENTITY: INT["521(2)"],
    ForeignPaper.REPRESENTATIVE: INT["521(3)"],
    ForeignPaper.POWER_OF_ATTORNEY: CPL["275"],
    ForeignPaper.PUBLIC_EVIDENCE: EVIDENCE["16(1)"],
    ForeignPaper.PERSONAL_STATUS: EVIDENCE["16(2)"],
    ForeignPaper.PRIVATE_EVIDENCE: EVIDENCE["16"],
    ForeignPaper.PRIVATE_APPRAISAL: CONFERENCE_2021["16"],
}
_FREE: Final = {
    ForeignPaper.PASSPORT: PASSPORT_ENOUGH,
    ForeignPaper.PRIVATE_EVIDENCE: PRIVATE_PAPER,
    ForeignPaper.PRIVATE_APPRAISAL: PRIVATE_PAPER,
}
_AS_EVIDENCE: Final = frozenset({ForeignPaper.PUBLIC_EVIDENCE, ForeignPaper.PERSONAL_STATUS})
_BY_REGION: Final = {
    "HK": (Formality.ATTESTING_OFFICER_HK, HONG_KONG_CHANNEL),
    "MO": (Formality.NOTARY_MACAO, MACAO_CHANNEL),
    "TW": (Formality.CROSS_STRAIT, TAIWAN_CHANNEL),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """A paper, where it was made and when it is certified (a court-local date).

    `also_registered_in` is a third State where a company registered its business: its papers may be
    certified there too. `treaty_waives_legalisation` is the officer's own check of the treaty.
    """

    paper: ForeignPaper
    on: date
    made_in: str | None = None
    also_registered_in: str | None = None
    executed_by_diplomat_or_for_customs: bool = False
    genuineness_checked_online: bool = False
    genuineness_undisputed: bool = False
    before_cicc: bool = False
    treaty_waives_legalisation: bool | None = None
    apostille_confirmed_since: date | None = None

    def __post_init__(self) -> None:
        require_place("made_in", self.made_in)
        require_place("also_registered_in", self.also_registered_in)
        companies = (ForeignPaper.ENTITY_IDENTITY, ForeignPaper.REPRESENTATIVE)
        if self.also_registered_in and self.paper not in companies:
            raise ContradictionError(
                "also_registered_in", "paper", "only an entity is registered in a third State"
            )


class Needed(NamedTuple):
    """The formality, where it is done, and the other State where it may be done instead."""

    formality: Formality
    state: str
    or_in: str | None = None


@provision(
    CPL["275"],
    INT["521"],
    INT["522"],
    EVIDENCE["16"],
    APOSTILLE["2"],
    CONFERENCE_2021["16"],
    CICC["9"],
    name="formality.document",
    source="cross_border_service.md 2.4-2.6; corrections.md E41, M15, M16, M21",
)
def document(facts: DocumentFacts) -> Finding:
    """Which formality does this paper need before the court takes it?"""
    article = _article(facts)
    if facts.paper in _FREE:
        doubts = (CONFERENCE_FROM_MEMORY,) if facts.paper is ForeignPaper.PRIVATE_APPRAISAL else ()
        return _none(article, _FREE[facts.paper], facts.made_in, doubts)
    if facts.made_in is None:
        return unknown(article, ORIGIN_NOT_KNOWN, missing="made_in")
    if facts.made_in == MAINLAND:
        return _none(article, MADE_IN_MAINLAND, facts.made_in, ())
    if facts.paper in _AS_EVIDENCE and facts.before_cicc:
        return _none(CICC["9"], CROSS_EXAMINED_ANYHOW, facts.made_in, ())
    if facts.paper in _AS_EVIDENCE and (
        facts.genuineness_checked_online or facts.genuineness_undisputed
    ):
        cited = CONFERENCE_2021["16"]
        return _none(cited, GENUINENESS_NOT_IN_DOUBT, facts.made_in, (CONFERENCE_FROM_MEMORY,))
    if facts.made_in in REGIONS:
        return _within_china(facts, facts.made_in)
    return _abroad(facts, article, facts.made_in)


def _article(facts: DocumentFacts) -> Citation:
    if facts.paper is ForeignPaper.POWER_OF_ATTORNEY and facts.on < CPL.in_force_from:
        return CPL_2021["271"]
    return _ARTICLE[facts.paper]


def _none(cited: Citation, why: Reason, state: str | None, doubts: tuple[Reason, ...]) -> Finding:
    value = Needed(Formality.NONE, state or "")
    return no(cited, why, code=Formality.NONE.name, value=value, doubts=doubts)


def _within_china(facts: DocumentFacts, region: str) -> Finding:
    needed, why = _BY_REGION[region]
    cited = (EVIDENCE["16(3)"],) if facts.paper in _AS_EVIDENCE else (XB["5"], INT["549"])
    return yes(cited, why, code=needed.name, value=Needed(needed, region))


def _abroad(facts: DocumentFacts, article: Citation, state: str) -> Finding:
    if facts.treaty_waives_legalisation:
        return _needs(facts, Formality.TREATY, state, article, TREATY_WAIVES)
    if facts.executed_by_diplomat_or_for_customs:
        return _by_hand(facts, article, state, (OUTSIDE_CONVENTION,), (APOSTILLE["1(3)"],))
    convention = apostille(
        ApostilleQuestion(state=state, on=facts.on, confirmed_since=facts.apostille_confirmed_since)
    )
    if convention.is_yes:
        because = (*convention.because, APOSTILLE_REPLACES)
        if facts.paper is ForeignPaper.POWER_OF_ATTORNEY:
            because += (NOTARY_STILL_FOR_PRIVATE,)
        return _needs(
            facts, Formality.APOSTILLE, state, article, *because, doubts=convention.doubts
        )
    if convention.missing:
        return unknown(
            (article, *convention.citations),
            *convention.because,
            APOSTILLE_UNCONFIRMED,
            missing="apostille_confirmed_since",
            code="UNCONFIRMED",
        )
    return _by_hand(facts, article, state, convention.because, convention.citations, convention.doubts)  # fmt: skip


def _by_hand(
    facts: DocumentFacts,
    article: Citation,
    state: str,
    because: tuple[Reason, ...],
    cited: tuple[Citation, ...],
    doubts: tuple[Reason, ...] = (),
) -> Finding:
    """Without apostille: a notary alone for public evidence, otherwise legalisation too."""
    if facts.treaty_waives_legalisation is None:
        doubts = (*doubts, TREATY_MAY_WAIVE)
    if facts.paper is ForeignPaper.PUBLIC_EVIDENCE:
        needed, why = Formality.NOTARISATION, NOTARISE
    elif state in without_diplomatic_relations():
        needed, why = Formality.LEGALISATION_VIA_THIRD_STATE, VIA_THIRD_STATE
        cited = (*cited, INT["522"])
    else:
        needed, why = Formality.LEGALISATION, NOTARISE_AND_LEGALISE
    finding = _needs(facts, needed, state, article, *because, why, doubts=doubts)
    return finding._replace(citations=(*finding.citations, *cited))


def _needs(
    facts: DocumentFacts,
    needed: Formality,
    state: str,
    article: Citation,
    *because: Reason,
    doubts: tuple[Reason, ...] = (),
) -> Finding:
    cited: tuple[Citation, ...] = (article,)
    if needed is Formality.APOSTILLE:
        cited += (APOSTILLE["3"],)
    if facts.also_registered_in:
        because += (EITHER_STATE(state=state, other=facts.also_registered_in),)
        cited += (INT["521(4)"],)
    value = Needed(needed, state, facts.also_registered_in)
    return yes(cited, *because, code=needed.name, value=value, doubts=doubts)
