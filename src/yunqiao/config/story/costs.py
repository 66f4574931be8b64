"""What the case costs: the notice, a card declined, WeChat Pay, a cut claim, a refund, the books."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from yunqiao.config.story.pages import Page
from yunqiao.config.story.people import sign_in
from yunqiao.config.story.timeline import COURT_ZONE, Timeline
from yunqiao.config.story.visitor import StoryError, Visitor, begin, link, until

FINANCE = ("finance@court.example", "finance2@court.example")
TILL = r"/sandbox/\w+/pay/"
MONEY = r"^/finance/parties/"
STATEMENT = "all/wechatpay"
SUM = re.compile(r"([\d,]+\.\d\d) CNY")
RATE = "7.1000"
SOURCE = "演示汇率，非真实牌价 Demonstration rate, not a real one"
CUT = {
    "ground": "claim_changed",
    "claimed_USD": "10000.00",
    "in_time": "yes",
    "reason": "原告在法庭调查终结前书面减少诉讼请求。",
}


@dataclass(frozen=True)
class Costs:
    """The costs of a registered case, from their notice to the books at the end of the day."""

    claimant: Visitor
    clerk: Visitor
    timeline: Timeline
    case: str
    number: str

    def play(self) -> None:
        """All of it.

        Raises:
            StoryError: something did not go as it should.
        """
        amount = self._assess()
        self._be_declined()
        self._pay()
        self.timeline.tell("paid", amount=amount)
        back = self._cut()
        finance = [Visitor(self.claimant.origin, self.claimant.language) for _ in FINANCE]
        for visitor, address in zip(finance, FINANCE, strict=True):
            sign_in(visitor, address, "/finance/")
        self._refund(*finance)
        self.timeline.tell("refunded", amount=back)
        self._compare(finance[0])

    def _assess(self) -> str:
        """The clerk enters the rate, and the notice comes; its amount in yuan."""
        page = self.clerk.open(f"/fees/desk/{self.case}/facts/")
        if page.asks_for("rate_USD"):  # another case of the day may have brought it
            form = page.form("rate_USD")
            self.clerk.submit(page, form, rate_USD=RATE, source=SOURCE)
            self.timeline.tell("rate", rate=RATE)

        def look() -> Page | None:
            page = self.claimant.open(f"/fees/{self.case}/")
            return page if page.asks_for("way") else None

        amount = _sums(until(look, what="the fee"))[0]
        self.timeline.tell("fee", amount=amount)
        return amount

    def _be_declined(self) -> None:
        attempt, till = self._begin("card")
        self.claimant.submit(till, begin(till), choice="decline")

        def look() -> bool | None:
            return b"govuk-error-message" in self.claimant.ask("GET", attempt).body or None

        until(look, what="the firm's word that the card was declined")
        self.timeline.tell("declined")

    def _pay(self) -> None:
        attempt, till = self._begin("wechatpay")
        self.claimant.submit(till, begin(till), choice="pay")

        def look() -> bool | None:
            links = self.claimant.open(attempt).links
            return any(f"/cases/{self.case}/documents/" in one for one in links) or None

        until(look, what="the receipt of the payment")

    def _begin(self, way: str) -> tuple[str, Page]:
        """Where the attempt stands, and the page of the firm it leads to."""
        page = self.claimant.open(f"/cases/{self.case}/fees/pay/")
        attempt = self.claimant.submit(page, page.form("way"), way=way)
        return attempt.path, self.claimant.open(link(attempt, TILL))

    def _cut(self) -> str:
        """The clerk looks at what the change does, then records it; what goes back."""
        page = self.clerk.open(f"/fees/desk/{self.case}/change/")
        seen = self.clerk.submit(page, page.form("ground"), **CUT)
        form = seen.form("ground")
        if "looked" not in form.buttons:
            raise StoryError(f"what the change does is not shown: {seen.text[:300]}")
        was, becomes, _to_pay, back = _sums(seen)[:4]
        self.clerk.submit(seen, form, looked=form.buttons["looked"])
        self.timeline.tell("cut", was=was, becomes=becomes, back=back)
        return back

    def _refund(self, first: Visitor, second: Visitor) -> None:
        page = until(self._money_at(first), what="the refund on finance staff's list")
        _press(first, page, "/refund/")
        _press(second, second.open(page.path), "/approve/")

        def look() -> bool | None:
            return self.number not in first.open("/finance/").text or None

        until(look, what="the refund")

    def _money_at(self, visitor: Visitor) -> Callable[[], Page | None]:
        def look() -> Page | None:
            waiting = visitor.open("/finance/")
            parties = (one for one in dict.fromkeys(waiting.links) if re.search(MONEY, one))
            pages = (visitor.open(one) for one in parties if self.number in waiting.text)
            return next((page for page in pages if self.number in page.text), None)

        return look

    def _compare(self, finance: Visitor) -> None:
        """Let the day be over at the firm, and lay its statement beside the books."""
        self._let_days_be("close")
        try:
            page = finance.open("/finance/days/")
            form = page.form("account")
            today = datetime.now(COURT_ZONE).date()
            day = finance.submit(page, form, account=STATEMENT, day=today.isoformat())
        finally:
            self._let_days_be("open")
        if day.path == page.path or day.asks_for("why"):
            raise StoryError(f"the books do not agree: {day.text[:600]}")
        self.timeline.tell("agreed", day=today)

    def _let_days_be(self, done: str) -> None:
        answer = self.claimant.ask("POST", f"/sandbox/wechatpay/api/days/{done}")
        if answer.status != HTTPStatus.NO_CONTENT:
            raise StoryError(f"the sandbox of WeChat Pay answers {answer.status}")


def _press(visitor: Visitor, page: Page, act: str) -> None:
    """Send the form whose address ends so.

    Raises:
        StoryError: there is none.
    """
    for form in page.forms:
        if form.action.endswith(act):
            visitor.submit(page, form)
            return
    raise StoryError(f"{page.path} ({page.heading}) offers no {act}")


def _sums(page: Page) -> list[str]:
    """The sums in yuan on a page, in order."""
    return SUM.findall(page.text)
