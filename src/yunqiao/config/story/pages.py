"""What a page offers: its heading, its forms with what is already filled in, its links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "hidden", "email", "tel", "number", "date", "search", "url", "password"}
TICKED = {"checkbox", "radio"}
WITHOUT_END = {"input", "br", "img", "meta", "link", "hr", "source", "wbr"}


@dataclass
class Form:
    """A form and the values a browser would send if nobody changed anything."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of each list to choose from: what is read, and the value it stands for."""
    buttons: dict[str, str] = field(default_factory=dict)
    """What pressing a button adds, by the button's name."""

    def chosen(self, name: str, words: str) -> str:
        """The value of the choice that reads like this.

        Raises:
            LookupError: there is none.
        """
        for read, value in self.choices.get(name, {}).items():
            if words in read:
                return value
        raise LookupError(f"{name} offers no {words}")


@dataclass
class Page:
    """A page that was opened: where, with which status, and what is on it."""

    path: str
    status: int
    heading: str
    forms: list[Form]
    links: list[str]
    text: str
    named: dict[str, str]
    """Links by what is read on them."""

    def form(self, name: str) -> Form:
        """The form that asks for a value of that name.

        Raises:
            LookupError: no form on this page does.
        """
        for form in self.forms:
            if name in form.names:
                return form
        raise LookupError(f"{self.path} ({self.status} {self.heading}) does not ask for {name}")

    def asks_for(self, name: str) -> bool:
        """Whether a form on this page asks for a value of that name."""
        return any(name in form.names for form in self.forms)


def read(path: str, status: int, html: str) -> Page:
    """Read a page's HTML."""
    reader = _Reader()
    reader.feed(html)
    text = " ".join("".join(reader.text).split())
    heading = " ".join("".join(reader.heading).split())
    return Page(path, status, heading, reader.forms, reader.links, text, reader.named)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.text: list[str] = []
        self.heading: list[str] = []
        self.named: dict[str, str] = {}
        self._address = ""
        self._option: str | None = None
        self._open: list[str] = []
        self._form: Form | None = None
        self._writing = ""
        self._choosing = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in WITHOUT_END:
            self._open.append(tag)
        if tag == "a" and "href" in given:
            self._address = given["href"]
            self.links.append(self._address)
        elif tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        elif self._form is not None:
            self._offer(self._form, tag, given)

    def _offer(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, value = given.get("name", ""), given.get("value", "")
        if tag == "option":
            self._option = value
            if "selected" in given or self._choosing not in form.values:
                form.values[self._choosing] = value
            return
        if name and tag == "button":
            form.buttons[name] = value
        if not name or tag not in {"input", "select", "textarea"}:
            return
        form.names.add(name)
        kind = given.get("type", "text") if tag == "input" else tag
        if tag == "textarea":
            self._writing = name
            form.values[name] = ""
        elif tag == "select":
            self._choosing = name
        elif kind in TYPED or (kind in TICKED and "checked" in given):
            form.values[name] = value or ("on" if kind in TICKED else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._writing = ""
        elif tag == "option":
            self._option = None
        elif tag == "a":
            self._address = ""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._form is not None and self._writing:
            self._form.values[self._writing] += data
        if self._form is not None and self._option is not None and self._choosing:
            self._form.choices.setdefault(self._choosing, {})[data.strip()] = self._option
        if self._address and data.strip():
            self.named[data.strip()] = self._address
        if "h1" in self._open:
            self.heading.append(data)
        if not {"script", "style"} & set(self._open):
            self.text.append(data)
