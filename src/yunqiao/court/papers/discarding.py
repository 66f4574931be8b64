"""Taking an upload out of its envelope."""

from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser

from yunqiao.court.papers.models import Upload


def remove(*, by: AbstractBaseUser, envelope: UUID, exhibit: UUID) -> None:
    """Remove an upload of the account's own; none there changes nothing."""
    Upload.objects.filter(account_id=by.pk, envelope=envelope, exhibit=exhibit).delete()
