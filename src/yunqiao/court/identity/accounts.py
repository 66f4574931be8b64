"""Opening an account, and giving its holder a person to act as."""

from datetime import timedelta
from typing import Final

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account, Person

ACCOUNT_OPENED: Final = "ACCOUNT_OPENED"
UNPROVED_KEPT: Final = timedelta(days=1)


def open_account(email: str, language: str = "zh-hans") -> Account:
    """The account of an e-mail address, opened now if there is none. It proves nothing yet.

    `language` is what a new account reads. A closed account is returned as it is: only whoever
    proves the address hears that it is closed.
    """
    address = email.lower()
    if known := Account.objects.filter(email=address).first():
        return known
    try:
        with transaction.atomic():
            account = Account.objects.create_user(address, language=language)
            EmailAddress.objects.create(user=account, email=address, primary=True, verified=False)
    except IntegrityError:
        account = Account.objects.get(email=address)
    return account


def open_account_by_phone(phone: str, language: str = "zh-hans") -> Account:
    """As `open_account`, by a mobile number in E.164."""
    if known := Account.objects.filter(phone=phone).first():
        return known
    try:
        with transaction.atomic():
            return Account.objects.create_user(phone=phone, language=language)
    except IntegrityError:
        return Account.objects.get(phone=phone)


def forget_unproved() -> None:
    """Forget accounts whose address nobody has proved to be theirs for a day; a post is kept."""
    unproved = Account.objects.filter(person=None, created_at__lt=now() - UNPROVED_KEPT)
    unproved.filter(posts=None).delete()


def remember_reader(account: Account, *, language: str, time_zone: str) -> None:
    """Keep what the reader chose, so that the court's e-mails come in it."""
    if (account.language, account.time_zone) == (language, time_zone):
        return
    account.language, account.time_zone = language, time_zone
    account.save(update_fields=["language", "time_zone"])


def choose_reader(*, by: Account, language: str, time_zone: str | None) -> None:
    """Keep what the holder chose on the account page; no time zone follows the device in hand."""
    by.language, by.keeps_time_zone = language, time_zone is not None
    by.time_zone = time_zone or by.time_zone
    by.save(update_fields=["language", "time_zone", "keeps_time_zone"])


def ensure_person(account: Account) -> None:
    """Give the account, once its address is proved, the person whose acts the docket records."""
    if account.person_id is not None:
        return
    person = Person()
    with act(by=Actor(person=person.id)) as writing:
        writing.insert(person)
        writing.expect_row(
            "UPDATE account SET person_id = %s WHERE id = %s AND person_id IS NULL",
            (person.id, account.id),
            "the account has a person already",
        )
        writing.record(
            Stream.PERSON, person.id, ACCOUNT_OPENED, {"account": str(account.id)}, advance=False
        )
    account.person = person
