"""The public page on which anybody checks a letter of the court by its verification code.

It says what the holder of the letter has before them, and nothing about anybody. A file given for
comparison is hashed and forgotten; nothing that a stranger sends is parsed.
"""

from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from yunqiao.court.casefile.letters import Letter, letter_of, written
from yunqiao.court.casefile.words import letter_name
from yunqiao.court.foundation.proof import places_of
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.sealing.port import Sealer
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority

LARGEST: Final = 20 * 1024 * 1024
"""Bytes of a request with a file to compare; a letter has a hundredth of it."""


@require_safe
def ask(request: HttpRequest) -> HttpResponse:
    """Where a code is typed; a code that can be one leads on."""
    typed = request.GET.get("code", "").strip()[:60]
    if code := written(typed):
        return HttpResponseRedirect(reverse("web:verify_letter", args=[code]))
    return render(request, "web/verify.html", {"typed": typed})


@csrf_exempt  # it changes nothing, and so its size can be looked at before it is read
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, code: str) -> HttpResponse:
    """What the court says about the letter with this code, and about a file given beside it."""
    found = letter_of(code)
    if found is None:
        return render(request, "web/verify.html", {"typed": code}, status=HTTPStatus.NOT_FOUND)
    context: dict[str, Any] = {
        "letter": found,
        "kind": letter_name(found.issued.kind),
        "place": places_of([found.entry.id]).get(found.entry.id),
        "fingerprint": found.entry.hash.hex(),
    }
    if request.method == "POST":
        context |= _compared(request, found)
    return render(request, "web/letter.html", context)


def _compared(request: HttpRequest, found: Letter) -> dict[str, Any]:
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return {"compared": "too_large"}
    given = request.FILES.get("file")
    if not isinstance(given, UploadedFile):
        return {"compared": "no_file"}
    store = gateway(Storage)  # type: ignore[type-abstract]
    issued = b"".join(store.read(found.issued.sha256))
    if _begins_with(given, issued):
        return {"compared": "added_to"} if given.size != len(issued) else _sealed(issued)
    return {"compared": "different"}


def _begins_with(given: "UploadedFile[Any]", issued: bytes) -> bool:
    start = given.read(len(issued))
    return sha256(start).digest() == sha256(issued).digest()


def _sealed(issued: bytes) -> dict[str, Any]:
    """The file is the one we issued: what a PDF reader would find out about its signature."""
    # Much to load, and rarely asked for.
    from yunqiao.court.papers.letters.verification import Verdict, examine

    examination = examine(
        issued,
        gateway(Sealer).certificates,  # type: ignore[type-abstract]
        gateway(TimestampAuthority),  # type: ignore[type-abstract]
    )
    genuine = examination.verdict is Verdict.GENUINE
    return {"compared": "same" if genuine else "seal_not_known", "examination": examination}
