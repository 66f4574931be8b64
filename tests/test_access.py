"""Every address of the court with who may use it; an address that is not in the table fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from support.access_of_staff import OF_STAFF
from support.flush import flush_empties_append_only_tables  # noqa: F401 - a fixture for all
from support.issued import a_letter_on
from support.makers import a_claim, a_court, a_member_of_staff, an_account, an_upload
from support.payers import begin_to_pay, firms, write
from support.people import a_case, a_party, an_authority
from support.proofs import a_given_proof, papers_of
from support.stores import storage
from support.tus import VERSION
from support.ways_in import a_way_back, an_app
from yunqiao.court.casefile.letters import Letter
from yunqiao.court.casefile.models import Case, Document, Party, Representation
from yunqiao.court.fees import ledger
from yunqiao.court.fees.paying.models import PaymentAttempt
from yunqiao.court.filing import drafts
from yunqiao.court.filing.evidence import PAPERS, envelope_of
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.clock import now
from yunqiao.court.identity.models import Account, IdentityProof, StaffRole
from yunqiao.court.identity.records import WayBack
from yunqiao.court.identity.tokens import new_token
from yunqiao.court.papers.models import Upload, UploadSession
from yunqiao.court.papers.receiving import begin
from yunqiao.gateways.storage.folder import FolderStorage
from yunqiao.law.cases import cases_by_question

__all__ = ["storage"]

OK, GO, SIGN_IN, NO, NONE = "ok", "redirect", "sign in", "403", "404"
READERS = ("visitor", "stranger", "clerk elsewhere", "judge", "clerk", "party")
"""The party comes last: what only the party may do can change what the others asked for."""

ALL = (OK,) * 6
SIGNED_IN = (SIGN_IN, OK, OK, OK, OK, OK)
SIGNED_IN_ACTS = (SIGN_IN, GO, GO, GO, GO, GO)
"""Every account for itself; what is another's stays as it is."""
VISITORS = (OK, GO, GO, GO, GO, GO)
FILER = (SIGN_IN, NONE, NONE, NONE, NONE, OK)
FILER_ACTS = (SIGN_IN, NONE, NONE, NONE, NONE, GO)
OF_THE_CASE = (SIGN_IN, NONE, NONE, OK, OK, OK)
CLERK = (SIGN_IN, NO, NO, NO, OK, NO)
CLERK_ACTS = (SIGN_IN, NO, NO, NO, GO, NO)

QUESTION = "filing.review_deadline"

PAGES: dict[str, tuple[str, tuple[str, ...]]] = {
    "api": ("GET", ALL),
    "advice:court": ("GET", ALL),
    "web:home": ("GET", ALL),
    "web:offline": ("GET", ALL),
    "web:manifest": ("GET", ALL),
    "web:service_worker": ("GET", ALL),
    "web:language": ("POST", (GO,) * 6),
    "web:law": ("GET", ALL),
    "web:law_question": ("GET", ALL),
    "web:law_case": ("GET", ALL),
    "web:verify": ("GET", ALL),
    "web:verify_letter": ("GET", ALL),
    "web:document": ("GET", OF_THE_CASE),
    "web:matters": ("GET", SIGNED_IN),
    "web:case": ("GET", OF_THE_CASE),
    "account_login": ("GET", VISITORS),
    "account_request_login_code": ("GET", VISITORS),
    "account_signup": ("GET", VISITORS),
    "account_login_by_phone": ("GET", VISITORS),
    "account_confirm_login_code": ("GET", (SIGN_IN, GO, GO, GO, GO, GO)),
    "mfa_authenticate": ("GET", (SIGN_IN, GO, GO, GO, GO, GO)),
    "mfa_login_webauthn": ("GET", (SIGN_IN, GO, GO, GO, GO, GO)),
    "mfa_reauthenticate": ("GET", (SIGN_IN, GO, GO, GO, GO, OK)),
    "mfa_reauthenticate_webauthn": ("GET", (SIGN_IN, GO, GO, GO, GO, OK)),
    "sms_report": ("POST", ("401",) * 6),
    "identity:code_state": ("GET", ("286",) * 6),
    "identity:help": ("GET", ALL),
    "identity:recovery_code_sign_in": ("GET", ALL),
    "identity:ask_officer": ("GET", ALL),
    "identity:confirm_way_back": ("GET", (SIGN_IN,) * 6),
    "identity:account": ("GET", SIGNED_IN),
    "identity:names": ("GET", SIGNED_IN),
    "identity:remove_name": ("POST", SIGNED_IN_ACTS),
    "identity:show_name": ("POST", SIGNED_IN_ACTS),
    "identity:email": ("GET", SIGNED_IN),
    "identity:phone": ("GET", SIGNED_IN),
    "identity:confirm_address": ("GET", SIGNED_IN_ACTS),
    "identity:remove_address": ("GET", SIGNED_IN),
    "identity:preferences": ("GET", SIGNED_IN),
    "identity:tokens": ("GET", SIGNED_IN),
    "identity:revoke_token": ("POST", SIGNED_IN_ACTS),
    "identity:sessions": ("GET", SIGNED_IN),
    "identity:end_session": ("POST", SIGNED_IN_ACTS),
    "identity:end_sessions": ("POST", SIGNED_IN_ACTS),
    "identity:factors": ("GET", SIGNED_IN),
    "identity:add_app": ("GET", (SIGN_IN, OK, OK, OK, OK, GO)),
    "identity:add_passkey": ("GET", SIGNED_IN),
    "identity:remove_factor": ("GET", (SIGN_IN, NONE, NONE, NONE, NONE, OK)),
    "identity:recovery_codes": ("GET", SIGNED_IN),
    "identity:make_recovery_codes": ("POST", SIGNED_IN_ACTS),
    "identity:stop_way_back": ("POST", SIGNED_IN_ACTS),
    "identity:ways_back": ("GET", (SIGN_IN, NO, OK, NO, OK, NO)),
    "identity:decide_way_back": ("GET", CLERK),
    "account_logout": ("GET", (GO, OK, OK, OK, OK, OK)),
    "account_inactive": ("GET", (NO,) * 6),
    "filing:start": ("GET", SIGNED_IN),
    "filing:draft": ("GET", FILER),
    "filing:check": ("GET", FILER),
    "filing:section": ("GET", FILER),
    "filing:item": ("GET", FILER),
    "filing:remove": ("POST", FILER_ACTS),
    "filing:discard": ("POST", FILER_ACTS),
    "filing:receipt": ("GET", FILER),
    "filing:claim": ("GET", OF_THE_CASE),
    "filing:worklist": ("GET", (SIGN_IN, NO, OK, NO, OK, NO)),
    "filing:uploads": ("OPTIONS", ("401", *("204",) * 5)),
    "filing:upload": ("HEAD", ("401", *(NONE,) * 4, OK)),
    "filing:evidence": ("GET", FILER),
    "filing:exhibit": ("GET", FILER),
    "filing:arrange": ("POST", FILER_ACTS),
    "filing:give_up": ("POST", FILER_ACTS),
    "filing:exhibit_file": ("GET", FILER),
    "casefile:document": ("GET", OF_THE_CASE),
    "paying:callback": ("POST", ("400",) * 6),  # unless the firm has signed it
    "paying:pay": ("GET", (SIGN_IN, NONE, NONE, NO, NO, OK)),
    "paying:attempt": ("GET", FILER),
    "paying:back": ("GET", FILER_ACTS),
    "paying:stop": ("POST", FILER_ACTS),
    "filing:examine": ("GET", CLERK),
    "filing:assign": ("POST", CLERK_ACTS),
    "filing:ask_correction": ("GET", CLERK),
    "filing:refuse": ("GET", CLERK),
    "filing:rule": ("GET", CLERK),
    "filing:answer_time": ("GET", CLERK_ACTS),
    "filing:return_papers": ("POST", CLERK_ACTS),
    "filing:answer": ("GET", (SIGN_IN, *(NONE,) * 5)),  # the draft corrects nothing
    "filing:papers": ("GET", FILER),
    "filing:exhibit_paper": ("GET", FILER),
    "filing:arrange_paper": ("POST", FILER_ACTS),
    "filing:paper_file": ("GET", FILER),
    "filing:give_up_paper": ("POST", FILER_ACTS),
    "filing:decided": ("GET", CLERK),
    "filing:reach": ("GET", CLERK_ACTS),
    "filing:agents": ("GET", (SIGN_IN, NONE, NONE, NO, OK, OK)),
    "filing:agent_paper": ("GET", (SIGN_IN, NONE, NONE, NO, OK, OK)),
    "filing:agent_paper_file": ("GET", (SIGN_IN, NONE, NONE, NO, NONE, NONE)),  # none is there
    "filing:remove_agent_paper": ("POST", (SIGN_IN, NONE, NONE, NO, GO, GO)),
    "filing:agent_uploads": ("OPTIONS", ("401", *("204",) * 5)),
    "filing:agent_upload": ("HEAD", ("401", *(NONE,) * 4, OK)),
    "filing:name_agent": ("GET", (SIGN_IN, NONE, NONE, NO, OK, OK)),
    "filing:renew_agent": ("GET", (SIGN_IN, NONE, NONE, NO, OK, OK)),
    "filing:end_agent": ("POST", (SIGN_IN, NONE, NONE, NO, GO, GO)),
    "proof:overview": ("GET", SIGNED_IN),
    "proof:who": ("GET", (SIGN_IN, GO, GO, GO, GO, GO)),
    "proof:check": ("GET", (SIGN_IN, GO, GO, GO, GO, GO)),
    "proof:uploads": ("OPTIONS", ("401", *("204",) * 5)),
    "proof:upload": ("HEAD", ("401", *(NONE,) * 4, OK)),
    "proof:paper": ("GET", FILER),
    "proof:details": ("GET", (SIGN_IN, NONE, NONE, NONE, NONE, NO)),
    "proof:remove": ("POST", (SIGN_IN, NONE, NONE, NONE, NONE, NO)),
    "proof:give_up": ("POST", FILER_ACTS),
    "proof:file": ("GET", FILER),
    "proof:worklist": ("GET", (SIGN_IN, NO, OK, NO, OK, NO)),
    "proof:examine": ("GET", CLERK),
    "proof:given_file": ("GET", CLERK),
    "proof:number": ("POST", CLERK),
    "proof:by_hand": ("POST", CLERK_ACTS),
    "filing:correct": ("GET", FILER_ACTS),
    "filing:more_time": ("GET", FILER_ACTS),
    "filing:insist": ("GET", FILER_ACTS),
    "filing:withdraw": ("POST", FILER_ACTS),
    "fees:fees": ("GET", OF_THE_CASE),
    "fees:relief": ("GET", (SIGN_IN, NONE, NONE, NO, NO, GO)),  # the case is not registered
    "fees:relief_file": ("GET", (SIGN_IN, NONE, NONE, NO, NO, NONE)),  # so none is collected
    "fees:remove_relief_file": ("POST", (SIGN_IN, NONE, NONE, NO, NO, NONE)),
    "fees:withdraw": ("GET", (SIGN_IN, NONE, NONE, NO, NO, GO)),  # neither is its fee set
}
CALLERS = ("nobody", "a session without a token", "an unknown token", "a stranger", "the party")
REFUSED = (401, 401, 401)
OWN = (*REFUSED, 404, 200)
PROGRAMS: dict[str, tuple[str, tuple[int, ...]]] = {
    "api-1:openapi-json": ("GET", (200, 200, 200, 200, 200)),
    "api-1:api-root": ("GET", (404,) * 5),
    "api-1:law_questions": ("GET", (200,) * 5),
    "api-1:law_finding": ("POST", (200,) * 5),
    "api-1:courts": ("GET", (200,) * 5),
    "api-1:advise_on_court": ("POST", (200,) * 5),
    "api-1:estimate_fee": ("POST", (200,) * 5),
    "api-1:list_filings": ("GET", (*REFUSED, 200, 200)),
    "api-1:list_drafts": ("GET", (*REFUSED, 200, 200)),
    "api-1:save_draft": ("PATCH", OWN),
    "api-1:delete_draft": ("DELETE", (*REFUSED, 404, 204)),
    "api-1:correct": ("POST", (*REFUSED, 404, 409)),
    "api-1:file_claim": ("POST", (*REFUSED, 201, 201)),
    "api-1:filing": ("GET", OWN),
    "api-1:claim": ("GET", OWN),
    "api-1:documents": ("GET", OWN),
    "api-1:document": ("GET", OWN),
    "api-1:correction": ("GET", (*REFUSED, 404, 409)),
    "api-1:more_time": ("POST", (*REFUSED, 404, 409)),
    "api-1:insist": ("POST", (*REFUSED, 404, 409)),
    "api-1:withdraw": ("POST", OWN),
    "api-1:begin_draft": ("POST", (*REFUSED, 201, 201)),
    "api-1:read_draft": ("GET", OWN),
    "api-1:check_draft": ("GET", OWN),
    "api-1:submit_draft": ("POST", (*REFUSED, 404, 422)),
    "api-1:remove_exhibit": ("DELETE", (*REFUSED, 404, 204)),
    "api-1:fee": ("GET", (*REFUSED, 404, 409)),
    "api-1:ask_relief": ("POST", (*REFUSED, 404, 409)),
    "api-1:withdrawal": ("GET", (*REFUSED, 404, 409)),
    "api-1:ask_to_withdraw": ("POST", (*REFUSED, 404, 409)),
    "api-1:upload": ("POST", (*REFUSED, 201, 201)),
    "api-1:examined": ("GET", OWN),
    "tus-uploads": ("OPTIONS", (204,) * 5),
    "tus-upload": ("HEAD", (*REFUSED, 404, 200)),
}


@dataclass(frozen=True)
class Stage:
    """A case and a draft of the party's, and everybody who might ask for them."""

    case: Case
    draft: ClaimDraft
    upload: Upload
    session: UploadSession
    accounts: dict[str, Account]
    letter: Letter
    paper: Upload
    paper_session: UploadSession
    agent: Representation
    factor: Authenticator
    way_back: WayBack
    proof: IdentityProof
    late: Upload
    attempt: PaymentAttempt

    def address(self, name: str) -> str:
        """The address of that name, about this case or draft."""
        given: dict[str, object] = {
            "case_id": self.case.id,
            "case": self.case.id,
            "draft_id": self.draft.id,
            "exhibit_id": (self.paper if "paper" in name else self.upload).exhibit,
            "upload": self.upload.id,
            "draft": self.draft.id,
            "exhibit": self.upload.exhibit,
            "document": Document.objects.get(case=self.case, name="a.txt").id,
            "session_id": (self.paper_session if "paper" in name else self.session).id,
            "representation_id": self.agent.id,
            "document_id": Document.objects.get(case=self.case, name="a.txt").id,
            "which": "original",
            "copy": "original",
            "name": "requests",
            "number": 1,
            "name_id": self.case.id,
            "token_id": self.case.id,
            "channel": "email",
            "factor_id": self.factor.pk,
            "request_id": self.way_back.id,
            "attempt_id": self.attempt.id,
            "file_id": self.upload.id,
            "paper": "power_of_attorney",
            "account": "all",
            "way": "card",
            "code": self.letter.issued.code,
            "question": QUESTION,
            "question_id": QUESTION,
        }
        if name.startswith("proof:"):
            paper = papers_of(self.proof)["identity"]
            given |= {
                "proof_id": self.proof.id,
                "paper_id": paper.id,
                "file_id": paper.files.order_by("id")[0].id,
                "exhibit_id": self.late.exhibit,
                "session_id": UploadSession.objects.get(envelope=paper.id).id,
            }
        if name == "web:law_case":
            given["case_id"] = cases_by_question()[QUESTION][0].id
        return reverse(name, kwargs={key: given[key] for key in _parameters(name)})


@pytest.fixture
def stage(db: None, storage: FolderStorage) -> Stage:
    court, elsewhere = a_court(), a_court("粤0705")
    party = a_party()
    draft = drafts.start(by=party, language="en", as_agent=True)
    drafts.save(draft=draft, section="requests", content=[{"text": "Pay.", "amount": None}])
    accounts = {
        "stranger": an_account("stranger@abroad.example"),
        "clerk elsewhere": a_member_of_staff(StaffRole.FILING_CLERK, elsewhere),
        "judge": a_member_of_staff(StaffRole.JUDGE, court),
        "clerk": a_member_of_staff(StaffRole.FILING_CLERK, court),
        "party": party,
    }
    sha256, size = storage.keep([b"text"])
    upload = an_upload(party, envelope=draft.id, sha256=sha256, size=size)
    session = begin(by=party, name="a.pdf", media_type="", size=9, envelope=draft.id)
    papers = envelope_of(draft, PAPERS)
    paper = an_upload(party, envelope=papers, sha256=sha256, size=size)
    waiting = begin(by=party, name="b.pdf", media_type="", size=9, envelope=papers)
    case = a_case(party, court)
    Document.objects.create(case=case, sha256=sha256, size=size, name="a.txt", added_at=now())
    accounts |= {"agent": an_account("agent@abroad.example")}
    accounts |= {"former agent": an_account("former@abroad.example")}
    agent = an_authority(case, party, accounts["agent"])
    former = an_authority(case, party, accounts["former agent"])
    Representation.objects.filter(id=former.id).update(revoked_at=now())
    proof = a_given_proof(party, court, sha256)
    identity = papers_of(proof)["identity"].id
    begin(by=party, name="b.pdf", media_type="", size=9, envelope=identity)
    late = an_upload(party, envelope=identity, sha256=sha256, size=size)
    letter = a_letter_on(case)
    firms()
    debtor = Party.objects.select_related("case__court").get(case=case, position=1)
    write(debtor, ledger.due(100), "notice")
    return Stage(
        case=case,
        draft=draft,
        upload=upload,
        session=session,
        accounts=accounts,
        letter=letter,
        paper=paper,
        paper_session=waiting,
        agent=agent,
        factor=an_app(party),
        way_back=a_way_back(court),
        proof=proof,
        late=late,
        attempt=begin_to_pay(debtor, party),
    )


def test_every_address_is_in_the_table() -> None:
    assert set(_names()) == {*PAGES, *PROGRAMS, *OF_STAFF}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_those_it_is_for(stage: Stage, name: str) -> None:
    method, expected = PAGES[name]
    seen = tuple(_class(_ask(_client(stage, who), method, stage.address(name))) for who in READERS)
    assert dict(zip(READERS, seen, strict=True)) == dict(zip(READERS, expected, strict=True))


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_api_answers_those_who_hold_a_token(stage: Stage, name: str) -> None:
    method, expected = PROGRAMS[name]
    seen = tuple(_call(stage, who, method, name).status_code for who in CALLERS)
    assert dict(zip(CALLERS, seen, strict=True)) == dict(zip(CALLERS, expected, strict=True))


def _client(stage: Stage, who: str) -> Client:
    client = Client()
    if who in stage.accounts:
        client.force_login(stage.accounts[who])
    return client


def _ask(client: Client, method: str, address: str) -> HttpResponse:
    data = {"version": "2", "why": "test"} if method == "POST" else {}
    body = "&".join(f"{k}={v}" for k, v in data.items())
    answer = client.generic(method, address, body, FORM, headers=VERSION)
    return cast("HttpResponse", answer)


FORM = "application/x-www-form-urlencoded"


def _class(answer: HttpResponse) -> str:
    if answer.status_code == 302:
        return SIGN_IN if answer.headers["Location"].startswith("/sign-in/") else GO
    return OK if answer.status_code == 200 else str(answer.status_code)


def _call(stage: Stage, who: str, method: str, name: str) -> HttpResponse:
    client, headers = Client(), {"Idempotency-Key": who.replace(" ", "-"), **VERSION}
    if who == "a session without a token":
        client.force_login(stage.accounts["party"])
    elif who == "an unknown token":
        headers["Authorization"] = "Bearer yq_unknown"
    elif who != "nobody":
        account = stage.accounts[who.rpartition(" ")[2]]
        headers["Authorization"] = f"Bearer {new_token(account, 'test')}"
    address = stage.address(name) + ("?name=a.txt" if name == "api-1:upload" else "")
    bodies = {
        "api-1:file_claim": a_claim(court=stage.case.court.code).model_dump_json(),
        "api-1:correct": a_claim(court=stage.case.court.code).model_dump_json(),
        "api-1:save_draft": '{"version": 2}',
        "api-1:begin_draft": "{}",
        "api-1:advise_on_court": '{"dispute": "contract"}',
        "api-1:estimate_fee": '{"requests": [{"text": "Pay.", "amount": "10"}]}',
        "api-1:submit_draft": '{"version": 1, "signature": "X"}',
        "api-1:more_time": '{"reason": "X"}',
        "api-1:insist": '{"reason": "X"}',
        "api-1:ask_to_withdraw": '{"reason": "X"}',
        "api-1:ask_relief": '{"kind": "deferral", "grounds": ["receives_legal_aid"], "reasons": "X"}',
        "api-1:law_finding": '{"received_on": "2026-09-18"}',
    }
    body = bodies.get(name, "text")
    sent = body if method in {"POST", "PATCH"} else ""
    answer = client.generic(method, address, sent, "application/json", headers=headers)
    return cast("HttpResponse", answer)


def _names() -> Iterator[str]:
    yield from (name for name, _ in _patterns(get_resolver()))


def _parameters(name: str) -> set[str]:
    return next(
        set(found.pattern.converters) for n, found in _patterns(get_resolver()) if n == name
    )


def _patterns(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{prefix}{one.namespace}:" if one.namespace else prefix
            yield from _patterns(one, inner)
        else:
            assert one.name, f"{one.pattern} has no name"
            yield f"{prefix}{one.name}", one


OF_A_CASE = [name for name in PAGES if {"case_id", "document_id"} & _parameters(name)]
OF_A_CASE.remove("web:law_case")  # a worked case of the law
OF_A_CASE.remove("fees:withdraw")  # agents need a special power; `fees.test_withdrawing` asks
OF_A_CASE.remove("filing:renew_agent")  # agents do not renew their own authority
OF_A_CASE.remove("filing:agent_upload")  # whoever began an upload goes on with it


@pytest.mark.parametrize("name", OF_A_CASE)
def test_an_agent_sees_and_does_what_the_party_does_and_a_former_one_what_a_stranger_does(
    stage: Stage, name: str
) -> None:
    """Proves W3: every page of a case asks whether the authority runs today."""
    method, expected = PAGES[name]
    by_reader = dict(zip(READERS, expected, strict=True))
    pairs = {"former agent": "stranger", "agent": "party"}
    for who, alike in pairs.items():
        seen = _class(_ask(_client(stage, who), method, stage.address(name)))
        assert seen == by_reader[alike], who
