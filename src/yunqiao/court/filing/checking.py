"""Checking a draft before it is signed: everything that is wrong at once, and what it may cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from yunqiao.court.directory.models import Court
from yunqiao.court.filing import access, drafts, evidence
from yunqiao.court.filing.estimate import Estimate, estimate
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.sentences import sentence
from yunqiao.court.identity.models import Account
from yunqiao.court.papers import receiving


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to put right: where in the draft (a JSON pointer, RFC 6901), and what to do."""

    pointer: str
    detail: str


def errors_of(draft: ClaimDraft, account: Account) -> list[Wrong]:
    """Everything that keeps a draft from being filed."""
    return [*_in_answers(draft), *_in_court(draft, account), *_in_evidence(draft)]


def fee_of(draft: ClaimDraft) -> Estimate | None:
    """What the draft's claim may cost; None while it asks for nothing."""
    requests: Sequence[Mapping[str, Any]] = draft.content.get("requests") or ()
    return estimate(requests) if requests else None


def pointer(*steps: object) -> str:
    """A JSON pointer as the fragment of an address."""
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "#" + "".join(f"/{step}" for step in escaped)


def _in_answers(draft: ClaimDraft) -> Iterator[Wrong]:
    asked = [name for name in drafts.SECTIONS if drafts.is_asked(draft.content, name)]
    unanswered = [name for name in asked if not drafts.is_done(draft.content, name)]
    yield from (Wrong(pointer(name), _("Not answered yet.")) for name in unanswered)
    try:
        drafts.claim_of(draft, drafts.UNSIGNED)
    except ValidationError as error:
        claimants = len(draft.content.get("claimants") or ())
        for found in error.errors():
            where = _in_draft(found["loc"], claimants)
            if not (where and where[0] in unanswered) and not (unanswered and not where):
                yield Wrong(pointer(*where), sentence(found))


def _in_court(draft: ClaimDraft, account: Account) -> Iterator[Wrong]:
    code = (draft.content.get("case") or {}).get("court")
    if not code:
        return
    court = Court.objects.filter(code=code).first()
    if court is None:
        yield Wrong(
            pointer("case", "court"),
            _("There is no court with that code. Choose one from the list."),
        )
    elif not (permit := access.may_file(account, court)).allowed:
        yield Wrong(pointer("case", "court"), permit.reason)


def _in_evidence(draft: ClaimDraft) -> Iterator[Wrong]:
    for which in evidence.LISTS:
        for place, exhibit in enumerate(evidence.exhibits_of(draft, which)):
            if wrong := evidence.wrong_with(draft, exhibit):
                yield Wrong(pointer(which, place), wrong)
        if receiving.unfinished(evidence.envelope_of(draft, which)):
            yield Wrong(
                pointer(which),
                _("A file has not arrived whole. Choose it again to go on, or give it up."),
            )


def _in_draft(where: Sequence[object], claimants: int) -> tuple[object, ...]:
    """A place in a claim as the place in the draft it comes from."""
    match where:
        case ("parties", int(place), *rest) if place < claimants:
            return ("claimants", place, *rest)
        case ("parties", int(place), *rest):
            return ("defendants", place - claimants, *rest)
        case ("facts_and_reasons", *rest):
            return ("facts", "facts_and_reasons", *rest)
        case ("cause" | "court" as name, *rest):
            return ("case", name, *rest)
        case ("documents", *rest):
            return ("evidence", *rest)
    return tuple(where)
