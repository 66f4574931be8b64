"""The court that a page of administration is about."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from yunqiao.court.administration.access import may_administer
from yunqiao.court.directory.models import Court
from yunqiao.court.identity.session import account_of


def court_of(request: HttpRequest, court_id: UUID) -> Court:
    """The court, for whoever administers it.

    Raises:
        NotPermittedError: the reader does not.
    """
    court = get_object_or_404(Court.objects.select_related("parent"), id=court_id)
    may_administer(account_of(request), court).require()
    return court
