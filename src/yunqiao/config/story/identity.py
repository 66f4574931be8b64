"""Proving an identity: the person gives a passport and a recorded statement, the clerk decides."""

import re
import struct
from dataclasses import dataclass
from http import HTTPStatus

from yunqiao.config.story.exhibits import photo
from yunqiao.config.story.pages import Page
from yunqiao.config.story.sending import Line
from yunqiao.config.story.timeline import Timeline
from yunqiao.config.story.visitor import StoryError, Visitor, begin, examined, link

PAPER = re.compile(r"^/identity/papers/([0-9a-f-]{36})/$")
COURT = {"en": "Pengjiang", "zh-hans": "蓬江"}
PASSPORT = {
    "kind": "passport",
    "number": "L898902C3",
    "birth_date": "1974-08-12",
    "expires_on": "2034-04-15",
    "compared": "on",
}


@dataclass(frozen=True)
class Identity:
    """One person's proof, under a name nobody else has."""

    person: Visitor
    name: str
    timeline: Timeline

    def is_asked_for(self) -> bool:
        """Whether this court has pages for it."""
        return self.person.ask("GET", "/identity/").status != HTTPStatus.NOT_FOUND

    def give(self) -> None:
        """Say who one is, give every paper the court names, and hand it in.

        Raises:
            StoryError: the court does not take it.
        """
        start = self.person.open("/identity/")
        page = self.person.submit(start, begin(start))
        form = page.form("who")
        court = form.chosen("court", COURT[self.person.language])
        said = {"who": "foreigner", "place": "US", "name": self.name, "court": court}
        overview = self.person.submit(page, form, **said)
        papers = [found[1] for found in map(PAPER.match, overview.links) if found]
        if not papers:
            raise StoryError(f"no paper is asked for: {overview.heading} {overview.text[:200]}")
        for paper in dict.fromkeys(papers):
            self._give(paper)
        check = self.person.open("/identity/check/")
        self.person.submit(check, check.form("key"))
        self.timeline.tell("identity_given", count=len(set(papers)))

    def _give(self, paper: str) -> None:
        path = f"/identity/papers/{paper}/"
        line = Line(self.person, paper, "/identity/uploads/")
        described = f"{path}details/" in self.person.open(path).links
        line.send("passport.jpg", photo()) if described else line.send("statement.mp4", film())
        examined(self.person, path)
        if described:
            page = self.person.open(f"{path}details/")
            form = page.form("compared")
            given = {name: said for name, said in PASSPORT.items() if name in form.names}
            self.person.submit(page, form, **given)

    def decide(self, clerk: Visitor) -> None:
        """The clerk looks at it and finds it proved.

        Raises:
            StoryError: it is not on the worklist, or the decision is not taken.
        """
        worklist = clerk.open("/identity/worklist/")
        page = clerk.open(_named(worklist, self.name))
        form = page.form("decision")
        why = {"reason": "演示：人工核对无误。"} if "reason" in form.names else {}
        clerk.submit(page, form, decision="proved", **why)
        after = self.person.open("/identity/")
        if any(PAPER.match(address) for address in after.links):
            raise StoryError(f"the identity is not proved: {after.text[:300]}")
        self.timeline.tell("identity_proved")


def film() -> bytes:
    """A recording that holds nothing: three boxes of an ISO base media file."""
    return _box(b"ftyp", b"isom" + bytes(4)) + _box(b"moov", bytes(40)) + _box(b"mdat", bytes(400))


def _box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, kind) + content


def _named(page: Page, words: str) -> str:
    for read, address in page.named.items():
        if words in read:
            return address
    return link(page, f"there is no link named {words}")
