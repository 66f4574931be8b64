"""The docket of a case: recording an act on it, and moving the case as the act does."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.states import STAGES, Stage
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Act, Recorded


def record(
    act: Act,
    case: Case,
    kind: str,
    payload: Mapping[str, Any],
    *,
    documents: Sequence[str] = (),
    findings: Sequence[Mapping[str, Any]] = (),
    advance: bool = True,
) -> Recorded:
    """Record an act on the case, and move the case if this kind of entry moves it.

    Raises:
        WrongStateError: the entry cannot follow where the case stands.
    """
    if kind in STAGES.entries:
        _move(act, case, STAGES.move(case.stage, kind))
    return act.record(
        Stream.CASE,
        case.id,
        kind,
        payload,
        documents=documents,
        findings=findings,
        advance=advance,
    )


def _move(act: Act, case: Case, target: Stage) -> None:
    act.expect_row(_MOVE, (target, now(), case.id, case.stage), f"the case has left {case.stage}")
    case.stage = target


_MOVE: Final = 'UPDATE "case" SET stage = %s, updated_at = %s WHERE id = %s AND stage = %s'
