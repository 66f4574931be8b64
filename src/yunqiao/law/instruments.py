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
EVIDENCE: Final = Instrument(
    short="Evidence Provisions",
    zh="最高人民法院关于民事诉讼证据的若干规定（2019年修正）",
    en="SPC Provisions on evidence in civil proceedings (2019 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2020, 5, 1),
    number="法释〔2019〕19号",
)
REGISTRATION: Final = Instrument(
    short="Registration Provisions",
    zh="最高人民法院关于人民法院登记立案若干问题的规定",
    en="SPC Provisions on the registration of cases",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2015, 5, 1),
    number="法释〔2015〕8号",
)
LEVELS_2022: Final = Instrument(
    short="2022 Jurisdiction Provisions",
    zh="最高人民法院关于涉外民商事案件管辖若干问题的规定",
    en="SPC Provisions on jurisdiction in foreign-related civil and commercial cases",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2023, 1, 1),
    number="法释〔2022〕18号",
)
CICC: Final = Instrument(
    short="CICC",
    zh="最高人民法院关于设立国际商事法庭若干问题的规定（2023年修正）",
    en="SPC Provisions on the International Commercial Court (2023 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2024, 1, 1),
    number="法释〔2023〕14号",
)
GREATER_BAY_2025: Final = Instrument(
    short="GBA Reply 2025",
    zh="最高人民法院关于粤港澳大湾区港资、澳资企业约定适用港澳法律、港澳仲裁地的批复",
    en="SPC Reply on Hong Kong or Macao law and seat for enterprises of the Greater Bay Area",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2025, 2, 14),
    number="法释〔2025〕3号",
)
STATE_DEFENDANTS: Final = Instrument(
    short="State Defendants Notice",
    zh="最高人民法院关于涉外国国家豁免民事案件相关程序事项的通知",
    en="SPC Notice on procedure in civil cases involving foreign State immunity",
    rank=Rank.NORMATIVE_PAPER,
    in_force_from=date(2025, 3, 26),
    number="法〔2025〕39号",
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
PRESERVATION: Final = Instrument(
    short="Preservation Provisions",
    zh="最高人民法院关于人民法院办理财产保全案件若干问题的规定（2020年修正）",
    en="SPC Provisions on property preservation (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2016, 12, 1),
    number="法释〔2016〕22号",
)
ENFORCEMENT: Final = Instrument(
    short="Enforcement Interpretation",
    zh="最高人民法院关于适用《中华人民共和国民事诉讼法》执行程序若干问题的解释（2020年修正）",
    en="SPC Interpretation on enforcement procedure (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2009, 1, 1),
    number="法释〔2008〕13号",
)
ASSETS: Final = Instrument(
    short="Asset Provisions",
    zh="最高人民法院关于民事执行中财产调查若干问题的规定（2020年修正）",
    en="SPC Provisions on asset investigation in enforcement (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2017, 5, 1),
    number="法释〔2017〕8号",
)
MARITIME: Final = Instrument(
    short="Maritime Procedure Law",
    zh="中华人民共和国海事诉讼特别程序法",
    en="Special Maritime Procedure Law",
    rank=Rank.LAW,
    in_force_from=date(2000, 7, 1),
)
IMMUNITY: Final = Instrument(
    short="Immunity Law",
    zh="中华人民共和国外国国家豁免法",
    en="Foreign State Immunity Law",
    rank=Rank.LAW,
    in_force_from=date(2024, 1, 1),
)
PROVISIONS_2006: Final = Instrument(
    short="2006 Provisions",
    zh="最高人民法院关于涉外民事或商事案件司法文书送达问题若干规定（2020年修正）",
    en="SPC Provisions on service in foreign-related civil or commercial cases (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2006, 8, 22),
    number="法释〔2006〕5号",
)
PROVISIONS_2009: Final = Instrument(
    short="2009 Provisions",
    zh="最高人民法院关于涉港澳民商事案件司法文书送达问题若干规定",
    en="SPC Provisions on service in Hong Kong and Macao related cases",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2009, 3, 16),
    number="法释〔2009〕2号",
)
TAIWAN_2008: Final = Instrument(
    short="Taiwan 2008 Provisions",
    zh="最高人民法院关于涉台民事诉讼文书送达的若干规定",
    en="SPC Provisions on service in Taiwan related civil cases",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2008, 4, 23),
    number="法释〔2008〕4号",
)
TAIWAN_2011: Final = Instrument(
    short="2011 Provisions",
    zh="最高人民法院关于人民法院办理海峡两岸送达文书和调查取证司法互助案件的规定",
    en="SPC Provisions on cross-strait service and taking of evidence",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2011, 6, 25),
    number="法释〔2011〕15号",
)
TAIWAN_JUDGMENTS: Final = Instrument(
    short="Taiwan Judgments",
    zh="最高人民法院关于认可和执行台湾地区法院民事判决的规定（2024年修正）",
    en="SPC Provisions on recognition and enforcement of Taiwan civil judgments (2024 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2015, 7, 1),
    number="法释〔2024〕14号",
)
HK_JUDGMENTS: Final = Instrument(
    short="HK Judgments",
    zh="最高人民法院关于内地与香港特别行政区法院相互认可和执行民商事案件判决的安排",
    en="Arrangement with Hong Kong on reciprocal recognition of civil and commercial judgments",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2024, 1, 29),
    number="法释〔2024〕2号",
)
HK_SERVICE: Final = Instrument(
    short="HK Service",
    zh="最高人民法院关于内地与香港特别行政区法院相互委托送达民商事司法文书的安排",
    en="Arrangement with Hong Kong on mutual entrustment of service",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(1999, 3, 30),
    number="法释〔1999〕9号",
)
MACAO_SERVICE: Final = Instrument(
    short="Macao Service",
    zh="最高人民法院关于内地与澳门特别行政区法院就民商事案件相互委托送达司法文书和调取证据的安排（2020年修正）",
    en="Arrangement with Macao on mutual service and taking of evidence (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2001, 9, 15),
    number="法释〔2020〕1号",
)
CONFERENCE_2021: Final = Instrument(
    short="CS",
    zh="全国法院涉外商事海事审判工作座谈会会议纪要",
    en="Conference Summary on foreign-related commercial and maritime trials",
    rank=Rank.NORMATIVE_PAPER,
    in_force_from=date(2021, 12, 31),
    number="法（民四）明传〔2021〕60号",
)


def by_short_name() -> dict[str, Instrument]:
    """Every instrument of this module by the short name it is cited with."""
    return {one.short: one for one in globals().values() if isinstance(one, Instrument)}


SIMPLE_CASES: Final = Instrument(
    short="2016 Opinions",
    zh="最高人民法院关于进一步推进案件繁简分流优化司法资源配置的若干意见",
    en="SPC Opinions on separating simple from complex cases",
    rank=Rank.NORMATIVE_PAPER,
    in_force_from=date(2016, 9, 12),
    number="法发〔2016〕21号",
)
MARKET_ENTITIES: Final = Instrument(
    short="Market Entity Regulation",
    zh="中华人民共和国市场主体登记管理条例",
    en="Regulation on the Registration of Market Entities",
    rank=Rank.REGULATION,
    in_force_from=date(2022, 3, 1),
    number="国务院令第746号",
)
COMPANY: Final = Instrument(
    short="Company Law",
    zh="中华人民共和国公司法（2023年修订）",
    en="Company Law (2023 revision)",
    rank=Rank.LAW,
    in_force_from=date(2024, 7, 1),
)
INTERNET_COURTS: Final = Instrument(
    short="Internet Courts 2018",
    zh="最高人民法院关于互联网法院审理案件若干问题的规定",
    en="SPC Provisions on the trial of cases by Internet courts",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2018, 9, 7),
    number="法释〔2018〕16号",
)
TREATY_REQUESTS: Final = Instrument(
    short="2020 Provisions",
    zh="最高人民法院关于依据国际公约和双边司法协助条约办理民商事案件司法文书送达和调查取证司法协助请求的规定（2020年修正）",
    en="SPC Provisions on requests for service and evidence under treaties (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2013, 5, 2),
    number="法释〔2013〕11号",
)
SEIZURE: Final = Instrument(
    short="Seizure Provisions",
    zh="最高人民法院关于人民法院民事执行中查封、扣押、冻结财产的规定（2020年修正）",
    en="SPC Provisions on sealing, seizing and freezing in civil enforcement (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2005, 1, 1),
    number="法释〔2004〕15号",
)
IP_CONDUCT: Final = Instrument(
    short="IP Conduct Provisions",
    zh="最高人民法院关于审查知识产权纠纷行为保全案件适用法律若干问题的规定",
    en="SPC Provisions on conduct preservation in intellectual property disputes",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2019, 1, 1),
    number="法释〔2018〕21号",
)
INDEPENDENT_GUARANTEE: Final = Instrument(
    short="Independent Guarantee Provisions",
    zh="最高人民法院关于审理独立保函纠纷案件若干问题的规定（2020年修正）",
    en="SPC Provisions on independent guarantees (2020 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2016, 12, 1),
    number="法释〔2016〕24号",
)
HK_PRESERVATION: Final = Instrument(
    short="HK Preservation Arrangement",
    zh="最高人民法院关于内地与香港特别行政区法院就仲裁程序相互协助保全的安排",
    en="Mainland–Hong Kong Arrangement on preservation in aid of arbitration",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2019, 10, 1),
    number="法释〔2019〕14号",
)
MACAO_PRESERVATION: Final = Instrument(
    short="Macao Preservation Arrangement",
    zh="最高人民法院关于内地与澳门特别行政区就仲裁程序相互协助保全的安排",
    en="Mainland–Macao Arrangement on preservation in aid of arbitration",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2022, 3, 25),
    number="法释〔2022〕7号",
)
NETWORK_QUERY: Final = Instrument(
    short="Network Query Provisions",
    zh="最高人民法院关于网络查询、冻结被执行人存款的规定",
    en="SPC Provisions on querying and freezing judgment debtors' deposits over the network",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2013, 9, 2),
    number="法释〔2013〕20号",
)
DELAY_INTEREST: Final = Instrument(
    short="Delay Interest Interpretation",
    zh="最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释",
    en="SPC Interpretation on interest for the period of delayed performance in enforcement",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2014, 8, 1),
    number="法释〔2014〕8号",
)
DISHONEST_LIST_2013: Final = Instrument(
    short="Dishonest List Provisions 2013",
    zh="最高人民法院关于公布失信被执行人名单信息的若干规定（2013年）",
    en="SPC Provisions on publishing the list of dishonest judgment debtors (2013 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2013, 10, 1),
    in_force_to=date(2017, 4, 30),
    number="法释〔2013〕17号",
)
DISHONEST_LIST: Final = Instrument(
    short="Dishonest List Provisions",
    zh="最高人民法院关于公布失信被执行人名单信息的若干规定（2017年修正）",
    en="SPC Provisions on publishing the list of dishonest judgment debtors (2017 revision)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2017, 5, 1),
    number="法释〔2017〕7号",
)
CONSUMPTION_2010: Final = Instrument(
    short="Consumption Provisions 2010",
    zh="最高人民法院关于限制被执行人高消费的若干规定（2010年）",
    en="SPC Provisions limiting judgment debtors' high consumption (2010 text)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2010, 10, 1),
    in_force_to=date(2015, 7, 21),
    number="法释〔2010〕8号",
)
CONSUMPTION: Final = Instrument(
    short="Consumption Provisions",
    zh="最高人民法院关于限制被执行人高消费及有关消费的若干规定（2015年修正）",
    en="SPC Provisions limiting judgment debtors' high and related consumption (2015 revision)",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2015, 7, 22),
    number="法释〔2015〕17号",
)
EXIT_ENTRY: Final = Instrument(
    short="Exit-Entry Law",
    zh="中华人民共和国出境入境管理法",
    en="Exit and Entry Administration Law",
    rank=Rank.LAW,
    in_force_from=date(2013, 7, 1),
)
COMMERCIAL_MEDIATION: Final = Instrument(
    short="Commercial Mediation Regulation",
    zh="商事调解条例",
    en="Commercial Mediation Regulation",
    rank=Rank.REGULATION,
    in_force_from=date(2026, 5, 1),
)
RECORDING: Final = Instrument(
    short="Recording Provisions",
    zh="最高人民法院关于人民法院庭审录音录像的若干规定",
    en="SPC Provisions on audio and video recording of hearings",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2017, 3, 1),
    number="法释〔2017〕5号",
)
FOREIGN_LAW: Final = Instrument(
    short="Foreign Law Interpretation II",
    zh="最高人民法院关于适用《中华人民共和国涉外民事关系法律适用法》若干问题的解释（二）",
    en="SPC Interpretation II on the law applicable to foreign-related civil relations",
    rank=Rank.JUDICIAL_INTERPRETATION,
    in_force_from=date(2024, 1, 1),
    number="法释〔2023〕12号",
)
