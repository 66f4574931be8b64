"""The articles of the Online Mediation Rules on their purpose, scope and platform: no effect of their own."""

from typing import Final

from yunqiao.law.catalogue import organisational
from yunqiao.law.instruments import OMR

NAMED: Final = organisational(OMR["1"], OMR["2"], OMR["3"], name="mediation.platform.named")
