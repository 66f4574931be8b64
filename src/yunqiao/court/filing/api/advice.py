"""Advice before filing, for programs: open to all, nothing is stored."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from yunqiao.court.filing.advice import AdviceGiven, advise
from yunqiao.court.filing.api.shapes import EstimateOut
from yunqiao.court.filing.claim import MOST_REQUESTS, Given, RequestGiven
from yunqiao.court.filing.estimate import estimate

router = Router(tags=["advice"], auth=None)


class GroundOut(Schema):
    """One ground of competence: what lies with the court, why, and the article."""

    at: str
    where: str
    why: str
    citation: str
    for_the_court: bool


class CourtFound(Schema):
    """A court of the directory that fits; `code` names it in a claim."""

    code: str
    name_zh: str
    name_en: str
    level: str


class AdviceOut(Schema):
    """The advice in the caller's language. `missing` names facts of the body that would tell more."""

    outcome: Literal["yes", "no", "unknown", "for the court"]
    code: str
    because: list[str]
    grounds: list[GroundOut]
    level: str
    courts: list[CourtFound]
    missing: list[str]
    doubts: list[str]
    try_next: list[str]
    citations: list[str]
    notice: str
    fee: EstimateOut | None


class FeeGiven(Given):
    """What is asked of the court."""

    requests: Annotated[tuple[RequestGiven, ...], Field(min_length=1, max_length=MOST_REQUESTS)]


@router.post("/advice/court", response=AdviceOut, summary="Ask which court")
def advise_on_court(request: HttpRequest, given: AdviceGiven) -> dict[str, Any]:
    """Which courts may hear a dispute with a foreign element. The court that is asked decides."""
    advice = advise(given)
    courts = [
        {name: getattr(court, name) for name in ("code", "name_zh", "name_en", "level")}
        for court in advice.courts
    ]
    words = {"outcome": advice.outcome.value, "courts": courts, "notice": advice.notice}
    return asdict(advice) | words


@router.post("/advice/fee", response=EstimateOut, summary="Estimate the fee")
def estimate_fee(request: HttpRequest, given: FeeGiven) -> dict[str, Any]:
    """What accepting a claim for these requests would cost today, step by step, in yuan."""
    return asdict(estimate([one.model_dump(mode="json") for one in given.requests]))
