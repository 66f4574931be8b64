"""The people of the story at their browsers: signing in, and reading their e-mail."""

import json
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from yunqiao.config.story.pages import Page
from yunqiao.config.story.visitor import StoryError, Visitor, until

CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")
SANDBOX = "/sandbox/mail/api"


@dataclass(frozen=True)
class Mailbox:
    """The e-mail of one address, as the sandbox caught it."""

    visitor: Visitor
    address: str

    def subjects(self) -> list[str]:
        """The subjects of what came, newest first.

        Raises:
            StoryError: this court's e-mail is not caught.
        """
        asked = urlencode({"to": self.address})
        answer = self.visitor.ask("GET", f"{SANDBOX}/messages?{asked}")
        try:
            return [str(one["subject"]) for one in json.loads(answer.body)["messages"]]
        except (ValueError, KeyError) as error:
            raise StoryError("the e-mail of this court is not caught in its sandbox") from error

    def next(self, known: int) -> str:
        """The subject of the newest letter, once more than `known` have come."""

        def look() -> str | None:
            subjects = self.subjects()
            return subjects[0] if len(subjects) > known else None

        return until(look, what=f"e-mail to {self.address}")


def sign_in(visitor: Visitor, address: str, path: str) -> Page:
    """Open a page that asks who one is, and say so; staff give their second factor, too.

    Raises:
        StoryError: the court does not let them in.
    """
    mailbox = Mailbox(visitor, address)
    known = len(mailbox.subjects())
    page = visitor.open(path)
    page = visitor.submit(page, page.form("email"), email=address)
    found = CODE.search(mailbox.next(known))
    if not found:
        raise StoryError(f"{address} got no code")
    page = visitor.submit(page, page.form("code"), code=found[0])
    if page.asks_for("code"):
        page = visitor.submit(page, page.form("code"), code=_second_factor(visitor, address))
    if page.asks_for("code"):
        raise StoryError(f"{address} is not let in: {page.heading}")
    return page if page.path.startswith(path) else visitor.open(path)


def _second_factor(visitor: Visitor, address: str) -> str:
    answer = visitor.ask("GET", f"{SANDBOX}/authenticator")
    try:
        return str(json.loads(answer.body)["codes"][address])
    except (ValueError, KeyError) as error:
        raise StoryError(f"{address} has no authenticator in this court's sandbox") from error
