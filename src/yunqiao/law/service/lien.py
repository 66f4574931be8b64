"""Leaving the document after refusal (留置送达): Articles 11 and 21 to 24."""

from typing import Final

from yunqiao.law.catalogue import provision
from yunqiao.law.findings import Citation, Finding, Reason, reason
from yunqiao.law.instruments import (  # fmt: skip
    AERSHAN,
    CPL,
    INT,
    PROVISIONS_2006,
    PROVISIONS_2009,
    SP,
    TAIWAN_2008,
)
from yunqiao.law.service.in_person import (
    InPerson,
    InPersonEvidence,
    MeetingPlace,
    Reception,
    no_standing,
    standing,
)
from yunqiao.law.service.terms import (
    THE_PARTY_ITSELF,
    AddresseeDomicile,
    DocumentKind,
    Signer,
    SignerRelation,
    TrialProcedure,
    lacking,
    needs,
    not_allowed,
    not_served,
    served,
)

NOTHING_REFUSED = reason("service.lien.nothing_refused")
IN_PERSON_NEXT = reason("service.next.in_person")
STATEMENT_NEVER_LEFT = reason("service.lien.statement_never_left")
PLAIN_AGENT = reason("service.lien.plain_agent")
DESIGNATION_UNCLEAR = reason("service.lien.designation_unclear")
RECIPIENT_REFUSED = reason("service.lien.recipient_refused")
AGENT_FROM_ABROAD = reason("service.lien.agent_of_party_abroad")
WRONG_PLACE = reason("service.lien.wrong_place")
WORKPLACE_ONLY_SUMMARY = reason("service.lien.workplace_only_summary")
FILMED = reason("service.lien.filmed")
WITNESSED = reason("service.lien.witnessed")
WITNESSES_REFUSED = reason("service.lien.witnesses_refused")
UNPROVED = reason("service.lien.unproved")
TO_JUDGMENT = reason("service.next.to_judgment")
TO_DESIGNATED = reason("service.next.party_or_designated")
NOTE_REFUSAL = reason("service.next.note_refusal")
WITNESS_WAY = reason("service.next.witness_way")
SUMMARY_WAY = reason("service.next.summary_way")
AT_HOME = reason("service.next.at_home")
FILM_IT = reason("service.next.film_it")

LEAVING: Final = (CPL["89"], AERSHAN["11"], AERSHAN["21"], AERSHAN["22"])
BY_WITNESS: Final = (CPL["89"], INT["130(2)"], AERSHAN["14(2)"])
ON_AGENT_FROM_ABROAD: Final[dict[AddresseeDomicile, Citation]] = {
    AddresseeDomicile.FOREIGN: PROVISIONS_2006["12"],
    AddresseeDomicile.HONG_KONG: PROVISIONS_2009["11"],
    AddresseeDomicile.MACAO: PROVISIONS_2009["11"],
    AddresseeDomicile.TAIWAN: TAIWAN_2008["4"],
}
RECIPIENTS: Final = frozenset(
    {
        SignerRelation.LITIGATION_AGENT,
        SignerRelation.DESIGNATED_RECIPIENT,
        SignerRelation.RECORDED_RECIPIENT,
    }
)


@provision(
    CPL["89"],
    INT["132"],
    SP["11"],
    AERSHAN["11"],
    AERSHAN["21"],
    AERSHAN["22"],
    AERSHAN["23"],
    AERSHAN["24"],
    source="conflicts c, d, e; corrections E15, E43",
    yields_to=("service.conciliation.takes_effect",),
)
def left_after_refusal(attempt: InPerson) -> Finding:
    """Does leaving the document after refusal count as service, and on which day?"""
    if attempt.reception is not Reception.REFUSED:
        return not_allowed(LEAVING, NOTHING_REFUSED)
    if attempt.matter.document is DocumentKind.CONCILIATION_STATEMENT:
        return statement_never_left(attempt.signer)
    signer, may = standing(attempt)
    if signer is None:
        return may
    return _closed_to(attempt, signer) or no_standing(may) or _at(attempt, signer)


def statement_never_left(refused_by: Signer | None) -> Finding:
    """A conciliation statement is never served by leaving it.

    The party's own refusal sends the case to judgment; anyone else's, or absence, is none.
    """
    cited = (AERSHAN["25"], INT["133"], CPL["102"])
    own = refused_by is not None and refused_by.relation in THE_PARTY_ITSELF
    return not_served(cited, STATEMENT_NEVER_LEFT, try_next=(TO_JUDGMENT if own else IN_PERSON_NEXT,))  # fmt: skip


def _closed_to(attempt: InPerson, signer: Signer) -> Finding | None:
    """Leaving on a litigation agent who is not also designated recipient (Int 132, conflict d)."""
    if signer.relation is not SignerRelation.LITIGATION_AGENT or signer.designated:
        return None
    if attempt.matter.addressee.domicile in ON_AGENT_FROM_ABROAD:
        return None
    cited = (INT["132"], AERSHAN["24"])
    if signer.designated is None:
        return needs(cited, DESIGNATION_UNCLEAR, missing="signer.designated")
    return not_allowed(cited, PLAIN_AGENT, try_next=(TO_DESIGNATED,))


def _at(attempt: InPerson, signer: Signer) -> Finding:
    if (
        attempt.place is MeetingPlace.WORKPLACE
        and attempt.matter.procedure is not TrialProcedure.SUMMARY
    ):
        return not_served((CPL["89"], SP["11"]), WORKPLACE_ONLY_SUMMARY, try_next=(AT_HOME,))
    if attempt.place not in _places(signer):
        return not_served(LEAVING, WRONG_PLACE, try_next=(AT_HOME,))
    return _proved(attempt, _who(attempt, signer))


def _places(signer: Signer) -> frozenset[MeetingPlace]:
    if signer.relation in RECIPIENTS:
        return frozenset({MeetingPlace.RECIPIENTS_OFFICE, MeetingPlace.HOME})
    return frozenset({MeetingPlace.HOME, MeetingPlace.WORKPLACE})


def _who(attempt: InPerson, signer: Signer) -> tuple[tuple[Citation, ...], tuple[Reason, ...]]:
    if signer.relation not in RECIPIENTS:
        return (AERSHAN["23"],), ()
    if signer.relation is SignerRelation.LITIGATION_AGENT and not signer.designated:
        return (ON_AGENT_FROM_ABROAD[attempt.matter.addressee.domicile],), (AGENT_FROM_ABROAD,)
    return (INT["132"], AERSHAN["5"], AERSHAN["24"]), (RECIPIENT_REFUSED,)


def _proved(attempt: InPerson, who: tuple[tuple[Citation, ...], tuple[Reason, ...]]) -> Finding:
    """The three ways of proving it: film, witnesses, or witnesses who would not come."""
    cited, because = who
    has = attempt.evidence
    noted = InPersonEvidence.SERVER_NOTE in has
    summary = attempt.matter.procedure is TrialProcedure.SUMMARY
    at_workplace = attempt.place is MeetingPlace.WORKPLACE
    left = InPersonEvidence.DOCUMENT_LEFT in has
    steps = () if noted else (NOTE_REFUSAL,)
    if left and InPersonEvidence.PHOTO_OR_VIDEO in has and not at_workplace:
        return served((*LEAVING, *cited), *because, FILMED, on=attempt.on, try_next=steps)
    if left and noted and InPersonEvidence.WITNESSES_SIGNED in has and not at_workplace:
        return served((*BY_WITNESS, *cited), *because, WITNESSED, on=attempt.on)
    if left and noted and summary and InPersonEvidence.WITNESSES_WOULD_NOT_COME in has:
        return served((SP["11"], *cited), *because, WITNESSES_REFUSED, on=attempt.on)
    if at_workplace:
        wanted = lacking(has, InPersonEvidence.DOCUMENT_LEFT, InPersonEvidence.SERVER_NOTE, InPersonEvidence.WITNESSES_WOULD_NOT_COME)  # fmt: skip
        return needs((SP["11"], *cited), *because, UNPROVED, missing=wanted, try_next=(AT_HOME,))
    wanted = lacking(has, InPersonEvidence.DOCUMENT_LEFT, InPersonEvidence.PHOTO_OR_VIDEO)
    ordinary = attempt.matter.procedure is TrialProcedure.ORDINARY
    ways = (FILM_IT, WITNESS_WAY) if ordinary else (FILM_IT, WITNESS_WAY, SUMMARY_WAY)
    return needs((*LEAVING, *cited), *because, UNPROVED, missing=wanted, try_next=ways)
