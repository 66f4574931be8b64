"""Which papers a registered case sends to whom (the court's Provisions on service, arts. 1 and 2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from yunqiao.court.casefile.models import Case, Party, Role
from yunqiao.court.registration.models import PaperDraft

FILING_DIVISION: Final = "A 1"
TRIAL_DIVISION: Final = "A 2"
"""Citations of the articles that say who serves; service itself comes later."""
_RESPONDING: Final = frozenset({Role.DEFENDANT, Role.THIRD_PARTY})
_ALL: Final = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: the article that names it, and the parties it goes to."""

    kind: str
    article: str
    to: frozenset[Role]


PAPERS: Final = (
    Paper("address_confirmation", FILING_DIVISION, frozenset({Role.CLAIMANT})),
    Paper("notice_on_evidence", FILING_DIVISION, frozenset({Role.CLAIMANT})),
    Paper("litigation_risks", FILING_DIVISION, frozenset({Role.CLAIMANT})),
    Paper("litigation_guide", FILING_DIVISION, frozenset({Role.CLAIMANT})),
    Paper("supervision_card", FILING_DIVISION, frozenset({Role.CLAIMANT})),
    Paper("notice_to_respond", TRIAL_DIVISION, _RESPONDING),
    Paper("notice_on_evidence", TRIAL_DIVISION, _RESPONDING),
    Paper("address_confirmation", TRIAL_DIVISION, _RESPONDING),
    Paper("statement_of_defence", TRIAL_DIVISION, frozenset({Role.CLAIMANT})),
    Paper("summons", TRIAL_DIVISION, _ALL),
    Paper("ruling", TRIAL_DIVISION, _ALL),
    Paper("judgment", TRIAL_DIVISION, _ALL),
)
"""In the order of the articles. What cannot be written yet stands as a name."""


def drafts_for(case: Case, parties: Sequence[Party]) -> list[PaperDraft]:
    """A draft of every paper for every party it goes to."""
    return list(_drafts(case, parties))


def _drafts(case: Case, parties: Sequence[Party]) -> Iterator[PaperDraft]:
    for position, paper in enumerate(PAPERS, start=1):
        for party in parties:
            if party.role in paper.to:
                yield PaperDraft(
                    case=case,
                    kind=paper.kind,
                    article=paper.article,
                    party=party,
                    position=position,
                )
