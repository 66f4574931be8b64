"""Which court takes payments how: files in a folder, read when they are needed (P2)."""

import os
from pathlib import Path

import pytest

from yunqiao.gateways.payment.accounts import AccountsFolder
from yunqiao.gateways.payment.port import Way
from yunqiao.gateways.payment.stripe_checkout import StripeAccount

CARD = 'secret_key = "sk_test_1"\nwebhook_secret = "whsec_1"\n'


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_court_without_its_own_account_uses_the_one_of_all(tmp_path: Path) -> None:
    write(tmp_path / "all" / "card.toml", CARD)
    accounts = AccountsFolder(tmp_path)
    assert accounts.ways("粤0703") == [Way.CARD]
    assert accounts.of("粤0703", Way.CARD) is accounts.of("粤01", Way.CARD)


def test_a_courts_own_account_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "all" / "card.toml", CARD)
    write(tmp_path / "粤0703" / "card.toml", CARD)
    accounts = AccountsFolder(tmp_path)
    assert accounts.of("粤0703", Way.CARD) is not accounts.of("粤01", Way.CARD)


def test_an_empty_file_switches_a_way_off_for_a_court(tmp_path: Path) -> None:
    write(tmp_path / "all" / "card.toml", CARD)
    write(tmp_path / "粤0703" / "card.toml", "")
    accounts = AccountsFolder(tmp_path)
    assert accounts.ways("粤0703") == []
    with pytest.raises(KeyError, match="takes no payments by card"):
        accounts.of("粤0703", Way.CARD)


def test_an_account_that_changed_is_read_again_and_one_that_did_not_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "all" / "card.toml"
    write(path, CARD)
    accounts = AccountsFolder(tmp_path)
    first = accounts.of("粤0703", Way.CARD)
    assert accounts.of("粤0703", Way.CARD) is first
    os.utime(path, ns=(1, 1))
    assert accounts.of("粤0703", Way.CARD) is not first


def test_accounts_may_come_later(tmp_path: Path) -> None:
    accounts = AccountsFolder(tmp_path / "later")
    assert accounts.ways("粤0703") == []
    write(tmp_path / "later" / "all" / "card.toml", CARD)
    assert accounts.ways("粤0703") == [Way.CARD]


@pytest.mark.parametrize("court", ["", ".", "..", "../elsewhere", "a\0b"])
def test_a_code_that_is_no_courts_reaches_no_other_folder(tmp_path: Path, court: str) -> None:
    write(tmp_path / "card.toml", CARD)
    write(tmp_path / "elsewhere" / "card.toml", CARD)
    (tmp_path / "accounts").mkdir()
    assert AccountsFolder(tmp_path / "accounts").ways(court) == []


@pytest.mark.parametrize(
    ("way", "text", "said"),
    [
        ("card", "secret_key = 'sk_live_do_not_tell'\n", "webhook_secret"),
        ("card", f"{CARD}colour = 'red'\n", "colour"),
        ("card", "secret_key =", "Invalid value"),
        ("alipay", "app_id='a'\nprivate_key='sk_live_do_not_tell'\nalipay_public_key='x'\n", "key"),
    ],
)
def test_a_file_that_is_no_account_says_what_is_wrong_and_no_secret(
    tmp_path: Path, way: str, text: str, said: str
) -> None:
    write(tmp_path / "all" / f"{way}.toml", text)
    with pytest.raises(ValueError, match=f"{way}.toml is no account .*{said}") as error:
        AccountsFolder(tmp_path).of("粤0703", Way(way))
    assert "do_not_tell" not in str(error.value)


def test_an_account_shown_in_a_log_shows_no_secret() -> None:
    account = StripeAccount(secret_key="sk_live_do_not_tell", webhook_secret="whsec_do_not_tell")
    assert "do_not_tell" not in repr(account)
