"""The page on which people read what the API takes and answers, made from its description."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from yunqiao.court.api.description import JSON, operations
from yunqiao.court.api.examples import CLAIM
from yunqiao.court.api.standard import standard_sentence
from yunqiao.court.api.v1 import api

GROUPS: Final[Mapping[str, Promise]] = {
    "drafts": _("Writing a claim section by section"),
    "uploads": _("Files"),
    "filings": _("Filing, and seeing how it stands"),
    "after filing": _("After the court's answer"),
    "fees": _("Fees"),
    "courts": _("Courts"),
    "advice": _("Advice before filing"),
    "law": _("Questions of law"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer an operation can give."""

    status: int
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """An operation as the page shows it; `needs_token` says whether it is open to all."""

    method: str
    path: str
    summary: str
    needs_token: bool
    parameters: list[tuple[str, str, bool]]
    body: str
    example: str
    answers: list[Answer]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every operation, by what it is for."""
    schema = api.get_openapi_schema()
    groups: dict[str, list[Operation]] = {name: [] for name in GROUPS}
    for path, method, operation in operations(schema):
        groups[operation["tags"][0]].append(_shown(path, method, operation, schema))
    context = {
        "groups": [(GROUPS[name], found) for name, found in groups.items() if found],
        "claim": _pretty(CLAIM),
        "origin": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "api/reference.html", context)


def _shown(
    path: str, method: str, operation: Mapping[str, Any], schema: Mapping[str, Any]
) -> Operation:
    body = operation.get("requestBody", {}).get("content", {}).get(JSON, {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        needs_token="security" in operation,
        parameters=[
            (one["name"], one["in"], bool(one.get("required"))) for one in operation["parameters"]
        ],
        body=_pretty(_resolved(body["schema"], schema)) if body else "",
        example=_pretty(body["example"]) if "example" in body else "",
        answers=[
            Answer(status=int(status), meaning=_meaning(int(status)))
            for status in sorted(operation["responses"], key=int)
        ],
    )


def _meaning(status: int) -> str:
    if status < HTTPStatus.BAD_REQUEST:
        return HTTPStatus(status).phrase
    return standard_sentence(status)


def _resolved(part: Any, schema: Mapping[str, Any]) -> Any:
    """A schema with its references filled in, so that it can be read where it stands."""
    if isinstance(part, list):
        return [_resolved(one, schema) for one in part]
    if not isinstance(part, Mapping):
        return part
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        return _resolved(schema["components"]["schemas"][name], schema)
    return {key: _resolved(value, schema) for key, value in part.items() if key != "title"}


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
