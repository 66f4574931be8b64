"""What each status means here and what to do then, where nothing more exact is known."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SENTENCES: Final[Mapping[int, Promise]] = {
    400: _("The request could not be read. Send JSON in UTF-8 as the description at /api/ says."),
    401: _("Send a valid token as “Authorization: Bearer …”. Make one on your account page."),
    403: _("This is not open to you. See at /api/ what your token opens."),
    404: _("There is nothing here for you. See at /api/ which addresses there are."),
    405: _("This address does not take this method. The header “Allow” names those it takes."),
    406: _("Answers are JSON. Send “Accept: application/json”, or leave the header out."),
    409: _("The request does not fit how things stand. Read them again and decide anew."),
    410: _("This has expired. Begin it anew."),
    411: _("Send the header Content-Length."),
    412: _("A header does not fit how things stand. Read them again, then send the request."),
    413: _("The request is larger than is taken here. Send less at once; files go to uploads."),
    414: _("The address is too long. Put less into it."),
    415: _("Send the body as JSON with “Content-Type: application/json”."),
    416: _("The file has no such range of bytes. Ask for one that lies within it."),
    422: _("Some values are missing or wrong; “errors” names each."),
    429: _("Too many requests at once. Wait as long as “Retry-After” says, then go on."),
    431: _("The headers are too large. Send fewer."),
    500: _(
        "Something broke on our side, and it was noted. Send the request again with the same"
        " Idempotency-Key; nothing is done twice."
    ),
    503: _(
        "The court's records cannot be reached just now. Send the request again, with the same"
        " Idempotency-Key; it will not be done twice."
    ),
    507: _("The court cannot store files at the moment. Nothing was kept; try again later."),
}


def standard_sentence(status: int) -> str:
    """The sentence for a status, in the reader's language."""
    family = 400 if status < HTTPStatus.INTERNAL_SERVER_ERROR else 500
    return str(_SENTENCES.get(status, _SENTENCES[family]))
