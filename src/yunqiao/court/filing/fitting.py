"""What a correction may change: only what the court asked for, and every point has its answer."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.filing import drafts
from yunqiao.court.filing.claim import Claim, ExhibitGiven
from yunqiao.court.filing.entries import EVIDENCE, OTHER
from yunqiao.court.filing.refusals import FilingRefusedError

UNANSWERED: Final[Mapping[str, Promise]] = {
    EVIDENCE: gettext_lazy("The court asked for evidence. Add at least one file that answers it."),
    OTHER: gettext_lazy(
        "The court asked for something else too. Answer it in words or with a file."
    ),
}


def require_fitting(
    before: Claim, after: Claim, asked: Sequence[str], answers: Mapping[str, str]
) -> None:
    """Go on only with a correction that answers what was asked and leaves the rest.

    Raises:
        FilingRefusedError: naming the part, with what to do.
    """
    old, new = before.by_section(), after.by_section()
    for section in drafts.SECTIONS:
        if section not in asked and old[section] != new[section]:
            raise FilingRefusedError(
                section, _("Only what the court asked for can be changed now.")
            )
    if after.court != before.court:
        raise FilingRefusedError(
            "case", _("A filed claim cannot move to another court. Withdraw it and file it there.")
        )
    _require_untouched(before, after)
    added = _added(before, after, asked)
    for point, sentence in UNANSWERED.items():
        answered = answers.get(point) or any(one.answers == point for one in added)
        if point in asked and not answered:
            raise FilingRefusedError(point, str(sentence))


def _require_untouched(before: Claim, after: Claim) -> None:
    """What is said of a filed document stays, but for the document it translates."""
    known = {exhibit.upload: exhibit for exhibit in before.documents}
    for place, exhibit in enumerate(after.documents):
        filed = known.get(exhibit.upload, exhibit)
        for field in ExhibitGiven.model_fields:
            if field != "translation_of" and getattr(exhibit, field) != getattr(filed, field):
                raise FilingRefusedError(
                    f"documents/{place}/{field}",
                    _("What was said of a filed document stays. Hand in another in its place."),
                )


def _added(before: Claim, after: Claim, asked: Sequence[str]) -> list[ExhibitGiven]:
    """The new files: each answers a point, and a filed one goes only for its replacement."""
    kept = {exhibit.upload: exhibit for exhibit in after.documents}
    known = {exhibit.upload for exhibit in before.documents}
    added = [exhibit for exhibit in after.documents if exhibit.upload not in known]
    replaced = {exhibit.replaces for exhibit in added if exhibit.replaces}
    if known - set(kept) != replaced & known or not replaced <= known:
        raise FilingRefusedError(
            EVIDENCE, _("A file that was handed in stays. Hand in another in its place instead.")
        )
    if any(exhibit.answers not in asked for exhibit in added):
        raise FilingRefusedError(
            EVIDENCE, _("Say of each new file which point of the court's notice it answers.")
        )
    return added
