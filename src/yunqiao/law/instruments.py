"""The statutes, interpretations, treaties and papers that the provisions cite."""

from datetime import date
from typing import Final

from yunqiao.law.findings import Instrument, Rank

CPL: Final = Instrument(
    short="CPL",
    zh="中华人民共和国民事诉讼法（2023年修正）",
    en="Civil Procedure Law (2023 amendment)",
    rank=Rank.LAW,
    in_force_from=date(2024, 1, 1),
)
CPL_2021: Final = Instrument(
    short="CPL 2021",
    zh="中华人民共和国民事诉讼法（2021年修正）",
    en="Civil Procedure Law (2021 amendment)",
    rank=Rank.LAW,
    in_force_from=date(2022, 1, 1),
    in_force_to=date(2023, 12, 31),
)
INT: Final = Instrument(
    short="Int",
    zh="最高人民法院关于适用《中华人民共和国民事诉讼法》的解释（2022年修正）",
    en="SPC Interpretation on applying the Civil Procedure Law (2022 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2022, 4, 10),
)
CIVIL_CODE: Final = Instrument(
    short="Civil Code",
    zh="中华人民共和国民法典",
    en="Civil Code",
    rank=Rank.LAW,
    in_force_from=date(2021, 1, 1),
)
OLR: Final = Instrument(
    short="OLR",
    zh="人民法院在线诉讼规则",
    en="Online Litigation Rules",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2021, 8, 1),
    number="法释〔2021〕12号",
)
OMR: Final = Instrument(
    short="OMR",
    zh="人民法院在线调解规则",
    en="Online Mediation Rules",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2022, 1, 1),
    number="法释〔2021〕23号",
)
XB: Final = Instrument(
    short="XB",
    zh="最高人民法院关于为跨境诉讼当事人提供网上立案服务的若干规定",
    en="SPC Provisions on online filing for cross-border litigants",
    rank=Rank.NORMATIVE_PAPER,
    in_force_from=date(2021, 2, 3),
)
FEES: Final = Instrument(
    short="Fees",
    zh="诉讼费用交纳办法",
    en="Measures on the Payment of Litigation Costs",
    rank=Rank.REGULATION,
    in_force_from=date(2007, 4, 1),
    number="国务院令第481号",
)
EM: Final = Instrument(
    short="EM",
    zh="最高人民法院关于以法院专递方式邮寄送达民事诉讼文书的若干规定",
    en="SPC Provisions on service by court express mail",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2005, 1, 1),
    number="法释〔2004〕13号",
)
SP: Final = Instrument(
    short="SP",
    zh="最高人民法院关于适用简易程序审理民事案件的若干规定（2020年修正）",
    en="SPC Provisions on summary procedure (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2021, 1, 1),
)
OP: Final = Instrument(
    short="Op",
    zh="最高人民法院关于进一步加强民事送达工作的若干意见",
    en="SPC Opinions on strengthening civil service of process",
    rank=Rank.NORMATIVE_PAPER,
    in_force_from=date(2017, 7, 19),
    number="法发〔2017〕19号",
)
AERSHAN: Final = Instrument(
    short="A",
    zh="阿尔山市人民法院诉讼文书送达规定",
    en="Aershan court provisions on service of litigation documents",
    rank=Rank.LOCAL_PROVISION,
    in_force_from=date(2022, 1, 1),
)
HSC: Final = Instrument(
    short="HSC",
    zh="关于向国外送达民事或商事司法文书和司法外文书公约",
    en="Hague Service Convention of 15 November 1965",
    rank=Rank.TREATY,
    in_force_from=date(1992, 1, 1),
)
APOSTILLE: Final = Instrument(
    short="Apostille",
    zh="取消外国公文书认证要求的公约",
    en="Apostille Convention of 5 October 1961",
    rank=Rank.TREATY,
    in_force_from=date(2023, 11, 7),
)
AWARD_FEES: Final = Instrument(
    short="Award Fees 1998",
    zh="最高人民法院关于承认和执行外国仲裁裁决收费及审查期限问题的规定",
    en="SPC Provisions on fees and time limits for recognising and enforcing foreign awards",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(1998, 11, 21),
    number="法释〔1998〕28号",
)
