"""Every Chinese text that a reader of the law may see: what the table of characters is made of."""

from collections.abc import Iterator

from yunqiao.law.cases import all_cases
from yunqiao.law.jurisdiction.level import CITIES_OF_THE_STATE_PLAN
from yunqiao.law.rows import rows
from yunqiao.law.texts import messages


def chinese_texts() -> Iterator[str]:
    """The texts in simplified characters, some more than once."""
    yield from (texts["zh"] for texts in messages().values())
    yield from (row["zh"] for table in ("instruments.csv", "states.csv") for row in rows(table))
    yield from (row["region"] for row in rows("jurisdiction_thresholds.csv"))
    yield from CITIES_OF_THE_STATE_PLAN
    yield from (case.title_zh for case in all_cases())
    yield from (case.note for case in all_cases())
