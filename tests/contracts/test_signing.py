"""What every signing key does, the fake and the key in a file alike."""

from pathlib import Path
from threading import Thread

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from yunqiao.gateways.signing.fake import FakeSigner
from yunqiao.gateways.signing.keyfile import KeyFileSigner
from yunqiao.gateways.signing.port import Signer

pytestmark = pytest.mark.contract


@pytest.fixture(params=["fake", "keyfile"])
def signer(request: pytest.FixtureRequest, tmp_path: Path) -> Signer:
    return FakeSigner() if request.param == "fake" else KeyFileSigner(tmp_path / "log.pem")


def test_a_signature_is_of_its_message_and_of_no_other(signer: Signer) -> None:
    public_key = Ed25519PublicKey.from_public_bytes(signer.public_key)
    public_key.verify(signer.sign(b"message"), b"message")
    with pytest.raises(InvalidSignature):
        public_key.verify(signer.sign(b"message"), b"other")


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    place = tmp_path / "secrets" / "log.pem"
    keys: list[bytes] = []
    makers = [Thread(target=lambda: keys.append(KeyFileSigner(place).public_key)) for _ in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert len(keys) == 8
    assert set(keys) == {KeyFileSigner(place).public_key}
    assert place.stat().st_mode & 0o777 == 0o600
    assert list(place.parent.iterdir()) == [place]


def test_a_key_of_another_kind_is_refused_with_a_way_out(tmp_path: Path) -> None:
    place = tmp_path / "log.pem"
    key = ec.generate_private_key(ec.SECP256R1())
    place.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(TypeError, match="move it away"):
        KeyFileSigner(place).sign(b"message")
