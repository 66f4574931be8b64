"""Agents of a party: authorised with the claim or later, renewed, revoked, given up."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from psycopg.types.json import Jsonb

from yunqiao.court.casefile import docket, representing
from yunqiao.court.casefile.access import may_end_authority, may_name_agents
from yunqiao.court.casefile.documents import next_position
from yunqiao.court.casefile.entries import (
    AGENT_AUTHORISED,
    AUTHORITY_GIVEN_UP,
    AUTHORITY_RENEWED,
    AUTHORITY_REVOKED,
)
from yunqiao.court.casefile.filer import taken_down_by
from yunqiao.court.casefile.locked import act_on
from yunqiao.court.casefile.models import Case, Party, Representation
from yunqiao.court.filing import access, acting, exhibits, facts, words
from yunqiao.court.filing.acting import FIELD
from yunqiao.court.filing.claim import Claim, ExhibitGiven, RepresentationGiven
from yunqiao.court.filing.entries import Authority
from yunqiao.court.filing.refusals import FilingRefusedError
from yunqiao.court.filing.rows import filing_party
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.permits import ALLOWED, Permit
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.foundation.writing import Act
from yunqiao.court.identity.accounts import ensure_person, open_account
from yunqiao.court.identity.models import Account, Person
from yunqiao.law.findings import Finding, Outcome


@dataclass(frozen=True, slots=True)
class Principal:
    """The party an agent files for; `new` is to be written where the court does not know them."""

    id: UUID
    new: Person | None = None


def principal_for(*, by: Account, claim: Claim) -> Principal | None:
    """For whom a claim is filed; None where the account files for itself.

    A party with an e-mail address gets an account there, so that they see what their agent does.

    Raises:
        FilingRefusedError: the law does not let this agent act, or the party is the agent.
    """
    given, party = claim.representation, claim.filer()
    if given is None:
        return None
    if party is None:
        raise FilingRefusedError("claimants", _("Say which claimant you act for."))
    acting.require_running(given, court_date(now()))
    _require(facts.agent(given.kind, party.country, number=1))
    if not party.email:
        person = Person(kind=party.kind)
        return Principal(person.id, person)
    account = open_account(party.email, claim.language)
    if not account.is_active:
        raise FilingRefusedError(
            "claimants",
            _("The account of the party you act for is closed. Call the hotline 12368."),
        )
    if account == by:
        raise FilingRefusedError(
            "claimants", _("You gave your own e-mail address as the party's. Give theirs, or none.")
        )
    ensure_person(account)
    assert account.person_id is not None
    return Principal(account.person_id)


def authorise_with_claim(
    *, by: Account, writing: Act, case: Case, claim: Claim, principal: Principal
) -> None:
    """Put the authority of the agent who files on the case that is being written."""
    given = claim.representation
    assert given is not None
    assert by.person_id is not None
    row = _row(case, principal.id, by.person_id, given)
    writing.insert(row)
    papers = [one for one in claim.documents if one.paper]
    _record(writing, case, AGENT_AUTHORISED, row, given, papers=papers)


def change_with_correction(*, writing: Act, case: Case, before: Claim, after: Claim) -> None:
    """Let the authority be what a corrected claim says of it; whoever signs as agent still may.

    Raises:
        FilingRefusedError: the law does not let this agent act, or an agent widens an authority.
    """
    given, row = after.representation, _described(case)
    changed = given != before.representation
    own = acting.authority_of(writing.by, case)
    if given is None or row is None or not (changed or own):
        return
    others = representing.agents_on(case).filter(principal=row.principal_id).exclude(id=row.id)
    _require(facts.agent(given.kind, filing_party(after).country, number=others.count() + 1))
    if not changed:
        return
    acting.require_running(given, court_date(now(), case.court.zone))
    if own is not None:
        acting.require_not_wider(given, row, row.powers)
    terms = _row(case, row.principal_id, row.agent_id, given)
    writing.execute(_RENEW, (*_terms(terms), row.id))
    papers = [one for one in after.documents if one.paper and one.answers]
    terms.id = row.id
    _record(writing, case, AUTHORITY_RENEWED, terms, given, papers=papers)


def authorise(
    *,
    by: Account,
    case_id: UUID,
    principal: UUID,
    agent: Account,
    given: RepresentationGiven,
    papers: Sequence[ExhibitGiven],
    envelopes: Sequence[UUID],
    key: RequestKey,
) -> None:
    """Authorise a further agent, or renew the authority of one, with its power of attorney.

    Raises:
        NotPermittedError: the account is neither the party, nor an agent of theirs who names another,
            nor a filing clerk.
        FilingRefusedError: the law does not let this agent act, a paper cannot be used or is no more
            in its envelope, or an agent gives more than an agent can.
    """

    def may(account: Account, case: Case) -> Permit:
        return may_name_agents(account, case, principal)

    def write(writing: Act, case: Case) -> None:
        known = _require_fit(by, case, principal, agent, given, papers)
        assert agent.person_id is not None
        uploads = exhibits.uploads_of(by, papers, case.court, envelopes)
        if envelopes and any(upload.envelope not in envelopes for upload in uploads):
            raise FilingRefusedError(
                FIELD, _("The papers were used in another window. Add those of this agent.")
            )
        position, at = next_position(case), now()
        for place, (paper, upload) in enumerate(zip(papers, uploads, strict=True), start=position):
            writing.insert(exhibits.document(case, paper, upload, position=place, at=at))
        writing.execute(_USED, ([paper.upload for paper in papers],))
        row = _row(case, principal, agent.person_id, given)
        if known is None:
            writing.insert(row)
        else:
            row.id = known.id
            writing.execute(_RENEW, (*_terms(row), known.id))
        kind = AGENT_AUTHORISED if known is None else AUTHORITY_RENEWED
        hashes = [upload.sha256 for upload in uploads]
        _record(writing, case, kind, row, given, papers=papers, documents=hashes)

    act_on(
        case_id, by=by, may=may, key=key, write=write, actor=acting.actor(by, case_id, principal)
    )


def end_authority(*, by: Account, case_id: UUID, representation_id: UUID, key: RequestKey) -> None:
    """Revoke an authority one gave, or give up one that one holds; the agent then sees nothing more.

    Raises:
        NotPermittedError: the account neither gave nor holds it.
        WrongStateError: it has ended already.
    """

    def write(writing: Act, case: Case) -> None:
        held = Representation.objects.filter(id=representation_id, case=case, revoked_at=None)
        row = held.first()
        if row is None:
            raise WrongStateError("the authority has ended")
        may_end_authority(by, row.principal_id, row.agent_id).require()
        kind = AUTHORITY_REVOKED if by.person_id == row.principal_id else AUTHORITY_GIVEN_UP
        writing.execute("UPDATE representation SET revoked_at = %s WHERE id = %s", (now(), row.id))
        docket.record(writing, case, kind, Authority.of(row).payload())

    act_on(case_id, by=by, may=lambda _account, _case: ALLOWED, key=key, write=write)


def _require_fit(
    by: Account,
    case: Case,
    principal: UUID,
    agent: Account,
    given: RepresentationGiven,
    papers: Sequence[ExhibitGiven],
) -> Representation | None:
    """Go on only with an agent the law lets act, and with no more than `by` can give.

    Returns the authority that is renewed, if there is one.
    """
    if not agent.is_active or agent.person_id is None:
        raise FilingRefusedError("email", _("The account of this agent is closed."))
    if agent.person_id == principal:
        raise FilingRefusedError("email", _("A party cannot be their own agent."))
    if not any(paper.paper is facts.AgentPaper.POWER_OF_ATTORNEY for paper in papers):
        raise FilingRefusedError(FIELD, _("Add the power of attorney to the agent's papers."))
    acting.require_running(given, court_date(now(), case.court.zone))
    known = Representation.objects.filter(
        case=case, principal=principal, agent=agent.person_id, revoked_at=None
    ).first()
    if known is not None:
        access.may_renew(by, case, known).require()
    own = representing.held_by(by.person_id).filter(case=case, principal=principal).first()
    if own is not None:
        acting.require_not_wider(given, known or own, known.powers if known else ())
    others = representing.agents_on(case).filter(principal=principal)
    number = others.exclude(agent=agent.person_id).count() + 1
    country = _country(case, principal)
    _require(facts.agent(given.kind, country, number=number))
    return known


def _described(case: Case) -> Representation | None:
    """The authority that the claim tells of: that of the agent who filed it, or the only one."""
    held = list(Representation.objects.filter(case=case, revoked_at=None).order_by("since", "id"))
    filed = next((one for one in held if one.agent_id == taken_down_by(case)), None)
    return filed or (held[0] if len(held) == 1 else None)


def _record(
    writing: Act,
    case: Case,
    kind: str,
    row: Representation,
    given: RepresentationGiven,
    *,
    papers: Sequence[ExhibitGiven],
    documents: Sequence[str] = (),
) -> None:
    """Record an authority with what the law says of the agent, the papers and their formality."""
    signed: dict[str, Any] = {
        "principal": given.principal,
        "signed_in": given.signed_in,
        "signed_on": given.signed_on,
        "certified": given.certified,
    }
    findings = facts.recorded(
        facts.papers_of(given.kind),
        facts.authority(**signed),
    )
    entry = Authority.of(row, papers=[one.paper.value for one in papers if one.paper])
    docket.record(writing, case, kind, entry.payload(), documents=documents, findings=findings)


def _row(case: Case, principal: UUID, agent: UUID, given: RepresentationGiven) -> Representation:
    return Representation(
        case=case,
        principal_id=principal,
        agent_id=agent,
        kind=given.kind.value,
        name=given.name,
        office=given.office,
        licence=given.licence,
        powers=[power.value for power in given.powers],
        receives=given.receives,
        principal_category=given.principal.value,
        signed_in=given.signed_in,
        signed_on=given.signed_on,
        certified=given.certified.value,
        since=court_date(now()),
        until=given.until,
    )


def _terms(row: Representation) -> tuple[Any, ...]:
    return (
        row.kind,
        row.name,
        row.office,
        row.licence,
        Jsonb(row.powers),
        row.receives,
        row.principal_category,
        row.signed_in,
        row.signed_on,
        row.certified,
        row.until,
    )


def _country(case: Case, principal: UUID) -> str:
    party = Party.objects.filter(case=case, person=principal).order_by("position").first()
    return party.country if party else "CN"


def _require(finding: Finding) -> None:
    if finding.outcome is Outcome.NO:
        reasons = " ".join(words.reasons(finding))
        raise FilingRefusedError(FIELD, reasons)


_USED: Final = "UPDATE upload SET envelope = NULL WHERE id = ANY(%s)"
_RENEW: Final = """
UPDATE representation SET kind = %s, name = %s, office = %s, licence = %s, powers = %s,
receives = %s, principal_category = %s, signed_in = %s, signed_on = %s, certified = %s, until = %s
WHERE id = %s"""
