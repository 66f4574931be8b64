"""Texts and the authenticator beside the caught mail, over real HTTP."""

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from support.carriers import RunningCarrier, running_carrier
from yunqiao.gateways.sms.port import TextMessage
from yunqiao.gateways.sms.signed_http import SignedHttpSms
from yunqiao.sandbox.authenticator.codes import Authenticator

ME = "+14155550132"
RFC_6238 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the secret of its test vectors


def page_of(carrier: RunningCarrier, path: str = "") -> str:
    address = f"http://127.0.0.1:{carrier.web_port}/sandbox/mail/{path}"
    with urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def test_a_text_shows_on_the_page_of_the_caught_mail_and_is_found_by_its_number(
    tmp_path: Path,
) -> None:
    with running_carrier(tmp_path) as carrier:
        text = TextMessage(key="1", to=ME, text="码 <script>")
        SignedHttpSms(carrier.url).send(text)
        assert "码 &lt;script&gt;" in page_of(carrier)
        assert "码" in page_of(carrier, "?to=%2B1415")
        assert "码" not in page_of(carrier, "?to=%2B44")
        assert [one["text"] for one in carrier.texts(ME)] == ["码 <script>"]
        carrier.ask("api/texts", "DELETE")
        assert carrier.texts() == []


def test_faults_of_texts_are_listed_refused_and_forgotten(tmp_path: Path) -> None:
    with running_carrier(tmp_path) as carrier:
        carrier.fault(kind="decline", to=ME, times=2)
        assert carrier.ask("api/text-faults")["faults"][0]["kind"] == "decline"
        carrier.ask("api/text-faults", "DELETE")
        assert carrier.ask("api/text-faults")["faults"] == []
        with pytest.raises(HTTPError, match="422"):
            carrier.fault(kind="burn")


def test_the_authenticator_shows_the_codes_of_the_demonstration_staff_and_says_so(
    tmp_path: Path,
) -> None:
    file = tmp_path / "authenticators.json"
    with running_carrier(tmp_path / "kept", authenticators=file) as carrier:
        assert "--demo" in page_of(carrier, "authenticator/")
        file.write_text(json.dumps({"clerk@court.example": RFC_6238}))
        page = page_of(carrier, "authenticator/")
        codes = carrier.ask("api/authenticator")["codes"]
        assert "clerk@court.example" in page
        assert "demonstration accounts" in page
        assert len(codes["clerk@court.example"]) == 6


@pytest.mark.parametrize(
    ("at", "code"), [(59, "287082"), (1111111109, "081804"), (20000000000, "353130")]
)
def test_the_codes_are_those_of_rfc_6238(tmp_path: Path, at: float, code: str) -> None:
    file = tmp_path / "authenticators.json"
    file.write_text(json.dumps({"somebody": RFC_6238}))
    assert Authenticator(file).codes(at) == {"somebody": code}
