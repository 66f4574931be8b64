"""Which payment sandboxes run: all of them, or none where real accounts are named."""

import socket
from pathlib import Path

import pytest
from django.conf import settings

from yunqiao.config.door import PATHS
from yunqiao.config.launch.parts import PAYMENT_FIRMS, Plan, plan
from yunqiao.config.launch.places import Places

pytestmark = pytest.mark.enable_socket


def planned(home: Path, environment: dict[str, str]) -> Plan:
    with socket.create_server(("127.0.0.1", 0)) as door:
        made = plan(Places(home), door, environment)
    for part in made.parts:
        for listening in part.listening:
            listening.close()
    return made


def test_every_firm_has_its_sandbox_where_no_accounts_are_named(tmp_path: Path) -> None:
    parts = {part.name: part for part in planned(tmp_path, {"YUNQIAO_ORIGIN": "http://x"}).parts}
    assert set(parts) >= set(PAYMENT_FIRMS)
    for name, way in PAYMENT_FIRMS.items():
        assert PATHS[f"/sandbox/{name}/"] == [name]
        told = str(tmp_path / "payment" / "accounts" / "all" / f"{way}.toml")
        assert told in parts[name].command


def test_the_sandboxes_hand_their_accounts_out_where_the_settings_look() -> None:
    home: Path = settings.HOME
    assert home / "payment" / "accounts" == settings.PAYMENT_ACCOUNTS


def test_no_sandbox_runs_beside_real_accounts(tmp_path: Path) -> None:
    parts = planned(tmp_path, {"PAYMENT_ACCOUNTS": "/etc/yunqiao/payments"}).parts
    assert not {part.name for part in parts} & set(PAYMENT_FIRMS)


def test_the_door_comes_last_for_it_is_stopped_before_all_others(tmp_path: Path) -> None:
    for environment in ({"YUNQIAO_ORIGIN": "http://x"}, {"PAYMENT_ACCOUNTS": "/etc/payments"}):
        assert planned(tmp_path, environment).parts[-1].name == "door"
