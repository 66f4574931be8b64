"""What a person reads when something went wrong: what it was and what to do next."""

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from yunqiao.court.foundation.middleware import DATABASE_AWAY, database_away, no_room
from yunqiao.gateways.storage.port import NO_ROOM


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; or 413 where more was sent than the court takes at once."""
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return render(request, f"errors/{status}.html", status=status)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the reason the permit gave."""
    return render(request, "errors/403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 Django names it
    """404."""
    return render(request, "errors/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: drawn without session, account or database, any of which may be what broke.

    Before the view began, while reading the session or the files of a form, say: 503 for a database
    that was lost, 507 for a full disk.
    """
    problem = sys.exc_info()[1]
    if isinstance(problem, DATABASE_AWAY):
        return database_away(request)
    if isinstance(problem, OSError) and problem.errno in NO_ROOM:
        return no_room(request)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 Django names it
    """403 for a form that has been open too long or whose cookies were refused."""
    return render(request, "errors/403_csrf.html", {"next": request.path}, status=403)
