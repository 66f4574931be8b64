"""The articles on cross-border filing that only name the platform and the first day: no effect of their own."""

from typing import Final

from yunqiao.law.catalogue import organisational
from yunqiao.law.instruments import XB

NAMED: Final = organisational(XB["3"], XB["12"], name="filing.platform.named")
