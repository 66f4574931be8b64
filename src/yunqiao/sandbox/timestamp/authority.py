"""The authority's keys and certificates, and the stamping itself."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from asn1crypto import core, keys, tsp, x509
from certomancer.services import TimeStamper
from cryptography import x509 as certificates
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

YEARS: Final = timedelta(days=3653)
HASHES: Final = {"sha256", "sha384", "sha512"}


class Rejection(core.Sequence):  # type: ignore[misc]  # asn1crypto has no types
    """A response without a token, which asn1crypto's own class cannot express."""

    _fields = [("status", tsp.PKIStatusInfo)]


class Authority:
    """Stamps with a key certified by a root of its own, both kept in a folder and made once."""

    def __init__(self, folder: Path) -> None:
        """`folder` holds `root.pem`, which whoever trusts this authority needs."""
        if not (folder / "root.pem").exists():
            _found(folder)
        certificate = certificates.load_pem_x509_certificate((folder / "stamper.pem").read_bytes())
        key = load_pem_private_key((folder / "stamper.key").read_bytes(), password=None)
        self._stamper = TimeStamper(
            x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
            keys.PrivateKeyInfo.load(
                key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
            ),
        )

    def answer(self, query: bytes) -> bytes:
        """The DER response to a DER request; a request not understood is answered by a rejection."""
        try:
            request = tsp.TimeStampReq.load(query, strict=True)
            algorithm = request["message_imprint"]["hash_algorithm"]["algorithm"].native
        except ValueError:
            return _rejection("bad_data_format")
        if algorithm not in HASHES:
            return _rejection("bad_alg")
        response: bytes = self._stamper.request_tsa_response(request).dump()
        return response


def _rejection(reason: str) -> bytes:
    status = {"status": "rejection", "fail_info": {reason}, "status_string": [reason]}
    rejection: bytes = Rejection({"status": tsp.PKIStatusInfo(status)}).dump()
    return rejection


def _found(folder: Path) -> None:
    """Make the root and the certificate of the stamper; `root.pem` comes last and says it is done."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    root_key, stamper_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root_name, stamper_name = _name("Demo time-stamping root"), _name("Demo time-stamping unit")
    root = (
        _certificate(root_name, root_name, root_key)
        .add_extension(certificates.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(root_key, SHA256())
    )
    purpose = certificates.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    stamper = (
        _certificate(stamper_name, root_name, stamper_key)
        .add_extension(certificates.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(purpose, critical=True)
        .sign(root_key, SHA256())
    )
    key = stamper_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "stamper.key").touch(mode=0o600)
    (folder / "stamper.key").write_bytes(key)
    (folder / "stamper.pem").write_bytes(stamper.public_bytes(Encoding.PEM))
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))


def _certificate(
    subject: certificates.Name, issuer: certificates.Name, key: ec.EllipticCurvePrivateKey
) -> certificates.CertificateBuilder:
    start = datetime.now(UTC) - timedelta(minutes=5)
    return (
        certificates.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(certificates.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + YEARS)
    )


def _name(text: str) -> certificates.Name:
    return certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, text)])
