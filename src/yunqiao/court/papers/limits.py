"""How much may be handed in, and how much room is left."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from yunqiao.court.papers.models import Upload, UploadSession

MEGABYTE: Final = 1024 * 1024
LARGEST_FILE: Final = 500 * MEGABYTE
"""Bytes in one file."""
LARGEST_ENVELOPE: Final = 2048 * MEGABYTE
"""Bytes in all files of one filing."""
MOST_FILES: Final = 200
"""Files of one filing."""
LARGEST_LOOSE: Final = 2048 * MEGABYTE
"""Bytes in all files of one account that were handed in for no draft."""
MOST_LOOSE: Final = 2000
"""Files of one account that were handed in for no draft."""
LARGEST_PLAIN: Final = 20 * MEGABYTE
"""Bytes in a form sent without scripts, which cannot be resumed."""


class TooMuchError(Exception):
    """More than there is room for; the text says what the limit is and what to do."""


@dataclass(frozen=True, slots=True)
class Room:
    """What an envelope holds, files on their way included, or an account outside any envelope."""

    files: int
    size: int
    is_loose: bool = False

    @property
    def files_left(self) -> int:
        """How many more files may come."""
        return max(0, (MOST_LOOSE if self.is_loose else MOST_FILES) - self.files)

    @property
    def size_left(self) -> int:
        """How many more bytes may come."""
        return max(0, (LARGEST_LOOSE if self.is_loose else LARGEST_ENVELOPE) - self.size)

    def require(self, size: int) -> None:
        """Go on only if a file of that many bytes still fits.

        Raises:
            TooMuchError: it does not.
        """
        require_file(size)
        if self.is_loose and (not self.files_left or size > self.size_left):
            raise TooMuchError(
                _(
                    "Files outside a draft may have 2 GB and number 2000 together; each is removed"
                    " after seven days. Hand the file in for a draft, or wait."
                )
            )
        if not self.files_left:
            raise TooMuchError(
                _("A filing takes at most 200 files. Put several pages into one PDF.")
            )
        if size > self.size_left:
            raise TooMuchError(
                _("The files of one filing may have 2 GB together. Remove one, or reduce this one.")
            )


def require_file(size: int) -> None:
    """Go on only if a single file may have that many bytes.

    Raises:
        TooMuchError: it may not.
    """
    if size > LARGEST_FILE:
        raise TooMuchError(_("The file is larger than 500 MB. Split it or reduce it."))


def room_for(by: AbstractBaseUser, envelope: UUID | None) -> Room:
    """What an envelope holds now; without one, what the account holds outside any."""
    return room_in(envelope) if envelope is not None else _room(Q(envelope=None, account_id=by.pk))


def room_in(envelope: UUID) -> Room:
    """What an envelope holds now."""
    return _room(Q(envelope=envelope))


def _room(which: Q) -> Room:
    arrived = Upload.objects.filter(which)
    known = arrived.aggregate(files=Count("id"), size=Sum("size"))
    coming = (
        UploadSession.objects.filter(which)
        .exclude(id__in=arrived.values("id"))
        .aggregate(files=Count("id"), size=Sum("size"))
    )
    return Room(
        files=known["files"] + coming["files"],
        size=(known["size"] or 0) + (coming["size"] or 0),
        is_loose=("envelope", None) in which.children,
    )
