"""The statutes, interpretations, treaties and papers that the provisions cite, dated in a table."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from yunqiao.law.findings import Instrument, Rank, reason
from yunqiao.law.rows import rows


def by_short_name() -> dict[str, Instrument]:
    """Every instrument by the short name it is cited with."""
    return dict(_BY_SHORT_NAME)


def _read() -> Iterator[Instrument]:
    for row in rows("instruments.csv"):
        yield Instrument(
            short=row["short"],
            zh=row["zh"],
            en=row["en"],
            rank=Rank(row["rank"]),
            in_force_from=date.fromisoformat(row["in_force_from"]),
            in_force_to=date.fromisoformat(row["in_force_to"]) if row["in_force_to"] else None,
            number=row["number"],
        )


_BY_SHORT_NAME: Final = {one.short: one for one in _read()}

CPL: Final = _BY_SHORT_NAME["CPL"]
CPL_2021: Final = _BY_SHORT_NAME["CPL 2021"]
INT: Final = _BY_SHORT_NAME["Int"]
CIVIL_CODE: Final = _BY_SHORT_NAME["Civil Code"]
EVIDENCE: Final = _BY_SHORT_NAME["Evidence Provisions"]
REGISTRATION: Final = _BY_SHORT_NAME["Registration Provisions"]
LEVELS_2022: Final = _BY_SHORT_NAME["2022 Jurisdiction Provisions"]
CICC: Final = _BY_SHORT_NAME["CICC"]
STATE_DEFENDANTS: Final = _BY_SHORT_NAME["State Defendants Notice"]
OLR: Final = _BY_SHORT_NAME["OLR"]
OMR: Final = _BY_SHORT_NAME["OMR"]
XB: Final = _BY_SHORT_NAME["XB"]
FEES: Final = _BY_SHORT_NAME["Fees"]
EM: Final = _BY_SHORT_NAME["EM"]
SP: Final = _BY_SHORT_NAME["SP"]
OP: Final = _BY_SHORT_NAME["Op"]
AERSHAN: Final = _BY_SHORT_NAME["A"]
HSC: Final = _BY_SHORT_NAME["HSC"]
APOSTILLE: Final = _BY_SHORT_NAME["Apostille"]
AWARD_FEES: Final = _BY_SHORT_NAME["Award Fees 1998"]
PRESERVATION: Final = _BY_SHORT_NAME["Preservation Provisions"]
ENFORCEMENT: Final = _BY_SHORT_NAME["Enforcement Interpretation"]
ASSETS: Final = _BY_SHORT_NAME["Asset Provisions"]
MARITIME: Final = _BY_SHORT_NAME["Maritime Procedure Law"]
IMMUNITY: Final = _BY_SHORT_NAME["Immunity Law"]
PROVISIONS_2006: Final = _BY_SHORT_NAME["2006 Provisions"]
PROVISIONS_2009: Final = _BY_SHORT_NAME["2009 Provisions"]
TAIWAN_2008: Final = _BY_SHORT_NAME["Taiwan 2008 Provisions"]
TAIWAN_2011: Final = _BY_SHORT_NAME["2011 Provisions"]
TAIWAN_JUDGMENTS: Final = _BY_SHORT_NAME["Taiwan Judgments"]
HK_JUDGMENTS: Final = _BY_SHORT_NAME["HK Judgments"]
HK_SERVICE: Final = _BY_SHORT_NAME["HK Service"]
MACAO_SERVICE: Final = _BY_SHORT_NAME["Macao Service"]
CONFERENCE_2021: Final = _BY_SHORT_NAME["CS"]
CONFERENCE_FROM_MEMORY: Final = reason("instrument.conference_from_memory")
"""What an answer that rests on this paper, beyond its articles 1 to 3, says of it."""
SIMPLE_CASES: Final = _BY_SHORT_NAME["2016 Opinions"]
MARKET_ENTITIES: Final = _BY_SHORT_NAME["Market Entity Regulation"]
COMPANY: Final = _BY_SHORT_NAME["Company Law"]
INTERNET_COURTS: Final = _BY_SHORT_NAME["Internet Courts 2018"]
TREATY_REQUESTS: Final = _BY_SHORT_NAME["2020 Provisions"]
SEIZURE: Final = _BY_SHORT_NAME["Seizure Provisions"]
IP_CONDUCT: Final = _BY_SHORT_NAME["IP Conduct Provisions"]
INDEPENDENT_GUARANTEE: Final = _BY_SHORT_NAME["Independent Guarantee Provisions"]
HK_PRESERVATION: Final = _BY_SHORT_NAME["HK Preservation Arrangement"]
MACAO_PRESERVATION: Final = _BY_SHORT_NAME["Macao Preservation Arrangement"]
NETWORK_QUERY: Final = _BY_SHORT_NAME["Network Query Provisions"]
DELAY_INTEREST: Final = _BY_SHORT_NAME["Delay Interest Interpretation"]
DISHONEST_LIST_2013: Final = _BY_SHORT_NAME["Dishonest List Provisions 2013"]
DISHONEST_LIST: Final = _BY_SHORT_NAME["Dishonest List Provisions"]
CONSUMPTION_2010: Final = _BY_SHORT_NAME["Consumption Provisions 2010"]
CONSUMPTION: Final = _BY_SHORT_NAME["Consumption Provisions"]
EXIT_ENTRY: Final = _BY_SHORT_NAME["Exit-Entry Law"]
HEC: Final = _BY_SHORT_NAME["HEC"]
NEW_YORK: Final = _BY_SHORT_NAME["NYC"]
HK_EVIDENCE: Final = _BY_SHORT_NAME["HK Evidence"]
MACAO_JUDGMENTS: Final = _BY_SHORT_NAME["Macao Judgments"]
FOREIGN_LAW_2023: Final = _BY_SHORT_NAME["Foreign Law Interpretation II"]
DATA_SECURITY: Final = _BY_SHORT_NAME["DSL"]
PERSONAL_INFORMATION: Final = _BY_SHORT_NAME["PIPL"]
FOREIGN_IP_DISPUTES: Final = _BY_SHORT_NAME["IP Disputes Rules 2025"]
COMMERCIAL_MEDIATION: Final = _BY_SHORT_NAME["Commercial Mediation Regulation"]
RECORDING: Final = _BY_SHORT_NAME["Recording Provisions"]
GREATER_BAY_2025: Final = _BY_SHORT_NAME["GBA Reply 2025"]
ARBITRATION_LAW: Final = _BY_SHORT_NAME["Arbitration Law"]
INTERNET_COURTS_2025: Final = _BY_SHORT_NAME["Internet Courts 2025"]
HK_CHOICE_JUDGMENTS: Final = _BY_SHORT_NAME["HK Choice Judgments"]
HK_FAMILY_JUDGMENTS: Final = _BY_SHORT_NAME["HK Family Judgments"]
HK_AWARDS: Final = _BY_SHORT_NAME["HK Awards Supplement"]
