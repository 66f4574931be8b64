"""Where one can file, for programs: open to all."""

from django.http import HttpRequest
from ninja import Router, Schema

from yunqiao.court.directory.models import Court, CourtLevel

router = Router(tags=["courts"], auth=None)


class CourtOut(Schema):
    """A court that takes filings; `code` names it in a claim, `above` the court above it."""

    code: str
    name_zh: str
    name_en: str
    level: CourtLevel
    above: str | None


@router.get("/courts", response=list[CourtOut], summary="List the courts")
def courts(request: HttpRequest) -> list[dict[str, object]]:
    """The courts that take filings online, by code."""
    found = Court.objects.filter(takes_filings=True).select_related("parent").order_by("code")
    return [
        {
            "code": court.code,
            "name_zh": court.name_zh,
            "name_en": court.name_en,
            "level": court.level,
            "above": court.parent.code if court.parent else None,
        }
        for court in found
    ]
