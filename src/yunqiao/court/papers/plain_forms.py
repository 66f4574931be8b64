"""Files that come in an ordinary form, for browsers without scripts: taken in, or a sentence each."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest
from django.utils.translation import gettext as _

from yunqiao.court.foundation.ids import new_id
from yunqiao.court.papers.keeping import UploadRefusedError, keep
from yunqiao.court.papers.limits import LARGEST_PLAIN, TooMuchError
from yunqiao.gateways.storage.port import StorageFullError

ENVELOPE_OF_FORM: Final = 1024 * 1024  # bytes of a form around its files


class WholeOrGone(TemporaryFileUploadHandler):
    """Keeps a large file of a form on the disk while it comes, and none of it if there is no room."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece.

        Raises:
            OSError: the disk is full.
        """
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError:
            with suppress(OSError):  # the end of it finds no room either, but closing removes it
                self.file.close()
            raise


def take(
    request: HttpRequest, *, by: AbstractBaseUser, envelope: UUID, exhibit: UUID | None = None
) -> list[str]:
    """Put the files of a form into an envelope; returns a sentence for each that was not taken."""
    if is_too_large(request):
        return [
            _(
                "Without scripts a form may carry 20 MB. Send fewer files at once, or turn scripts on."
            )
        ]
    if not request.FILES:
        return [_("Choose a file first.")]
    taken = (_keep(file, by, envelope, exhibit) for file in request.FILES.getlist("file"))
    return [sentence for sentence in taken if sentence]


def is_too_large(request: HttpRequest) -> bool:
    """Whether a form announces more than one may carry; known before any of it is read."""
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    return announced > LARGEST_PLAIN + ENVELOPE_OF_FORM


def _keep(
    file: "UploadedFile[bytes]", by: AbstractBaseUser, envelope: UUID, exhibit: UUID | None
) -> str:
    chunks: Iterator[bytes] = file.chunks()
    try:
        keep(
            by=by,
            name=file.name or "",
            media_type=file.content_type or "",
            chunks=chunks,
            key=str(new_id()),
            envelope=envelope,
            exhibit=exhibit,
        )
    except (UploadRefusedError, TooMuchError) as error:
        return f"{file.name}: {error}"
    except StorageFullError:
        return _(
            "The court has no room for files at the moment. Nothing was lost; try again later."
        )
    return ""
