"""What the description shows as examples; every name in them is a demonstration."""

from typing import Any, Final

CLAIM: Final[dict[str, Any]] = {
    "court": "粤0703",
    "cause": "民间借贷纠纷",
    "parties": [
        {
            "role": "claimant",
            "kind": "natural",
            "name": "甲（示例）",
            "country": "US",
            "is_filer": True,
        },
        {"role": "defendant", "kind": "organisation", "name": "乙公司（示例）", "country": "CN"},
    ],
    "requests": [{"text": "判令被告返还借款。", "amount": "12500.00", "currency": "CNY"}],
    "facts_and_reasons": "被告向原告借款，约定一年内归还，到期未还。示例数据。",
    "service_address": {"country": "US", "email": "party@abroad.example", "electronic": True},
    "signature": "甲（示例）",
}
ANSWERS: Final[dict[str, Any]] = {
    "version": 1,
    "claimants": CLAIM["parties"][:1],
    "defendants": CLAIM["parties"][1:],
    "requests": CLAIM["requests"],
    "facts": {"facts_and_reasons": CLAIM["facts_and_reasons"]},
    "case": {"cause": CLAIM["cause"], "court": CLAIM["court"]},
    "service_address": CLAIM["service_address"],
}
REASON: Final = {"reason": "公证书尚在寄送途中。示例数据。"}

BODIES: Final[dict[str, Any]] = {
    "file_claim": CLAIM,
    "begin_draft": {"language": "zh-hans"},
    "save_draft": ANSWERS,
    "submit_draft": {"version": 2, "signature": CLAIM["signature"]},
    "correct": CLAIM,
    "more_time": REASON,
    "insist": REASON,
    "ask_relief": {
        "kind": "deferral",
        "grounds": ["receives_legal_aid"],
        "reasons": "正在接受法律援助。示例数据。",
    },
    "advise_on_court": {
        "dispute": "contract",
        "arbitration_agreement": False,
        "defendant_domiciled_in_china": True,
        "place": "广东省江门市蓬江区",
        "amount": "12500.00",
    },
    "estimate_fee": {"requests": CLAIM["requests"]},
    "law_finding": {"received_on": "2026-09-18"},
}
"""An example of the body, by operation."""
