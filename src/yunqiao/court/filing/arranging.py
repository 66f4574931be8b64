"""Changing the evidence of a draft: describing, ordering and removing exhibits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from yunqiao.court.filing import drafts
from yunqiao.court.filing.evidence import EVIDENCE, envelope_of, exhibits_of
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.papers.models import Upload


def describe(
    *, draft: ClaimDraft, exhibit: UUID, said: Mapping[str, Any], which: str = EVIDENCE
) -> None:
    """Keep what the filer says of an exhibit.

    Raises:
        OutdatedError: another window changed the draft since it was read.
    """
    items = _items(draft, which)
    for item in items:
        if item["exhibit"] == str(exhibit):
            item.update(said)
    drafts.save(draft=draft, section=which, content=items)


def move(*, draft: ClaimDraft, exhibit: UUID, steps: int, which: str = EVIDENCE) -> None:
    """Move an exhibit up (-1) or down (+1) in the list; past an end it stays where it is.

    Raises:
        OutdatedError: another window changed the draft since it was read.
    """
    items = _items(draft, which)
    here = next((n for n, item in enumerate(items) if item["exhibit"] == str(exhibit)), None)
    if here is None or not 0 <= here + steps < len(items):
        return
    items.insert(here + steps, items.pop(here))
    drafts.save(draft=draft, section=which, content=items)


def remove(*, draft: ClaimDraft, exhibit: UUID, which: str = EVIDENCE) -> None:
    """Take an exhibit and its file out of the draft.

    Raises:
        OutdatedError: another window changed the draft since it was read.
    """
    kept = [item for item in _items(draft, which) if item["exhibit"] != str(exhibit)]
    for item in kept:
        if item.get("translation_of") == str(exhibit):
            item["translation_of"] = ""
    drafts.save(draft=draft, section=which, content=kept)
    Upload.objects.filter(envelope=envelope_of(draft, which), exhibit=exhibit).delete()


def _items(draft: ClaimDraft, which: str) -> list[dict[str, Any]]:
    return [{**exhibit.said, "exhibit": str(exhibit.id)} for exhibit in exhibits_of(draft, which)]
