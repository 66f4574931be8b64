"""Examining a sealed letter: is it the court's, whole and unaltered, and since when."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from asn1crypto import tsp
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import (
    MultivaluedAttributeError,
    NonexistentAttributeError,
    find_unique_cms_attribute,
)
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from yunqiao.court.papers.letters.signing import Level
from yunqiao.gateways.timestamp.port import TimestampInvalidError, TimestampVerifier


class Verdict(StrEnum):
    """What an examination found."""

    GENUINE = "genuine"
    ALTERED = "altered"  # the court sealed it and somebody changed it afterwards
    NOT_OURS = "not_ours"  # no signature, or one of a key that the court does not answer for
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Examination:
    """The verdict and, for a genuine letter, the level of its signature and the stamped instant."""

    verdict: Verdict
    level: Level | None = None
    stamped_at: datetime | None = None


def examine(pdf: bytes, certificates: Sequence[bytes], stamps: TimestampVerifier) -> Examination:
    """Examine a letter against the court's certificates (as `Sealer` gives them), asking nobody.

    For files that the court wrote itself: a stranger's file is compared by its hash instead.
    """
    try:
        signatures = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
        if not signatures:
            return Examination(Verdict.NOT_OURS)
        return _examined(signatures[-1], certificates, stamps)
    except SignatureValidationError:
        return Examination(Verdict.ALTERED)
    except (PdfError, ValueError):
        return Examination(Verdict.UNREADABLE)


def _examined(
    signature: Any, certificates: Sequence[bytes], stamps: TimestampVerifier
) -> Examination:
    *_, root = (Certificate.load(one) for one in certificates)
    token = _token_of(signature)
    found = validate_pdf_signature(signature, _trusting([root]), _trusting(_authors_of(token)))
    whole = found.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (found.intact and found.valid and whole):
        return Examination(Verdict.ALTERED)
    if not found.trusted:
        return Examination(Verdict.NOT_OURS)
    stamped_at = _stamped_at(token, signature, stamps)
    return Examination(Verdict.GENUINE, Level.STAMPED if stamped_at else Level.BASIC, stamped_at)


def _trusting(roots: list[Certificate]) -> ValidationContext:
    return ValidationContext(trust_roots=roots, allow_fetching=False)


def _token_of(signature: Any) -> Any:
    try:
        return find_unique_cms_attribute(
            signature.signer_info["unsigned_attrs"], "signature_time_stamp_token"
        )
    except (NonexistentAttributeError, MultivaluedAttributeError):
        return None


def _authors_of(token: Any) -> list[Certificate]:
    """The token's own certificates: pyHanko sees that it is whole, the gateway whether we trust it."""
    return [one.chosen for one in token["content"]["certificates"]] if token else []


def _stamped_at(token: Any, signature: Any, stamps: TimestampVerifier) -> datetime | None:
    if token is None:
        return None
    answer = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token})
    try:
        return stamps.verify(answer.dump(), signature.signer_info["signature"].native)
    except TimestampInvalidError:
        return None
