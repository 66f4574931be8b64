"""A sealing key in a file of this installation, with a certificate of the court's own root.

Made once. The root's key is thrown away after it has issued the one certificate.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID

from yunqiao.gateways.sealing.port import SealUnavailableError

VALID_FOR: Final = timedelta(days=3650)
SKEW: Final = timedelta(days=1)
"""Certificates begin a day before they are made: clocks elsewhere may be slow."""


@dataclass(frozen=True, slots=True)
class _Seal:
    key: ec.EllipticCurvePrivateKey
    certificates: tuple[x509.Certificate, ...]


class LocalSealer:
    """Seals with the key and certificates of one PEM file that only the court's user may read."""

    def __init__(self, place: Path, name: str) -> None:
        """The seal is loaded when first needed; one for `name` is made if there is none yet."""
        self._place = place
        self._name = name

    @property
    def certificates(self) -> Sequence[bytes]:
        """DER certificates (see the port)."""
        return [one.public_bytes(Encoding.DER) for one in self._seal.certificates]

    def sign(self, message: bytes) -> bytes:
        """ECDSA with SHA-256 (see the port)."""
        return self._seal.key.sign(message, ec.ECDSA(SHA256()))

    @cached_property
    def _seal(self) -> _Seal:
        try:
            if not self._place.exists():
                _make_seal(self._place, self._name)
            content = self._place.read_bytes()
        except OSError as error:
            raise SealUnavailableError(f"the seal cannot be read: {error}") from error
        key = load_pem_private_key(content, password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise SealUnavailableError(
                f"{self._place} holds no EC key; move it away and a new seal is made"
            )
        return _Seal(key, tuple(x509.load_pem_x509_certificates(content)))


def _make_seal(place: Path, name: str) -> None:
    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, own_name = _named(f"{name} — root"), _named(name)
    root = (
        _certificate(root_name, root_name, root_key)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(issues=True), critical=True)
        .sign(root_key, SHA256())
    )
    own = (
        _certificate(own_name, root_name, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(issues=False), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()),
            critical=False,
        )
        .sign(root_key, SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = b"".join(one.public_bytes(Encoding.PEM) for one in (own, root))
    _write_once(place, private + public)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    since = datetime.now(UTC) - SKEW
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + VALID_FOR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issues,
        crl_sign=issues,
        encipher_only=False,
        decipher_only=False,
    )


def _write_once(place: Path, content: bytes) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent) as file:  # 0600, complete before it has its name
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(file.name, place)
