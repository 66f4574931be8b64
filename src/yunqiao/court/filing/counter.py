"""Filing at the counter: a clerk takes a claim down for a person, who takes it online by a code."""

from typing import Any, Final
from uuid import UUID

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

from yunqiao.court.casefile import docket
from yunqiao.court.casefile.entries import MATTER_JOINED
from yunqiao.court.casefile.letters import GROUPS, SIGNS, SIGNS_IN_GROUP, written
from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import access, actions
from yunqiao.court.filing.actions import Receipt
from yunqiao.court.filing.claim import Claim
from yunqiao.court.filing.counter_people import has_account, is_known_as
from yunqiao.court.filing.entries import TakenDown
from yunqiao.court.filing.models import ClaimDraft, CounterFiling
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account, Person
from yunqiao.court.identity.proof.queries import standing_of

TRIES: Final = 10
TRIES_WITHIN: Final = 3600
"""Seconds in which an account may try so many codes."""


class CodeUnknownError(Exception):
    """No counter filing has that receipt number, code and name, or it was taken online already."""


class TooManyTriesError(Exception):
    """The account tried too many codes; wait an hour."""


def begin(*, by: Account, person: Person, language: str) -> ClaimDraft:
    """Begin a draft for a person at the counter.

    Raises:
        NotPermittedError: the account takes nothing down for others, or has not looked the person up.
    """
    access.may_begin_for(by, person).require()
    return ClaimDraft.objects.create(account=by, for_person=person, content={"language": language})


def is_at_counter(account: Account, draft: ClaimDraft) -> bool:
    """Whether a clerk writes the draft for somebody at the counter: a claim, or its correction."""
    if draft.corrects is None:
        return draft.for_person_id is not None
    return bool(access.may_act_at_counter(account, draft.corrects))


def file_for(
    *,
    by: Account,
    draft: ClaimDraft,
    claim: Claim,
    taken: TakenDown,
    key: RequestKey,
    drawn: str = "",
) -> Receipt:
    """File a claim a clerk took down; the record names the clerk and the person.

    `drawn` are the strokes of the person's signature on the screen, if they drew one.

    Raises:
        NotPermittedError: the account takes nothing down for others, or not for that court.
        FilingRefusedError: the court is not known, or a document cannot be used.
        OutdatedError: the draft was filed or changed in another window.
    """
    access.may_take_down(by).require()
    return actions.file_claim(by=by, claim=claim, key=key, draft=draft, taken=taken, drawn=drawn)


def code_of(filing: CounterFiling) -> str:
    """The code on the paper receipt, such as 7K4M-Q2XD-9RTB; sixty bits, kept nowhere.

    Empty where nobody needs one: the matter stands in the person's account.
    """
    if filing.claimed_at or has_account(filing.person):
        return ""
    drawn = salted_hmac(
        "yunqiao.counter", f"{filing.case_id}.{filing.generation}", algorithm="sha256"
    )
    signs = "".join(SIGNS[byte % len(SIGNS)] for byte in drawn.digest()[: GROUPS * SIGNS_IN_GROUP])
    return written(signs)


def join(*, by: Account, receipt: str, code: str, name: str, key: RequestKey) -> UUID:
    """Take a counter filing online: whoever holds the receipt's code becomes the party; the case.

    `name` is one of the person's names, as it was given at the counter. Whoever holds the receipt
    need not be that person: the name the court has confirmed of the account must be one, too.

    Raises:
        NotPermittedError: the account's identity is not confirmed yet.
        CodeUnknownError: there is no such receipt with that code and name.
        TooManyTriesError: too many were tried.
    """
    access.may_join(by).require()
    _count_try(by)
    filing = CounterFiling.objects.filter(case__receipt=receipt.strip().upper()).first()
    expected = code_of(filing) if filing else ""
    if filing is None or not expected or not constant_time_compare(expected, written(code)):
        raise CodeUnknownError
    if not (is_known_as(filing.person, name) and _is_proved_to_be(by, filing.person)):
        raise CodeUnknownError

    def create() -> dict[str, Any]:
        with act(by=Actor(person=by.person_id)) as writing:
            idempotency.reserve(writing, key)
            writing.lock(Stream.CASE, filing.case_id)
            case = Case.objects.select_related("court").get(id=filing.case_id)
            if not CounterFiling.objects.filter(case=case, claimed_at=None).exists():
                raise CodeUnknownError
            payload = {"entered_as": str(filing.person_id), "receipt": case.receipt}
            docket.record(writing, case, MATTER_JOINED, payload, advance=False)
            for statement in (_PARTY, _PRINCIPAL):
                writing.execute(statement, (by.person_id, case.id, filing.person_id))
            writing.execute(_CLAIMED, (now(), case.id))
            idempotency.settle(writing, key, {"case": str(case.id)})
        return {"case": str(filing.case_id)}

    return UUID(idempotency.once(key, create)["case"])


def _is_proved_to_be(account: Account, person: Person) -> bool:
    proof = standing_of(account.person_id).proof
    names = (proof.name, proof.other_name) if proof else ()
    return any(is_known_as(person, name) for name in names if name)


def _count_try(by: Account) -> None:
    name = f"counter-code.{by.id}"
    cache.add(name, 0, TRIES_WITHIN)
    if cache.incr(name) > TRIES:
        raise TooManyTriesError


_PARTY: Final = "UPDATE party SET person_id = %s WHERE case_id = %s AND person_id = %s"
_PRINCIPAL: Final = """
UPDATE representation SET principal_id = %s WHERE case_id = %s AND principal_id = %s"""
_CLAIMED: Final = "UPDATE counter_filing SET claimed_at = %s WHERE case_id = %s"
