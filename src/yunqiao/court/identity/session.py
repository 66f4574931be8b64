"""Who is signed in."""

from django.http import HttpRequest

from yunqiao.court.identity.models import Account


def account_of(request: HttpRequest) -> Account:
    """The account of a request whose view requires one."""
    account = request.user
    assert isinstance(account, Account)
    return account
