"""The papers and translations a channel of service abroad asks for."""

from typing import Final, NamedTuple

from yunqiao.law.abroad.addressee import AddresseeAbroad
from yunqiao.law.abroad.codes import IN_CHINA, ServiceChannel
from yunqiao.law.findings import Citation, Reason, reason
from yunqiao.law.instruments import (
    CPL,
    HK_SERVICE,
    HSC,
    IMMUNITY,
    MACAO_SERVICE,
    PROVISIONS_2006,
    TAIWAN_2011,
    TREATY_REQUESTS,
)
from yunqiao.law.registers import hague_parties
from yunqiao.law.registers.standing import Standing

RECEIPT_OF_SERVICE = reason("abroad.paper.receipt_of_service")
DOCUMENTS = reason("abroad.paper.documents")
MODEL_FORM = reason("abroad.paper.model_form")
LETTER_OF_REQUEST = reason("abroad.paper.letter_of_request")
LETTER_OF_ENTRUSTMENT = reason("abroad.paper.letter_of_entrustment")
CROSS_STRAIT_REQUEST = reason("abroad.paper.cross_strait_request")
POSTAL_ADVICE = reason("abroad.paper.postal_advice")
RECEIPT_RECORD = reason("abroad.paper.receipt_record")
CONSENT = reason("abroad.paper.consent")
NOTICE_TEXT = reason("abroad.paper.notice_text")
DIPLOMATIC_NOTE = reason("abroad.paper.diplomatic_note")
NO_TRANSLATION = reason("abroad.paper.no_translation")
TRANSLATE_INTO = reason("abroad.paper.translate_into")
TRANSLATE_OFFICIAL_LANGUAGE = reason("abroad.paper.translate_official_language")
CERTIFIED_WITHOUT_SEAL = reason("abroad.paper.certified_without_seal")


class Papers(NamedTuple):
    """What to send, in which language, and where the text says so."""

    papers: tuple[Reason, ...]
    translation: tuple[Reason, ...]
    citations: tuple[Citation, ...]


def papers_for(channel: ServiceChannel, facts: AddresseeAbroad) -> Papers:
    """The papers of a channel for an addressee; translations where the channel leaves the mainland."""
    if channel in IN_CHINA:
        return Papers((DOCUMENTS, RECEIPT_OF_SERVICE), (NO_TRANSLATION,), (CPL["87"],))
    papers, cited = _papers(channel, facts)
    return Papers((DOCUMENTS, *papers), _translation(channel, facts), cited)


def _papers(
    channel: ServiceChannel, facts: AddresseeAbroad
) -> tuple[tuple[Reason, ...], tuple[Citation, ...]]:
    if channel is ServiceChannel.ARRANGEMENT:
        return _ARRANGEMENT[facts.region or ""]
    if channel is ServiceChannel.TREATY and _under_hague(facts):
        return (MODEL_FORM,), (HSC["3"], HSC["7"])
    return _PAPERS.get(channel, ((RECEIPT_OF_SERVICE,), (CPL["87"],)))


_ARRANGEMENT: Final = {
    "HK": ((LETTER_OF_ENTRUSTMENT,), (HK_SERVICE["3"],)),
    "MO": ((LETTER_OF_ENTRUSTMENT,), (MACAO_SERVICE["2"],)),
    "TW": ((CROSS_STRAIT_REQUEST,), (TAIWAN_2011["10"],)),
}
_PAPERS: Final = {
    ServiceChannel.TREATY: ((LETTER_OF_REQUEST,), (TREATY_REQUESTS["1"],)),
    ServiceChannel.DIPLOMATIC: ((LETTER_OF_REQUEST, RECEIPT_OF_SERVICE), (PROVISIONS_2006["7"],)),
    ServiceChannel.MAIL: ((POSTAL_ADVICE,), (CPL["283(1)(8)"],)),
    ServiceChannel.ELECTRONIC: ((RECEIPT_RECORD,), (CPL["283(1)(9)"],)),
    ServiceChannel.AGREED_WAY: ((CONSENT,), (CPL["283(1)(10)"],)),
    ServiceChannel.PUBLIC_NOTICE: ((NOTICE_TEXT,), (PROVISIONS_2006["9"],)),
    ServiceChannel.DIPLOMATIC_NOTE: ((DIPLOMATIC_NOTE,), (IMMUNITY["17"],)),
}


def _translation(channel: ServiceChannel, facts: AddresseeAbroad) -> tuple[Reason, ...]:
    if facts.region or facts.chinese_national or channel is ServiceChannel.PUBLIC_NOTICE:
        return (NO_TRANSLATION,)
    party = hague_parties.parties().get(facts.state or "")
    language = _language(party, channel)
    wanted = TRANSLATE_INTO(language=language) if language else TRANSLATE_OFFICIAL_LANGUAGE
    return (wanted, CERTIFIED_WITHOUT_SEAL)


def _language(party: hague_parties.Party | None, channel: ServiceChannel) -> str:
    if party is None:
        return ""
    return party.mail_language if channel is ServiceChannel.MAIL else party.documents_language


def _under_hague(facts: AddresseeAbroad) -> bool:
    return hague_parties.standing(facts.state or "", facts.on, facts.hague_party) is Standing.YES
