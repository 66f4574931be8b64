"""The addresses by which an account is reached and signs in: added, changed and removed."""

from typing import Final

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.permits import ALLOWED, Permit, denied
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.entries import WAY_IN_CHANGED, WayIn
from yunqiao.court.identity.factors import has_passkey
from yunqiao.court.identity.messages import tell
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.phones import masked
from yunqiao.court.identity.records import Channel

FIELDS: Final = {Channel.EMAIL: "email", Channel.SMS: "phone"}


class AddressTakenError(Exception):
    """Another account signs in with this address; the text says what to do."""


def address_of(account: Account, channel: Channel) -> str:
    """The account's address on a channel, or an empty string."""
    return getattr(account, FIELDS[channel]) or ""


def set_address(*, by: Account, channel: Channel, address: str, account: Account) -> None:
    """Put an address, proved just now, in the place of the one there was, and tell the holder.

    Raises:
        AddressTakenError: another account signs in with it.
    """
    before = address_of(account, channel)
    if before == address:
        return
    _free(channel, address, account)
    try:
        _put(by, channel, account, address)
    except IntegrityError:
        raise AddressTakenError(_taken()) from None
    with translation.override(account.language):
        sentence = _("The way in %(address)s was added to your account.") % {
            "address": masked(address)
        }
    tell(account=account, sentence=sentence, also=(channel, before) if before else None)


def may_remove(account: Account, channel: Channel) -> Permit:
    """One way in stays: another address, or a passkey."""
    others = any(address_of(account, one) for one in FIELDS if one is not channel)
    if others or has_passkey(account):
        return ALLOWED
    return denied(
        _("This is your only way in. Add another address or a passkey before you remove it.")
    )


def remove_address(*, by: Account, channel: Channel) -> None:
    """Take an address off the account, and tell it so one last time.

    Raises:
        NotPermittedError: it is the only way in.
    """
    may_remove(by, channel).require()
    before = address_of(by, channel)
    if not before:
        return
    _put(by, channel, by, None)
    with translation.override(by.language):
        sentence = _("The way in %(address)s was removed from your account.") % {
            "address": masked(before)
        }
    tell(account=by, sentence=sentence, also=(channel, before))


def _put(by: Account, channel: Channel, account: Account, address: str | None) -> None:
    before, field = address_of(account, channel), FIELDS[channel]
    with transaction.atomic():
        setattr(account, field, address)
        account.save(update_fields=[field])
        if channel is Channel.EMAIL:
            EmailAddress.objects.filter(user=account).delete()
            if address:
                EmailAddress.objects.create(
                    user=account, email=address, primary=True, verified=True
                )
        if account.person_id is None:
            return
        change = WayIn(channel=channel.value, before=masked(before), after=masked(address or ""))
        with act(by=Actor(person=by.person_id)) as writing:
            writing.lock(Stream.PERSON, account.person_id)
            writing.record(
                Stream.PERSON, account.person_id, WAY_IN_CHANGED, change.payload(), advance=False
            )


def _free(channel: Channel, address: str, account: Account) -> None:
    """An account that nobody ever proved to be theirs gives way."""
    other = Account.objects.filter(**{FIELDS[channel]: address}).exclude(id=account.id).first()
    if other is None:
        return
    if other.person_id is not None or other.posts.exists():
        raise AddressTakenError(_taken())
    other.delete()


def _taken() -> str:
    return _(
        "You can sign in with this already, to another account. Sign in with it and remove it"
        " there, then add it here."
    )
