"""Texts that hold no facts: each ends with one sentence, never with a traceback."""

import io
from typing import Final

import pytest

from yunqiao.law.cli import main
from yunqiao.law.from_json import facts_in

TEXTS: Final = {
    b"": "nothing was given",
    b" \n": "nothing was given",
    b"{": "not JSON",
    b"{/* day */}": "not JSON",
    b"{} {}": "not JSON",
    b"[" * 100_000: "too deep",
    b'{"n":' * 50_000: "too deep",
    b'{"n": ' + b"9" * 5_000 + b"}": "too many digits",
    b'{"n": "\xff"}': "UTF-8",
    b'{"n": 1, "n": 2}': "is given twice",
    b'{"n": {"day": 1, "day": 1}}': "is given twice",
    b"[1, 2]": "an object with named facts",
    b"null": "an object with named facts",
    b"true": "an object with named facts",
    b'"n"': "an object with named facts",
    b"NaN": "an object with named facts",
    b'{"\\udfff": 1}': "?: is not a fact",
    b'{"' + b"n" * 1_000_000 + b'": 1}': "…: is not a fact",
    b'{"n\\u0000": 1}': "is not a fact",
    b'{"": 1}': "is not a fact",
}
ASKED: Final = [
    "periods.last_day",
    "fees.acceptance",
    "abroad.channels.mail",
    "service.signers.may_sign",
    "limits.for_event",
]


@pytest.mark.parametrize("question", ASKED)
@pytest.mark.parametrize(("given", "said"), TEXTS.items(), ids=lambda one: str(one[:12]))
def test_a_text_that_holds_no_facts_ends_with_two_and_one_short_sentence(
    question: str,
    given: bytes,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    assert main([question]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert said in err
    assert len(err) < 2_000


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_facts_may_come_in_any_coding_of_unicode(coding: str) -> None:
    assert facts_in('{"name": "张三"}'.encode(coding)) == {"name": "张三"}
