"""What every sealing key does."""

from pathlib import Path
from threading import Thread

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import load_der_x509_certificate

from yunqiao.gateways.sealing.local import LocalSealer
from yunqiao.gateways.sealing.port import SealUnavailableError

pytestmark = pytest.mark.contract
NAME = "人民法院（示例）"


def test_a_signature_verifies_with_the_first_certificate(tmp_path: Path) -> None:
    sealer = LocalSealer(tmp_path / "seal.pem", NAME)
    key = load_der_x509_certificate(sealer.certificates[0]).public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert isinstance(key.curve, ec.SECP256R1)
    signature = sealer.sign(b"message")
    key.verify(signature, b"message", ec.ECDSA(SHA256()))
    with pytest.raises(InvalidSignature):
        key.verify(signature, b"other", ec.ECDSA(SHA256()))


def test_each_certificate_is_issued_by_the_next_and_the_last_by_itself(tmp_path: Path) -> None:
    chain = [
        load_der_x509_certificate(one)
        for one in LocalSealer(tmp_path / "seal.pem", NAME).certificates
    ]
    for one, issuer in zip(chain, [*chain[1:], chain[-1]], strict=True):
        one.verify_directly_issued_by(issuer)


def test_the_seal_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    place = tmp_path / "secrets" / "seal.pem"
    seals: list[bytes] = []
    makers = [
        Thread(target=lambda: seals.append(LocalSealer(place, NAME).certificates[0]))
        for _ in range(6)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert set(seals) == {LocalSealer(place, NAME).certificates[0]}
    assert place.stat().st_mode & 0o777 == 0o600
    assert list(place.parent.iterdir()) == [place]


def test_a_key_of_another_kind_is_refused_with_a_way_out(tmp_path: Path) -> None:
    place = tmp_path / "seal.pem"
    key = Ed25519PrivateKey.generate()
    place.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(SealUnavailableError, match="move it away"):
        LocalSealer(place, NAME).sign(b"message")


def test_a_seal_that_cannot_be_read_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(SealUnavailableError, match="cannot be read"):
        LocalSealer(tmp_path, NAME).sign(b"message")
