"""Opening an account, and giving its holder a person to act as."""

from typing import Final

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Account, Person

ACCOUNT_OPENED: Final = "ACCOUNT_OPENED"


class AccountClosedError(Exception):
    """The account of this address was closed."""


def open_account(email: str, language: str = "zh-hans") -> Account:
    """The account of an e-mail address, opened now if there is none. It proves nothing yet.

    `language` is what a new account reads.

    Raises:
        AccountClosedError: there is one and it is closed.
    """
    address = email.lower()
    try:
        with transaction.atomic():
            account = Account.objects.create_user(address, language=language)
            EmailAddress.objects.create(user=account, email=address, primary=True, verified=False)
    except IntegrityError:
        account = Account.objects.get(email=address)
        if not account.is_active:
            raise AccountClosedError(address) from None
    return account


def remember_reader(account: Account, *, language: str, time_zone: str) -> None:
    """Keep what the reader chose, so that the court's e-mails come in it."""
    if (account.language, account.time_zone) == (language, time_zone):
        return
    account.language, account.time_zone = language, time_zone
    account.save(update_fields=["language", "time_zone"])


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
