"""The articles on the court's electronic file and its data, which order the court's own work."""

from typing import Final

from yunqiao.law.catalogue import organisational
from yunqiao.law.instruments import OLR

KEPT: Final = organisational(OLR["35"], OLR["38"], name="hearing.electronic_file.kept")
