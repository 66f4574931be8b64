"""The timeline: a line for each thing that happened, with the court's time."""

import sys
from dataclasses import dataclass, field
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from yunqiao.config.story.words import WORDS

COURT_ZONE = ZoneInfo("Asia/Shanghai")


@dataclass
class Timeline:
    """Tells in one language, to a person who reads along."""

    language: str
    to: TextIO = field(default_factory=lambda: sys.stdout)

    def begin(self) -> None:
        """The heading."""
        print(f"{self.words('title')}\n{self.words('times')}\n", file=self.to, flush=True)

    def tell(self, what: str, **facts: object) -> None:
        """One thing that happened now."""
        now = datetime.now(COURT_ZONE)
        print(f"{now:%m-%d %H:%M:%S}  {self.words(what, **facts)}", file=self.to, flush=True)

    def words(self, what: str, **facts: object) -> str:
        """The sentence for something, in the timeline's language."""
        chinese, english = WORDS[what]
        return (english if self.language == "en" else chinese).format(**facts)
