"""The documents of a case, handed out byte for byte to those who may see the case."""

from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from yunqiao.court.casefile.access import documents_visible_to
from yunqiao.court.identity.session import account_of
from yunqiao.gateways.registry import gateway
from yunqiao.gateways.storage.port import Storage


@require_safe
def download(request: HttpRequest, case_id: UUID, document_id: UUID) -> StreamingHttpResponse:
    """One document, as a download: what others handed in is never shown on the court's own pages.

    Raises:
        DocumentMissingError: the store has lost it.
    """
    seen = documents_visible_to(account_of(request))
    document = get_object_or_404(seen, id=document_id, case=case_id)
    store = gateway(Storage)  # type: ignore[type-abstract]
    disposition = content_disposition_header(as_attachment=True, filename=document.name)
    return StreamingHttpResponse(
        store.read(document.sha256),
        content_type=document.media_type,
        headers={
            "Content-Disposition": disposition or "attachment",
            "Content-Length": str(store.size(document.sha256)),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-cache",
            "ETag": f'"{document.sha256}"',
        },
    )
