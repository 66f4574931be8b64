"""The public home page and the language switch."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.middleware import remember_language


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What one can do here, and where it starts."""
    return render(request, "web/home.html", {"now": now()})


@csrf_exempt  # it changes nothing but this device's language, and error pages carry it too
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read the same page in another language."""
    back = _without_language(request.POST.get("next", ""))
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    asked = request.POST.get("language", "")
    if asked in dict(settings.LANGUAGES):
        remember_language(response, asked)
    return response


def _without_language(address: str) -> str:
    """The address without `?lang=`, which would prevail over what was just chosen."""
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != "lang"]
    return urlunsplit(parts._replace(query=urlencode(query)))
