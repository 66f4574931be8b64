"""The citizen identification number of GB 11643-1999, also on residence permits (GB 11643, 81–83).

Source: GB 11643-1999; the check character is that of ISO 7064, MOD 11-2. Residence permits for
Hong Kong, Macao and Taiwan residents bear such a number under the address codes 810000, 820000 and
830000 (State Council, 国办发〔2018〕81号, article 5 of the Measures).
"""

import re
from datetime import date
from typing import Final

from yunqiao.court.identity.numbers.outcome import Known, Point, Reading, check, misformed, plain

FORM: Final = re.compile(r"\d{17}[\dX]", re.ASCII)
WEIGHTS: Final = tuple(pow(2, 17 - at, 11) for at in range(17))
CHARACTERS: Final = "10X98765432"
FIRST_YEAR: Final = 1800

PROVINCES: Final = {
    "11": "北京 Beijing", "12": "天津 Tianjin", "13": "河北 Hebei", "14": "山西 Shanxi",
    "15": "内蒙古 Inner Mongolia", "21": "辽宁 Liaoning", "22": "吉林 Jilin",
    "23": "黑龙江 Heilongjiang", "31": "上海 Shanghai", "32": "江苏 Jiangsu", "33": "浙江 Zhejiang",
    "34": "安徽 Anhui", "35": "福建 Fujian", "36": "江西 Jiangxi", "37": "山东 Shandong",
    "41": "河南 Henan", "42": "湖北 Hubei", "43": "湖南 Hunan", "44": "广东 Guangdong",
    "45": "广西 Guangxi", "46": "海南 Hainan", "50": "重庆 Chongqing", "51": "四川 Sichuan",
    "52": "贵州 Guizhou", "53": "云南 Yunnan", "54": "西藏 Xizang", "61": "陕西 Shaanxi",
    "62": "甘肃 Gansu", "63": "青海 Qinghai", "64": "宁夏 Ningxia", "65": "新疆 Xinjiang",
    "71": "台湾 Taiwan", "81": "香港 Hong Kong", "82": "澳门 Macao", "83": "台湾 Taiwan",
}  # fmt: skip
"""The first two digits: province-level units of GB/T 2260; 81–83 those of residence permits."""


def check_character(body: str) -> str:
    """The last character over the seventeen digits before it."""
    return CHARACTERS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def read(given: str, today: date) -> Reading:
    """Read a number of eighteen characters. `today` is a court-local date: nobody is born after it."""
    number = plain(given)
    if not FORM.fullmatch(number):
        return misformed()
    birth_date = _day(number[6:14])
    region = PROVINCES.get(number[:2], "")
    born = birth_date is not None and birth_date.year >= FIRST_YEAR and birth_date <= today
    checks = (
        check(Point.FORMAT, True),
        check(Point.REGION, bool(region), region or number[:2]),
        check(Point.BIRTH_DATE, born, birth_date.isoformat() if birth_date else number[6:14]),
        check(Point.CHECK_DIGIT, check_character(number[:17]) == number[17]),
    )
    sex = "M" if int(number[16]) % 2 else "F"
    known = Known(
        number=number, birth_date=birth_date if born else None, sex=sex, region=region, issuer="CHN"
    )
    return Reading(known, checks)


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
