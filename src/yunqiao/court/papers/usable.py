"""Whether a file that arrived may be used: examined, found fit, and scanned where that is asked for."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.papers.models import Scan, Upload
from yunqiao.court.papers.states import UploadState


def require_usable(upload: Upload, refused: Callable[[str], Exception], *, scanned: bool) -> None:
    """Go on only with a file that was examined and found fit, and if `scanned` is free of viruses.

    Raises what `refused` makes of a sentence that says what to do.
    """
    if upload.state != UploadState.READY:
        raise refused(str(_WAITING[upload.state]) % {"name": upload.name})
    if scanned and upload.scan != Scan.CLEAN:
        sentence = _(
            "This court takes only files that were scanned for viruses, and “%(name)s” was not."
            " Try again later, or call the hotline 12368."
        )
        raise refused(sentence % {"name": upload.name})


_WAITING: Final[Mapping[str, Promise]] = {
    UploadState.RECEIVED: gettext_lazy(
        "“%(name)s” is still being checked. Wait a minute, then file again."
    ),
    UploadState.REFUSED: gettext_lazy(
        "“%(name)s” cannot be used. Replace it or remove it from the evidence, then file again."
    ),
}
