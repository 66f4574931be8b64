"""The rows of the dated tables that lie in `law/tables/`."""

import csv
from importlib.resources import files


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a table by its file name, each by column name."""
    content = files("yunqiao.law").joinpath("tables", table).read_text("utf-8")
    return list(csv.DictReader(content.splitlines()))
