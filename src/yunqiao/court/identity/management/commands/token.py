"""Makes an API token for an account and prints it, once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from yunqiao.court.identity.models import Account
from yunqiao.court.identity.tokens import new_token


class Command(BaseCommand):
    """`manage token ADDRESS [--name NAME]`."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose token, and what it is for."""
        parser.add_argument("address", help="the e-mail address of the account")
        parser.add_argument("--name", default="command line", help="what the token is for")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the token."""
        account = Account.objects.filter(email=options["address"].lower()).first()
        if account is None:
            raise CommandError("There is no account with this address; sign in with it first.")
        self.stdout.write(new_token(account, options["name"]))
