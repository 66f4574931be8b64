"""What makes the site an app on a phone: manifest, service worker, the page without a network."""

import json
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from yunqiao.court.foundation.navigation import address
from yunqiao.court.foundation.reader import html_language

INK = "#0e2748"
PAPER = "#eef2f7"
KEPT = ["yunqiao.css", "mark.svg"]


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the app shows without a network: one page in all languages, naming nobody."""
    return render(request, "web/offline.html")


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """The web app manifest (W3C), in the reader's language."""
    icons = [
        {"src": static("mark.svg"), "sizes": "any", "type": "image/svg+xml"},
        {"src": static("icon-192.png"), "sizes": "192x192", "type": "image/png"},
        {"src": static("icon-512.png"), "sizes": "512x512", "type": "image/png"},
        {
            "src": static("icon-maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        },
    ]
    shortcuts = [
        {"name": name, "url": url}
        for view, name in (
            ("filing:start", _("Start a filing")),
            ("web:matters", _("My matters")),
        )
        if (url := address(view))
    ]
    content = {
        "id": "/",
        "name": _("Yunqiao"),
        "short_name": _("Yunqiao"),
        "description": _("The court's online house for people who are far away."),
        "lang": html_language(),
        "start_url": reverse("web:home"),
        "scope": "/",
        "display": "standalone",
        "theme_color": INK,
        "background_color": PAPER,
        "icons": icons,
        "shortcuts": shortcuts,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(no_cache=True)
def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker; its cache is named after what it keeps, so that news replace it."""
    page = reverse("web:offline")
    kept = [page, *(static(name) for name in KEPT)]
    with translation.override(settings.LANGUAGE_CODE):  # the same name whatever the device reads
        content = json.dumps([*kept, render_to_string("web/offline.html")])
    name = sha256(content.encode()).hexdigest()[:12]
    context = {
        "name": json.dumps(f"yunqiao-{name}"),
        "kept": json.dumps(kept),
        "page": json.dumps(page),
    }
    return render(request, "web/sw.js", context, content_type="text/javascript; charset=utf-8")
