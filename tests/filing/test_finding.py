from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from support.makers import a_clerk, a_court, a_filing, a_key, an_account, claim_data
from support.matters import filed_by_agent
from yunqiao.court.casefile.models import Representation
from yunqiao.court.filing.actions import Receipt, accept_filing
from yunqiao.court.filing.finding import search_courts, search_own
from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.search import index
from yunqiao.court.identity.models import Account

pytestmark = pytest.mark.django_db(transaction=True)


def filed(by: Account, name: str, other_name: str = "", **changes: Any) -> Receipt:
    parties = claim_data()["parties"]
    parties[1] |= {"name": name, "other_name": other_name}
    return a_filing(by, parties=parties, **changes)


def found(account: Account, words: str) -> list[str]:
    return [str(case.id) for case, _ in search_own(account, words).cases]


@pytest.mark.parametrize(
    "words", ["熊猫乐园", "熊貓樂園", "猫乐", "熊", "园", "熊猫 PANDA", "pän", "park  panda"]
)
def test_a_party_is_found_by_its_names_in_any_script(words: str) -> None:
    account = an_account()
    receipt = filed(account, "熊猫乐园（中国）", "Panda Park Ltd")
    filed(account, "狗舍", "Kennel")
    assert found(account, words) == [receipt.case]


def test_pairs_that_do_not_stand_together_are_not_the_name() -> None:
    account = an_account()
    filed(account, "乐园熊猫和猫乐")
    assert found(account, "熊猫乐园") == []


def test_a_receipt_number_is_found_whole_and_in_part() -> None:
    account = an_account()
    receipt = filed(account, "狗舍")
    for words in (receipt.receipt, receipt.receipt.lower().replace("-", ""), receipt.receipt[-9:]):
        assert found(account, words) == [receipt.case]


@pytest.mark.parametrize("words", ["（2026）粤0703民初1号", "{}", "粤0703民初1号", "粵0703民初1號"])
def test_a_case_number_is_found_with_or_without_its_brackets(words: str) -> None:
    account, clerk = an_account(), a_clerk(a_court())
    receipt = filed(account, "狗舍")
    number = accept_filing(by=clerk, case_id=UUID(receipt.case), key=a_key(clerk)).number
    words = words.replace("（2026）", number[:6]).format(number.replace("（", "").replace("）", ""))
    assert found(account, words) == [receipt.case]
    assert found(account, words.replace("1号", "11号").replace("1號", "11號")) == []


def test_a_party_finds_its_own_cases_and_a_clerk_those_of_the_court() -> None:
    account, stranger = an_account(), an_account()
    receipt = filed(account, "熊猫乐园")
    here, elsewhere = a_clerk(a_court()), a_clerk(a_court("粤0705"))
    assert found(stranger, "熊猫") == []
    assert [str(c.id) for c, _ in search_courts(here, "熊猫").cases] == [receipt.case]
    assert search_courts(elsewhere, "熊猫").count == 0


def test_an_agent_finds_the_cases_of_a_party_while_the_authority_runs() -> None:
    """F1: a lawyer with many cases looks one up as its party does."""
    agent = an_account("lawyer@abroad.example")
    receipt = filed_by_agent(agent)
    assert found(agent, receipt.receipt) == [receipt.case]
    Representation.objects.update(revoked_at=now())
    assert found(agent, receipt.receipt) == []


def test_many_matches_are_counted_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST", 2)
    account = an_account()
    for _ in range(3):
        filed(account, "熊猫")
    searched = search_own(account, "熊猫")
    assert (searched.count, searched.more, len(searched.cases)) == (2, True, 3)


def test_the_search_box_is_on_my_matters_and_on_the_worklist(client: Client) -> None:
    account, clerk = an_account(), a_clerk(a_court())
    receipt = filed(account, "熊猫乐园")
    for who, path in ((account, "/matters/?q=熊貓"), (clerk, "/filing/worklist/?q=熊貓")):
        client.force_login(who)
        page = client.get(path).content.decode()
        assert f'href="/cases/{receipt.case}/"' in page.split('id="found-title"')[1]


def test_what_cannot_be_found_is_said(client: Client) -> None:
    account = an_account()
    filed(account, "熊猫乐园")
    client.force_login(account)
    page = client.get("/matters/?q=%00'&lang=en").content.decode()
    assert "0 cases found" in page
