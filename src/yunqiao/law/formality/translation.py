"""When a paper needs a Chinese translation, and who decides a dispute about it."""

from dataclasses import dataclass
from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.facts import ContradictionError
from yunqiao.law.findings import Finding, no, reason, unknown, yes
from yunqiao.law.instruments import CICC, CPL, EVIDENCE, INT, XB

IN_CHINESE: Final = reason("formality.translation.in_chinese")
TRANSLATE: Final = reason("formality.translation.needed")
TRANSLATION_COMPANY: Final = reason("formality.translation.company")
ENGLISH_AT_CICC: Final = reason("formality.translation.english_at_cicc")
LANGUAGE_NOT_KNOWN: Final = reason("formality.translation.language_not_known")
DISPUTED: Final = reason("formality.translation.disputed")
NOT_AGREED: Final = reason("formality.translation.not_agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationFacts:
    """The language of a paper and the court it goes to."""

    in_chinese: bool | None = None
    in_english: bool = False
    filed_online_by_cross_border_litigant: bool = False
    before_cicc: bool = False
    other_party_agrees: bool = False
    translation_disputed: bool = False

    def __post_init__(self) -> None:
        if self.in_chinese and self.in_english:
            raise ContradictionError("in_chinese", "in_english", "the paper is in one language")


@provision(
    CPL["73"],
    EVIDENCE["17"],
    INT["525"],
    XB["7"],
    CICC["9"],
    name="formality.translation",
    source="cross_border_service.md 2.5; corrections.md M16",
)
def translation(facts: TranslationFacts) -> Finding:
    """Does this paper need a Chinese translation?"""
    if facts.in_chinese:
        return no(CPL["73"], IN_CHINESE, code="NONE")
    if facts.in_english and facts.before_cicc and facts.other_party_agrees:
        return no(CICC["9"], ENGLISH_AT_CICC, code="NONE")
    if facts.in_chinese is None and not facts.in_english:
        return unknown(CPL["73"], LANGUAGE_NOT_KNOWN, missing="in_chinese")
    if facts.translation_disputed:
        return yes(INT["525"], TRANSLATE, DISPUTED, code="TRANSLATION", try_next=(NOT_AGREED,))
    if facts.filed_online_by_cross_border_litigant:
        return yes((XB["7"], EVIDENCE["17"]), TRANSLATE, TRANSLATION_COMPANY, code="TRANSLATION")
    return yes((CPL["73"], EVIDENCE["17"]), TRANSLATE, code="TRANSLATION")
