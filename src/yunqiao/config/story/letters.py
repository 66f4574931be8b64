"""Checking the court's letters as any reader of PDFs can: whole, sealed, stamped in time."""

import io
from dataclasses import dataclass
from datetime import datetime

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import NonexistentAttributeError, find_unique_cms_attribute
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True)
class Sealed:
    """What a letter's seal says of itself."""

    by: str
    stamped_at: datetime | None


def examine(pdf: bytes) -> Sealed:
    """Examine a letter by the certificates it carries.

    Raises:
        ValueError: it has no seal, or was changed since it was sealed.
    """
    signatures = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    if not signatures:
        raise ValueError("there is no seal in it")
    signature = signatures[-1]
    status = validate_pdf_signature(
        signature,
        _trusting([one for one in signature.other_embedded_certs if one.self_issued]),
        ts_validation_context=_trusting(_certificates_of_stamp(signature)),
    )
    if not (status.intact and status.valid and status.trusted):
        raise ValueError(f"the seal does not hold: {status.summary()}")
    if status.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise ValueError("something was added after it was sealed")
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid and stamp.trusted):
        raise ValueError("the time-stamp does not hold")
    name = signature.signer_cert.subject.native["common_name"]
    return Sealed(str(name), stamp.timestamp if stamp else None)


def _trusting(roots: list[Certificate]) -> ValidationContext:
    """What is carried along is trusted: whose it is, the court's page for verifying letters says."""
    return ValidationContext(trust_roots=roots, allow_fetching=False)


def _certificates_of_stamp(signature: EmbeddedPdfSignature) -> list[Certificate]:
    try:
        token = find_unique_cms_attribute(
            signature.signer_info["unsigned_attrs"], "signature_time_stamp_token"
        )
    except NonexistentAttributeError:
        return []
    return [one.chosen for one in token["content"]["certificates"]]
