"""From which amount a higher court hears a case at first instance: shown, since no court may set it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from yunqiao.court.directory.models import Court
from yunqiao.law.jurisdiction.level import thresholds

_REGIONS: Final = {
    "京": "Beijing", "津": "Tianjin", "沪": "Shanghai", "苏": "Jiangsu", "浙": "Zhejiang",
    "闽": "Fujian", "鲁": "Shandong", "粤": "Guangdong", "渝": "Chongqing", "冀": "Hebei",
    "晋": "Shanxi", "内": "Inner Mongolia", "辽": "Liaoning", "吉": "Jilin", "黑": "Heilongjiang",
    "皖": "Anhui", "赣": "Jiangxi", "豫": "Henan", "鄂": "Hubei", "湘": "Hunan", "桂": "Guangxi",
    "琼": "Hainan", "川": "Sichuan", "贵": "Guizhou", "云": "Yunnan", "藏": "Tibet",
    "陕": "Shaanxi", "甘": "Gansu", "青": "Qinghai", "宁": "Ningxia", "新": "Xinjiang",
}  # fmt: skip
"""Provinces by the first character of a court's mark (Provisions on case numbers, annex)."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """The amounts in yuan from which the intermediate and the high court hear a case."""

    intermediate_from: Decimal
    high_from: Decimal | None


def threshold_of(court: Court) -> Threshold | None:
    """The amounts of the court's province; None for a court of no province."""
    region = _REGIONS.get(court.code[0])
    if region is None:
        return None
    held = thresholds()[region]
    return Threshold(held.intermediate_from, held.high_from)
