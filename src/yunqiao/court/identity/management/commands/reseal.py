"""`manage reseal`: seal every identity number anew under the newest of IDENTITY_KEYS.

Put a new secret in front of the others, restart, run this; then the old secret can be taken away.
"""

from typing import Any

from django.core.management.base import BaseCommand

from yunqiao.court.identity.proof.resealing import reseal_all


class Command(BaseCommand):
    """Safe to run again, and while the court is open."""

    help = __doc__

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Reseal what older secrets protect, and say how many numbers that were."""
        self.stdout.write(f"{reseal_all()} identity numbers sealed under the newest key.")
