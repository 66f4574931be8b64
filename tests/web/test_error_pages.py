"""Every error is a sentence that says what to do next, in each language, whatever is broken."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from yunqiao.court.foundation.middleware import ProblemPagesMiddleware
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.web import errors
from yunqiao.gateways.storage.port import StorageFullError

CASES: list[tuple[int, Callable[[HttpRequest], HttpResponse]]] = [
    (400, lambda request: errors.bad_request(request, SuspiciousOperation())),
    (413, lambda request: errors.bad_request(request, RequestDataTooBig())),
    (403, lambda request: errors.forbidden(request, PermissionDenied())),
    (403, errors.csrf_failure),
    (404, lambda request: errors.not_found(request, Exception())),
    (500, errors.broken),
]


@pytest.mark.parametrize(("status", "answer"), CASES)
def test_each_error_says_what_to_do_next_in_each_language(
    rf: RequestFactory, status: int, answer: Callable[[HttpRequest], HttpResponse]
) -> None:
    texts = set()
    for language in ("zh-hans", "zh-hant", "en"):
        with translation.override(language):
            response = answer(rf.get("/somewhere/"))
        page = response.content.decode()
        assert response.status_code == status
        assert "govuk-button" in page
        assert 'data-page="error"' in page
        texts.add(page.split("<main")[1])
    assert len(texts) == 3


def test_a_lost_database_is_answered_with_503_and_when_to_come_back(rf: RequestFactory) -> None:
    page = ProblemPagesMiddleware(HttpResponse).process_exception(
        rf.get("/matters/"), OperationalError("server closed the connection")
    )
    assert page is not None
    assert (page.status_code, page.headers["Retry-After"]) == (503, "30")
    assert 'href="/matters/"' in page.content.decode()


def test_a_full_store_is_answered_with_507_and_what_to_do_when_time_is_short(
    rf: RequestFactory,
) -> None:
    page = ProblemPagesMiddleware(HttpResponse).process_exception(
        rf.get("/matters/"), StorageFullError()
    )
    assert page is not None
    assert page.status_code == 507
    assert 'href="/matters/"' in page.content.decode()


def test_a_permit_refused_shows_its_reason(rf: RequestFactory) -> None:
    page = ProblemPagesMiddleware(HttpResponse).process_exception(
        rf.get("/matters/"), NotPermittedError("Only a party may read this letter.")
    )
    assert page is not None
    assert page.status_code == 403
    assert "Only a party may read this letter." in page.content.decode()


def test_any_other_problem_is_not_swallowed(rf: RequestFactory) -> None:
    middleware = ProblemPagesMiddleware(HttpResponse)
    assert middleware.process_exception(rf.get("/"), ValueError("a mistake of ours")) is None


@pytest.mark.django_db
def test_a_form_without_its_token_is_sent_back_with_a_sentence() -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/language/", {"language": "en"}).status_code == 302
    request = RequestFactory().post("/somewhere/")
    assert 'href="/somewhere/"' in errors.csrf_failure(request).content.decode()
