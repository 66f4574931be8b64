"""Where the firms call: a program's door, without cookies and with limits."""

from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from yunqiao.court.fees.paying import callbacks
from yunqiao.court.foundation.clock import now
from yunqiao.court.identity.sessions import network_address
from yunqiao.gateways.payment.port import Callback, Way

LARGEST: Final = 64 * 1024
"""Bytes of a callback; the firms' have a tenth of it."""


@csrf_exempt  # the firm's signature says who calls
@require_POST
def callback(request: HttpRequest, account: str, way: str) -> HttpResponse:
    """Take a callback and answer as its firm wants."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    given = Callback(headers=request.headers, body=request.body, received_at=now())
    if way not in set(Way):
        raise Http404
    try:
        source = network_address(request) or ""
        reply = callbacks.receive(account=account, way=Way(way), callback=given, source=source)
    except callbacks.NoSuchAccountError:
        raise Http404 from None
    return HttpResponse(reply.body, status=reply.status, content_type=reply.media_type)
