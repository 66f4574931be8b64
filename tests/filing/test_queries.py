"""What a party's pages ask for touches the party's own cases alone, however many others there are."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from support.makers import a_court, an_account
from yunqiao.court.casefile import access
from yunqiao.court.casefile.models import Case, Party, PartyKind, Representation, Role
from yunqiao.court.casefile.states import Stage
from yunqiao.court.filing import queries
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.identity.models import Account, Person

pytestmark = pytest.mark.django_db

OTHERS = 3_000


def cases_with_a_draft(account: Account | None, count: int, mark: str) -> list[Case]:
    """Cases of one party each, and a draft that corrects it."""
    court, writer = a_court(), an_account()
    cases = Case.objects.bulk_create(
        Case(
            court=court,
            receipt=f"{mark}{number}",
            claimants="甲",
            defendants="乙",
            stage=Stage.CORRECTION,
            filed_at=now(),
            updated_at=now(),
        )
        for number in range(count)
    )
    person = account.person if account else None
    Party.objects.bulk_create(
        Party(case=case, position=1, role=Role.CLAIMANT, kind=PartyKind.NATURAL, person=person)
        for case in cases
    )
    ClaimDraft.objects.bulk_create(
        ClaimDraft(account=writer, content={}, corrects=case) for case in cases
    )
    return cases


@pytest.fixture
def agent() -> Account:
    """A party to two cases and an agent on a third, among many that are others'."""
    account = an_account()
    assert account.person is not None
    cases_with_a_draft(account, 2, "own")
    cases_with_a_draft(None, OTHERS, "other")
    (held,) = cases_with_a_draft(None, 1, "held")
    Representation.objects.create(
        case=held,
        principal=Person.objects.create(kind="natural"),
        agent=account.person,
        kind="lawyer",
        name="丙",
        since=court_date(now()),
        signed_on=court_date(now()),
    )
    with connection.cursor() as cursor:
        cursor.execute('ANALYZE "case", party, representation, claim_draft, counter_filing')
        cursor.execute("SET LOCAL enable_seqscan = off")  # of few rows it reads all, index or not
    return account


@pytest.mark.parametrize(
    "asked",
    [
        queries.filings_of,
        queries.matters_of,
        queries.open_drafts_of,
        queries.reachable_drafts,
    ],
)
def test_a_party_reads_no_case_or_draft_of_others(
    agent: Account, asked: Callable[[Account], QuerySet[Any]]
) -> None:
    rows = asked(agent)
    assert rows.count() == 3
    (answer,) = json.loads(rows.explain(format="json", analyze=True))
    looked_at = [
        node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        for node in _nodes(answer["Plan"])
        if node.get("Relation Name") in {"case", "claim_draft"}
    ]
    assert 0 < max(looked_at) < OTHERS / 10


def test_whoever_takes_part_in_a_case_is_asked_of_that_case_as_of_all(agent: Account) -> None:
    part = set(access.taking_part(agent))
    assert {case for case in Case.objects.all() if access.takes_part(agent, case)} == part
    assert len(part) == 3


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)
