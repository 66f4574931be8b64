"""Sealing a letter: PAdES with the court's key, and a time-stamp where the authority answers."""

import io
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from asn1crypto import cms, tsp
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import TimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from yunqiao.court.papers.letters.fields import SEAL_FIELD
from yunqiao.gateways.sealing.port import Sealer
from yunqiao.gateways.timestamp.port import TimestampAuthority, TimestampError

REASON: Final = "人民法院电子签章 / Electronic seal of the court"
ROOM_FOR_SEAL: Final = 8192
"""Hexadecimal digits kept for a signature with the court's two certificates."""
ROOM_FOR_STAMP: Final = 24576
"""The same for a time-stamp with the authority's whole chain."""


class Level(StrEnum):
    """How far a signature proves when it was made (PAdES baseline, ETSI EN 319 142-1)."""

    BASIC = "B-B"  # by the court's own clock
    STAMPED = "B-T"  # by a time-stamping authority


def seal(pdf: bytes, sealer: Sealer, authority: TimestampAuthority) -> tuple[bytes, Level]:
    """Seal a typeset letter; without an authority it is sealed at the lower level, and says so.

    Raises:
        SealUnavailableError: the court's key cannot be used now.
    """
    signer = _CourtSigner(sealer)
    try:
        return _signed(pdf, signer, _Stamper(authority, signer)), Level.STAMPED
    except TimestampError:
        return _signed(pdf, signer, None), Level.BASIC


def _signed(pdf: bytes, signer: "_CourtSigner", stamper: "_Stamper | None") -> bytes:
    metadata = signers.PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        subfilter=fields.SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=REASON,
    )
    sealed = io.BytesIO()
    signers.PdfSigner(metadata, signer, timestamper=stamper).sign_pdf(
        _KeepingMetadata(io.BytesIO(pdf)),
        existing_fields_only=True,
        bytes_reserved=ROOM_FOR_SEAL + (ROOM_FOR_STAMP if stamper else 0),
        output=sealed,
    )
    return sealed.getvalue()


class _KeepingMetadata(IncrementalPdfFileWriter):
    """Writes a revision without touching the XMP, whose rewriting would break PDF/A and PDF/UA."""

    def _update_meta(self) -> None:
        """Leave the dates of the letter as they are."""


class _CourtSigner(signers.Signer):
    """Hands what is to be signed to the sealing gateway."""

    def __init__(self, sealer: Sealer) -> None:
        own, *issuers = (Certificate.load(one) for one in sealer.certificates)
        super().__init__(signing_cert=own, cert_registry=SimpleCertificateStore.from_certs(issuers))
        self._sealer = sealer
        self.signature = b""

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002  # pyHanko's
    ) -> bytes:
        """ECDSA with SHA-256 over `data`; the signature is kept for the time-stamp over it."""
        assert digest_algorithm == "sha256"
        self.signature = bytes(72) if dry_run else self._sealer.sign(data)
        return self.signature


class _Stamper(TimeStamper):
    """Asks the court's time-stamping gateway for a token over the signature just made."""

    def __init__(self, authority: TimestampAuthority, signer: _CourtSigner) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # pyHanko has no types here
        self._authority = authority
        self._signer = signer

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """The token alone, as CMS holds it; the gateway has verified it already."""
        signature = self._signer.signature
        assert (md_algorithm, message_digest) == ("sha256", sha256(signature).digest())
        answer: Any = tsp.TimeStampResp.load(self._authority.stamp(signature))
        return answer["time_stamp_token"]
