"""Changing the evidence of a draft: describing, ordering and removing exhibits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from yunqiao.court.filing import drafts
from yunqiao.court.filing.evidence import EVIDENCE, exhibits_of
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.papers.models import Upload


def describe(*, draft: ClaimDraft, exhibit: UUID, said: Mapping[str, Any]) -> None:
    """Keep what the filer says of an exhibit.

    Raises:
        OutdatedError: another window changed the draft since it was read.
    """
    items = _items(draft)
    for item in items:
        if item["exhibit"] == str(exhibit):
            item.update(said)
    drafts.save(draft=draft, section=EVIDENCE, content=items)


def move(*, draft: ClaimDraft, exhibit: UUID, steps: int) -> None:
    """Move an exhibit up (-1) or down (+1) in the list; past an end it stays where it is.

    Raises:
        OutdatedError: another window changed the draft since it was read.
    """
    items = _items(draft)
    here = next((n for n, item in enumerate(items) if item["exhibit"] == str(exhibit)), None)
    if here is None or not 0 <= here + steps < len(items):
        return
    items.insert(here + steps, items.pop(here))
    drafts.save(draft=draft, section=EVIDENCE, content=items)


def remove(*, draft: ClaimDraft, exhibit: UUID) -> None:
    """Take an exhibit and its file out of the draft.

    Raises:
        OutdatedError: another window changed the draft since it was read.
    """
    kept = [item for item in _items(draft) if item["exhibit"] != str(exhibit)]
    for item in kept:
        if item.get("translation_of") == str(exhibit):
            item["translation_of"] = ""
    drafts.save(draft=draft, section=EVIDENCE, content=kept)
    Upload.objects.filter(account_id=draft.account_id, envelope=draft.id, exhibit=exhibit).delete()


def _items(draft: ClaimDraft) -> list[dict[str, Any]]:
    return [{**exhibit.said, "exhibit": str(exhibit.id)} for exhibit in exhibits_of(draft)]
