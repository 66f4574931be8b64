"""Writing a claim section by section: saved at every step, on any device, never overwritten unseen."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django.db.models import F
from pydantic import ValidationError

from yunqiao.court.casefile.models import Case
from yunqiao.court.filing import evidence
from yunqiao.court.filing.claim import ON_THE_DOCKET, Claim
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation import idempotency
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.foundation.writing import Actor, OutdatedError, act
from yunqiao.court.identity.models import Account
from yunqiao.court.papers import receiving
from yunqiao.court.papers.models import Upload

SECTIONS: Final = (
    "representation",
    "claimants",
    "defendants",
    "requests",
    "facts",
    "case",
    "service_address",
)
"""The parts of a draft, in the order they are asked; the first is for agents alone."""
ANSWERS: Final = "answers"
"""Where a correction keeps what is answered in words, by point."""
UNSIGNED: Final = "—"
"""Stands where a claim is to be signed."""
MOST_DRAFTS: Final = 50


class TooManyDraftsError(Exception):
    """The account has as many open drafts as one may have."""


def start(*, by: Account, language: str, as_agent: bool = False) -> ClaimDraft:
    """Begin a draft, for oneself or as somebody's agent.

    Raises:
        TooManyDraftsError: finish or delete one first.
    """
    _require_room(by)
    return ClaimDraft.objects.create(
        account=by, content={"language": language, "as_agent": as_agent}
    )


def start_once(*, by: Account, language: str, key: RequestKey) -> ClaimDraft:
    """Begin a draft for a request that may come again: the same key gives the same draft.

    Raises:
        KeyReusedError: the key was used for something else.
        OutdatedError: the draft that was begun with this key was deleted since.
        TooManyDraftsError: finish or delete one first.
    """

    def create() -> dict[str, Any]:
        _require_room(by)
        draft = ClaimDraft(account=by, content={"language": language})
        with act(by=Actor(person=by.person_id)) as writing:
            writing.insert(draft)
            idempotency.keep(writing, key, {"draft": str(draft.id)})
        return {"draft": str(draft.id)}

    begun = idempotency.once(key, create)["draft"]
    found = ClaimDraft.objects.filter(id=begun).first()
    if found is None:
        raise OutdatedError("draft")
    return found


def start_correction(*, by: Account, case: Case, claim: Claim, asked: Sequence[str]) -> ClaimDraft:
    """The draft in which the party corrects a claim: begun once, then gone on with."""
    draft, _ = ClaimDraft.objects.get_or_create(
        corrects=case,
        filed_as=None,
        defaults={"account": by, "asked": list(asked), "content": claim.by_section()},
    )
    return draft


def save(*, draft: ClaimDraft, section: str, content: Any) -> None:
    """Put the answers of one section into the draft.

    Raises:
        OutdatedError: another window saved or filed the draft since it was read.
    """
    save_sections(draft=draft, sections={section: content})


def save_sections(*, draft: ClaimDraft, sections: Mapping[str, Any]) -> None:
    """Put the answers of several sections into the draft, all or none.

    Raises:
        OutdatedError: another window saved or filed the draft since it was read.
    """
    draft.content = {**draft.content, **sections}
    changed = ClaimDraft.objects.filter(id=draft.id, version=draft.version, filed_as=None).update(
        content=draft.content, version=F("version") + 1, updated_at=now()
    )
    if not changed:
        raise OutdatedError("draft")
    draft.version += 1


def discard(*, by: Account, draft_id: UUID) -> None:
    """Delete a draft that was not filed, and the files handed in for it."""
    draft = ClaimDraft.objects.filter(account=by, id=draft_id, filed_as=None).first()
    if draft is None:
        return
    for which in evidence.LISTS:
        envelope = evidence.envelope_of(draft, which)
        for session in receiving.unfinished(envelope):
            receiving.discard(session)
        Upload.objects.filter(envelope=envelope).delete()
    draft.delete()


def is_done(content: Mapping[str, Any], section: str) -> bool:
    """Whether a section has been answered."""
    return bool(content.get(section))


def is_asked(content: Mapping[str, Any], section: str) -> bool:
    """Whether the draft has this section: that of the authority is for agents alone."""
    by_agent = content.get("as_agent") or content.get("representation")
    return section != "representation" or bool(by_agent)


def claim_of(draft: ClaimDraft, signature: str) -> Claim:
    """The draft as a whole claim.

    Raises:
        ValidationError: something is missing or wrong.
    """
    content = draft.content
    return Claim.model_validate(
        {
            **content.get("case", {}),
            "parties": [*content.get("claimants", []), *content.get("defendants", [])],
            "requests": content.get("requests", []),
            "facts_and_reasons": content.get("facts", {}).get("facts_and_reasons", ""),
            "service_address": content.get("service_address"),
            "representation": _representation(content),
            "documents": evidence.given(draft),
            "signature": signature,
            "language": content.get("language", "zh-hans"),
        },
        context=ON_THE_DOCKET if draft.corrects_id else None,
    )


def is_complete(draft: ClaimDraft) -> bool:
    """Whether the draft could be filed once it is signed."""
    try:
        claim_of(draft, UNSIGNED)
    except ValidationError:
        return False
    return True


def _representation(content: Mapping[str, Any]) -> object:
    """What an agent said of their authority; an empty answer, which no claim takes, until then."""
    return content.get("representation") or ({} if content.get("as_agent") else None)


def _require_room(by: Account) -> None:
    if ClaimDraft.objects.filter(account=by, filed_as=None).count() >= MOST_DRAFTS:
        raise TooManyDraftsError
