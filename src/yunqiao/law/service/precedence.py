"""Which interpretation prevails over an earlier one: followed by the rules here, deciding nothing by itself."""

from typing import Final

from yunqiao.law.catalogue import organisational
from yunqiao.law.instruments import EM, OLR

LATER_TEXTS: Final = organisational(EM["12"], OLR["39"], name="service.precedence.later_texts")
