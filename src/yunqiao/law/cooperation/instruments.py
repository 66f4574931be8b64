"""The conventions, arrangements and blocking statutes that judicial cooperation cites."""

from datetime import date
from typing import Final

from yunqiao.law.findings import Instrument, Rank

HEC: Final = Instrument(
    short="HEC",
    zh="关于从国外调取民事或商事证据的公约",
    en="Hague Evidence Convention of 18 March 1970",
    rank=Rank.TREATY,
    in_force_from=date(1998, 2, 6),
)
NEW_YORK: Final = Instrument(
    short="NYC",
    zh="承认及执行外国仲裁裁决公约",
    en="New York Convention of 10 June 1958",
    rank=Rank.TREATY,
    in_force_from=date(1987, 4, 22),
)
MACAO_JUDGMENTS: Final = Instrument(
    short="Macao Judgments",
    zh="最高人民法院关于内地与澳门特别行政区相互认可和执行民商事判决的安排",
    en="Arrangement with Macao on reciprocal recognition of judgments",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2006, 4, 1),
    number="法释〔2006〕2号",
)
FOREIGN_LAW_2023: Final = Instrument(
    short="Foreign Law Interpretation II",
    zh="最高人民法院关于适用《中华人民共和国涉外民事关系法律适用法》若干问题的解释（二）",
    en="SPC Interpretation II on ascertaining foreign law",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2024, 1, 1),
    number="法释〔2023〕12号",
)
DATA_SECURITY: Final = Instrument(
    short="DSL",
    zh="中华人民共和国数据安全法",
    en="Data Security Law",
    rank=Rank.LAW,
    in_force_from=date(2021, 9, 1),
)
PERSONAL_INFORMATION: Final = Instrument(
    short="PIPL",
    zh="中华人民共和国个人信息保护法",
    en="Personal Information Protection Law",
    rank=Rank.LAW,
    in_force_from=date(2021, 11, 1),
)
FOREIGN_IP_DISPUTES: Final = Instrument(
    short="IP Disputes Rules 2025",
    zh="国务院关于处理涉外知识产权纠纷的规定",
    en="State Council Rules on handling foreign-related intellectual property disputes",
    rank=Rank.REGULATION,
    in_force_from=date(2025, 5, 1),
)
