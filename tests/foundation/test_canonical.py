import hashlib
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yunqiao.court.foundation.canonical import GENESIS, EntryContent, body_of, hash_of

AT = datetime(2026, 11, 21, 4, 5, 6, 700, tzinfo=UTC)
ID = UUID("019391f0-0000-7000-8000-000000000001")
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=4)
    ),
    max_leaves=12,
)


def content(**changes: Any) -> EntryContent:
    known: dict[str, Any] = {
        "id": ID, "stream": "case", "stream_id": ID, "seq": 1, "kind": "CLAIM_FILED", "at": AT,
        "actor": ID, "on_behalf_of": None, "payload": {"b": "甲", "a": 1},
    }  # fmt: skip
    return EntryContent(**(known | changes))


def test_the_bytes_are_the_ones_written_down_for_good() -> None:
    assert body_of(content()).decode() == (
        '{"actor":"019391f0-0000-7000-8000-000000000001","at":"2026-11-21T04:05:06.000700+00:00",'
        '"documents":[],"findings":[],"format":1,"id":"019391f0-0000-7000-8000-000000000001",'
        '"kind":"CLAIM_FILED","on_behalf_of":null,"payload":{"a":1,"b":"甲"},"seq":1,'
        '"stream":"case","stream_id":"019391f0-0000-7000-8000-000000000001"}'
    )


def test_an_instant_has_one_form_whatever_its_zone() -> None:
    beijing = AT.astimezone(timezone(timedelta(hours=8)))
    assert body_of(content(at=beijing)) == body_of(content())


@pytest.mark.parametrize("payload", [{"a": 0.5}, {"a": [1, {"b": 2.0}]}, {"a": (1.5,)}])
def test_a_float_is_refused_wherever_it_hides(payload: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="no floats"):
        body_of(content(payload=payload))


@given(JSON)
def test_a_payload_reads_back_and_gives_the_same_bytes_again(value: Any) -> None:
    body = body_of(content(payload={"value": value}))
    read = orjson.loads(body)["payload"]
    assert read == {"value": value}
    assert body_of(content(payload=read)) == body


def test_the_hash_binds_the_previous_entry() -> None:
    body = body_of(content())
    assert hash_of(GENESIS, body) == hashlib.sha256(bytes(32) + body).digest()
    assert hash_of(b"\1" * 32, body) != hash_of(GENESIS, body)
