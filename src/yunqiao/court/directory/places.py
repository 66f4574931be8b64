"""Which courts of the directory lie where: by the sign of their province and the names of places."""

import re
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from yunqiao.court.directory.models import Court, CourtLevel
from yunqiao.court.foundation.search.words import folded

PROVINCES: Final = {
    "京": ("北京", "Beijing"),
    "津": ("天津", "Tianjin"),
    "沪": ("上海", "Shanghai"),
    "渝": ("重庆", "Chongqing"),
    "冀": ("河北", "Hebei"),
    "晋": ("山西", "Shanxi"),
    "内": ("内蒙古", "Inner Mongolia"),
    "辽": ("辽宁", "Liaoning"),
    "吉": ("吉林", "Jilin"),
    "黑": ("黑龙江", "Heilongjiang"),
    "苏": ("江苏", "Jiangsu"),
    "浙": ("浙江", "Zhejiang"),
    "皖": ("安徽", "Anhui"),
    "闽": ("福建", "Fujian"),
    "赣": ("江西", "Jiangxi"),
    "鲁": ("山东", "Shandong"),
    "豫": ("河南", "Henan"),
    "鄂": ("湖北", "Hubei"),
    "湘": ("湖南", "Hunan"),
    "粤": ("广东", "Guangdong"),
    "桂": ("广西", "Guangxi"),
    "琼": ("海南", "Hainan"),
    "川": ("四川", "Sichuan"),
    "贵": ("贵州", "Guizhou"),
    "云": ("云南", "Yunnan"),
    "藏": ("西藏", "Tibet"),
    "陕": ("陕西", "Shaanxi"),
    "甘": ("甘肃", "Gansu"),
    "青": ("青海", "Qinghai"),
    "宁": ("宁夏", "Ningxia"),
    "新": ("新疆", "Xinjiang"),
}
"""The first sign of a court's code, and its province in Chinese and as the law's tables write it."""
DIVISION: Final = re.compile(r"[^省市州盟县区旗]{1,8}[省市州盟县区旗]")
OF_A_COURT: Final = re.compile(r"(高级|中级)?人民法院$")


def province_in(place: str) -> str:
    """The province a written place names, as the law's tables write it in English; empty if none.

    Without a province in it, that of a court of the directory whose place it names.
    """
    said = _folded(place)
    for zh, en in PROVINCES.values():
        if zh in said or re.search(rf"\b{en.lower()}\b", said):
            return en
    for court in Court.objects.order_by("code"):
        if _is_of(court, said) and court.code[0] in PROVINCES:
            return PROVINCES[court.code[0]][1]
    return ""


def courts_in(province: str, level: str, place: str) -> Sequence[Court]:
    """The courts of a province that take filings: at a level (any if empty), nearest place first.

    If the place names the district of one, or of a court below one, only these are given.
    """
    sign = next((sign for sign, (_zh, en) in PROVINCES.items() if en == province), "")
    if not sign:
        return []
    known = list(
        Court.objects.filter(code__startswith=sign).select_related("parent").order_by("code")
    )
    open_ones = [court for court in known if court.takes_filings and level in ("", court.level)]
    said = _folded(place)
    named = {court.id for court in known if court.level != CourtLevel.HIGH and _is_of(court, said)}
    exact = [court for court in open_ones if court.id in named]
    above = [court for court in open_ones if _leads_to(court, known, named)]
    return exact or above or open_ones


def _folded(place: str) -> str:
    """A place as it is compared: simplified characters, small letters."""
    return " ".join(folded(place))


def _is_of(court: Court, said: str) -> bool:
    """Whether a place, folded, lies in the court's own district, as far as its name tells."""
    divisions = DIVISION.findall(OF_A_COURT.sub("", court.name_zh))
    english = court.name_en.partition(" ")[0].lower()
    return (bool(divisions) and divisions[-1] in said) or (len(english) > 1 and english in said)


def _leads_to(court: Court, known: Sequence[Court], named: set[UUID]) -> bool:
    """Whether one of the named courts stands under this one."""
    return any(below.parent_id == court.id and below.id in named for below in known)
