"""The WSGI application: pages and API."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yunqiao.config.settings")
_answer = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer a request; what is whole already is handed over as such, and its connection freed."""
    response = _answer(environ, start_response)
    if not isinstance(response, HttpResponse):
        return response
    whole = [response.content]
    response.close()
    return whole
