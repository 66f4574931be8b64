"""The OpenAPI description, completed: every answer an operation can give, and examples."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yunqiao.court.api.examples import BODIES
from yunqiao.court.api.problems import MEDIA_TYPE
from yunqiao.court.api.standard import standard_sentence

ALWAYS: Final = (400, 406, 500, 503)
WITH_TOKEN: Final = (401, 403, 429)
WITH_BODY: Final = (413, 415)
OF_FILES: Final = (413, 507)
METHODS: Final = ("get", "post", "put", "patch", "delete")
JSON: Final = "application/json"
PROBLEM: Final[dict[str, Any]] = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457: what went wrong, in the caller's language, and what to do next.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["detail"],
                "properties": {
                    "detail": {"type": "string"},
                    "pointer": {"type": "string", "description": "JSON pointer into the body."},
                    "parameter": {"type": "string", "description": "Parameter or header."},
                },
            },
        },
    },
}
SUMMARIES: Final = (
    gettext_noop("Ask a question of law"),
    gettext_noop("Ask for more time"),
    gettext_noop("Ask for relief from the fee"),
    gettext_noop("Ask which court"),
    gettext_noop("Ask to withdraw the suit"),
    gettext_noop("Begin a draft"),
    gettext_noop("Check a draft"),
    gettext_noop("Delete a draft"),
    gettext_noop("Download a document"),
    gettext_noop("Estimate the fee"),
    gettext_noop("File a claim"),
    gettext_noop("Hand in a file"),
    gettext_noop("Hand in corrections"),
    gettext_noop("Insist on a ruling"),
    gettext_noop("List the courts"),
    gettext_noop("List the documents"),
    gettext_noop("List the questions of law"),
    gettext_noop("List your filings"),
    gettext_noop("List your open drafts"),
    gettext_noop("Read a draft"),
    gettext_noop("Read the claim"),
    gettext_noop("Save sections of a draft"),
    gettext_noop("See how a file stands"),
    gettext_noop("See how a filing stands"),
    gettext_noop("See what a case costs"),
    gettext_noop("See what to correct"),
    gettext_noop("See what withdrawing the suit does to the fee"),
    gettext_noop("Sign and submit"),
    gettext_noop("Take an exhibit out of a draft"),
    gettext_noop("Withdraw a claim"),
)
"""What each operation does, for the catalogue; `described` puts them into the reader's language."""


def described(schema: Any) -> Any:
    """The description with every refusal, examples and summaries in the reader's language."""
    schema["components"]["schemas"]["Problem"] = PROBLEM
    for path, method, operation in operations(schema):
        operation["summary"] = _(operation["summary"])
        for status in _refusals(path, method, operation):
            operation["responses"].setdefault(status, _refusal(status))
        body = operation.get("requestBody", {}).get("content", {}).get(JSON)
        if body is not None and operation["operationId"] in BODIES:
            body["example"] = BODIES[operation["operationId"]]
    return schema


def operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every operation: path, method, description."""
    for path, methods in schema["paths"].items():
        for method in METHODS:
            if method in methods:
                yield path, method, methods[method]


def _refusals(path: str, method: str, operation: Mapping[str, Any]) -> set[int]:
    found = set(ALWAYS)
    if "security" in operation:
        found.update(WITH_TOKEN)
        if method != "get" or path.endswith(("/correction", "/fee", "/withdrawal-of-suit")):
            found.add(HTTPStatus.CONFLICT)
    if JSON in operation.get("requestBody", {}).get("content", {}):
        found.update(WITH_BODY)
    if path.endswith("/uploads"):
        found.update(OF_FILES)
    if path.endswith("/documents/{document}"):
        found.add(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
    if operation["parameters"] or "requestBody" in operation:
        found.add(HTTPStatus.UNPROCESSABLE_ENTITY)
    if "{" in path or "draft" in {one["name"] for one in operation["parameters"]}:
        found.add(HTTPStatus.NOT_FOUND)
    return found


def _refusal(status: int) -> dict[str, Any]:
    sentence = standard_sentence(status)
    example = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": sentence,
    }
    described = {
        "description": sentence,
        "content": {
            MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        },
    }
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        seconds = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
        return described | {"headers": {"Retry-After": seconds}}
    return described
