"""What a payer sees: the ways, the step to the firm, the receipt, and nothing of another's (P2)."""

import re
from pathlib import Path

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from support.english import in_english
from support.letters import SilentAuthority
from support.makers import an_account
from support.payers import FEE, Firms, begin_to_pay, deliver, firms, reading
from support.people import an_authority
from support.post import post_office
from support.stores import storage
from support.workers import work
from yunqiao.court.casefile.letters import letters_on
from yunqiao.court.casefile.models import Document, Party
from yunqiao.court.fees.books import standing
from yunqiao.court.fees.paying.models import PaymentAttempt
from yunqiao.court.fees.paying.receipts import issue_receipt
from yunqiao.court.fees.reference import party_with, reference_of
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.identity.models import Account
from yunqiao.gateways.bank.port import BankAccount, BankAccounts
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.storage.port import Storage
from yunqiao.gateways.timestamp.port import TimestampAuthority

__all__ = ["in_english", "storage"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "storage"),
]


class OneAccount:
    """The same bank account for every court."""

    def of(self, _court: str) -> BankAccount | None:
        return BankAccount(holder="示例法院", number="6222 0000", bank="示例银行", swift="EXAMCNBJ")


@pytest.fixture
def at() -> Firms:
    bind(BankAccounts, OneAccount())  # type: ignore[type-abstract]
    bind(TimestampAuthority, SilentAuthority())  # type: ignore[type-abstract]
    return firms()


def page(party: Party) -> str:
    return reverse("paying:pay", args=[party.case_id])


def choose(client: Client, party: Party, way: str) -> str:
    """Choose a way on the page; the page that follows."""
    shown = client.get(page(party)).content.decode()
    [key] = re.findall(r'name="key" value="([^"]+)"', shown)
    answer = client.post(page(party), {"way": way, "key": key}, follow=True)
    return answer.content.decode()


def paid(at: Firms, party: Party, by: Account) -> DocketEntry:
    attempt = begin_to_pay(party, by)
    at["card"].pay(attempt.key)
    deliver(at["card"].calls[-1])
    entry = DocketEntry.objects.get(stream_id=party.case_id, kind="PAYMENT_RECEIVED")
    issue_receipt(entry=entry)
    return entry


def test_a_payer_is_led_to_the_firm_and_back(at: Firms, party: Party, payer: Account) -> None:
    client = reading(payer)
    assert "46,800.00 CNY" in client.get(page(party)).content.decode()
    followed = choose(client, party, "card")
    attempt = PaymentAttempt.objects.get()
    assert f"https://firm.example/{attempt.key}" in followed
    assert "A payment is under way" in client.get(page(party)).content.decode()
    at["card"].pay(attempt.key)
    back = reverse("paying:back", args=[party.case_id, attempt.id])
    assert "The court has your payment" in client.get(back, follow=True).content.decode()
    assert not standing(party.case_id, party.id).outstanding
    assert "Nothing is outstanding" in client.get(page(party)).content.decode()


def test_whoever_paid_too_late_is_told_not_to_pay_again(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].expire(attempt.key)
    at["card"].pay(attempt.key)
    for call in at["card"].calls:
        deliver(call)
    shown = reading(payer).get(page(party)).content.decode()
    assert "46,800.00 CNY came, and nobody has said yet what it is for." in shown
    assert shown.index("Pay all the same") < shown.index("How do you want to pay?")
    assert "Do not pay again" in shown


def test_a_firm_that_is_down_is_said_to_be_and_another_way_works(
    at: Firms, party: Party, payer: Account
) -> None:
    at["card"].answers = False
    client = reading(payer)
    assert "does not answer just now" in choose(client, party, "card")
    assert "Alipay" in choose(client, party, "alipay")
    assert PaymentAttempt.objects.get(state="waiting").way == "alipay"


@pytest.mark.parametrize(
    ("code", "times"),
    [("http://localhost:8000/sandbox/wechatpay/pay/wx1", 1), ("weixin://wxpay/x", 0)],
)
def test_a_code_of_a_sandbox_has_a_link_to_what_stands_for_the_payers_phone(
    at: Firms, party: Party, payer: Account, settings: Settings, code: str, times: int
) -> None:
    settings.ORIGIN = "http://localhost:8000"
    attempt = begin_to_pay(party, payer, "wechatpay")
    step = {"kind": "code", "text": code}
    PaymentAttempt.objects.filter(id=attempt.id).update(step=step)
    place = reverse("paying:attempt", args=[party.case_id, attempt.id])
    shown = reading(payer).get(place).content.decode()
    assert shown.count(f'href="{code}"') == times
    assert shown.count("Open in the sandbox's wallet") == times


def test_a_transfer_shows_the_reference_and_the_account(
    at: Firms, party: Party, payer: Account
) -> None:
    shown = choose(reading(payer), party, "bank")
    reference = reference_of(party.id)
    assert reference in shown
    assert "6222 0000" in shown
    assert party_with([reference]) == party


def test_coming_back_while_the_firm_is_down_says_that_nothing_is_lost(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].answers = False
    back = reverse("paying:back", args=[party.case_id, attempt.id])
    assert "nothing is lost" in reading(payer).get(back, follow=True).content.decode()


def test_giving_up_closes_the_attempt_at_its_firm(at: Firms, party: Party, payer: Account) -> None:
    attempt = begin_to_pay(party, payer)
    reading(payer).post(reverse("paying:stop", args=[party.case_id, attempt.id]))
    assert PaymentAttempt.objects.get().state == "abandoned"
    assert at["card"].state_of(attempt.key, "").standing.value == "closed"


def test_a_callback_comes_in_without_cookies_and_large_ones_are_refused(
    at: Firms, party: Party, payer: Account
) -> None:
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key)
    [call] = at["card"].calls
    door = reverse("paying:callback", kwargs={"account": "all", "way": "card"})
    client = Client(enforce_csrf_checks=True, headers=dict(call.headers))
    answer = client.post(door, call.body, content_type="application/json")
    assert (answer.status_code, answer.content) == (200, b"")
    assert not standing(party.case_id, party.id).outstanding
    large = client.post(door, b"x" * 70_000, content_type="application/json")
    assert large.status_code == 413
    nowhere = reverse("paying:callback", kwargs={"account": "all", "way": "gold"})
    assert client.post(nowhere, b"x", content_type="text/plain").status_code == 404


def test_the_receipt_says_what_came_and_can_be_verified(
    at: Firms, party: Party, payer: Account
) -> None:
    entry = paid(at, party, payer)
    [letter] = letters_on(party.case)
    assert letter.issued.about == str(entry.id)
    content = b"".join(gateway(Storage).read(letter.document.sha256))  # type: ignore[type-abstract]
    pages = pypdfium2.PdfDocument(content)
    text = "".join(one.get_textpage().get_text_bounded() for one in pages)
    assert "46,800.00 CNY" in text
    assert entry.payload["money_id"] in text
    verified = Client(headers={"Accept-Language": "en"}).get(
        reverse("web:verify_letter", args=[letter.issued.code])
    )
    assert "Receipt of payment" in verified.content.decode()
    assert "46,800.00" not in verified.content.decode()


def test_the_receipt_comes_by_e_mail_to_the_payers_side_alone(
    at: Firms, party: Party, payer: Account
) -> None:
    agent, their_agent, other = an_account(), an_account(), an_account()
    Party.objects.filter(case=party.case, position=2).update(person_id=other.person_id)
    an_authority(party.case, payer, agent)
    an_authority(party.case, other, their_agent)
    attempt = begin_to_pay(party, payer)
    at["card"].pay(attempt.key)
    for call in at["card"].calls * 2:
        deliver(call)
    with post_office() as post:
        work()
        told = [
            mail for mail in post.mails() if "付款" in mail.subject or "payment" in mail.subject
        ]
    assert {mail.to for mail in told} == {"party@abroad.example", str(agent.email)}
    assert [one.name.startswith("诉讼费用收款回执") for one in told[0].attachments] == [True]


def test_anothers_receipt_is_shown_to_nobody_of_the_other_side(
    at: Firms, party: Party, payer: Account
) -> None:
    paid(at, party, payer)
    document = Document.objects.get(only_for=party)
    other = an_account()
    defendant = Party.objects.get(case=party.case, position=2)
    Party.objects.filter(id=defendant.id).update(person_id=other.person_id)
    their_agent, our_agent = an_account(), an_account()
    an_authority(party.case, other, their_agent)
    an_authority(party.case, payer, our_agent)
    for address in (
        reverse("web:document", args=[party.case_id, document.id]),
        reverse("casefile:document", args=[document.id, "original"]),
    ):
        seen = {
            name: reading(account).get(address).status_code
            for name, account in {
                "payer": payer,
                "our agent": our_agent,
                "other": other,
                "their agent": their_agent,
            }.items()
        }
        assert seen == {"payer": 200, "our agent": 200, "other": 404, "their agent": 404}
    case_page = reverse("web:case", args=[party.case_id])
    assert str(document.id) in reading(payer).get(case_page).content.decode()
    assert str(document.id) not in reading(other).get(case_page).content.decode()
    assert str(FEE // 100) not in reading(other).get(page(party)).content.decode()


def test_an_attempt_is_seen_by_its_payer_alone(at: Firms, party: Party, payer: Account) -> None:
    attempt = begin_to_pay(party, payer)
    address = reverse("paying:attempt", args=[party.case_id, attempt.id])
    other = an_account()
    Party.objects.filter(case=party.case, position=2).update(person_id=other.person_id)
    assert reading(payer).get(address).status_code == 200
    assert reading(other).get(address).status_code == 404


def test_the_folder_of_accounts_names_the_courts_bank(tmp_path: Path) -> None:
    from yunqiao.gateways.bank.accounts import BankAccountsFolder

    accounts = BankAccountsFolder(tmp_path)
    assert accounts.of("粤0703") is None
    (tmp_path / "all").mkdir()
    told = 'holder = "H"\nnumber = "1"\nbank = "B"\n'
    (tmp_path / "all" / "bank.toml").write_text(told)
    assert accounts.of("粤0703") == BankAccount(holder="H", number="1", bank="B")
    (tmp_path / "粤0703").mkdir()
    (tmp_path / "粤0703" / "bank.toml").write_text("")
    assert accounts.of("粤0703") is None
    (tmp_path / "all" / "bank.toml").write_text('holder = "H"\n')
    with pytest.raises(ValueError, match="no bank account"):
        accounts.of("粤0705")
