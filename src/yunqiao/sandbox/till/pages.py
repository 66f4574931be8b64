"""The page a payer sees, at every firm the same: what is asked for, and what may happen to it."""

from collections.abc import Awaitable, Callable
from html import escape
from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from yunqiao.sandbox.policy import POLICY
from yunqiao.sandbox.till.books import Payment
from yunqiao.sandbox.till.deliveries import Deliveries
from yunqiao.sandbox.till.dialect import Dialect
from yunqiao.sandbox.till.till import NotPossibleError, Till

STYLE = Path(__file__).with_name("style.css")
PLACES = {"JPY": 0, "KRW": 0}
USUAL_PLACES = 2
PAGE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{root}/style.css">
</head>
<body>
<header><p>{firm_zh} <span lang="en">{firm_en}</span></p></header>
<main>
<p class="notice" role="note">这是沙箱页面，不会发生真实付款。<span lang="en">This is a sandbox. No money moves.</span></p>
{main}
</main>
</body>
</html>
"""
ORDER = """<h1>{amount}</h1>
<dl>
<dt>款项 <span lang="en">For</span></dt><dd>{description}</dd>
<dt>订单号 <span lang="en">Order</span></dt><dd>{key}</dd>
</dl>
"""
HEADING = '<h1>最近的订单 <span lang="en">Latest orders</span></h1>'
NO_ORDERS = '<p>还没有订单。<span lang="en">No orders yet.</span></p>'
ROW = '<tr><td><a href="{url}">{amount}</a></td><td>{description}</td><td>{state}</td></tr>'
STATES = {
    "open": '待支付 <span lang="en">open</span>',
    "paid": '已支付 <span lang="en">paid</span>',
    "closed": '已关闭 <span lang="en">closed</span>',
}
MOST_LISTED = 50
BUTTON = (
    '<button name="choice" value="{value}" class="{kind}">{zh} <span lang="en">{en}</span></button>'
)
CHOICES = (
    ("pay", "main", "支付", "Pay"),
    ("three_d", "plain", "支付，银行要求验证", "Pay, with the bank's check (3-D Secure)"),
    ("decline", "plain", "支付失败", "Be declined"),
    ("leave", "plain", "返回法院，不支付", "Go back without paying"),
    ("expire", "plain", "让订单过期", "Let the order expire"),
)
CHECK = (
    ("approve", "main", "通过验证", "Confirm"),
    ("refuse", "plain", "验证失败", "Fail the check"),
)
ENDS = {
    "paid": '<p>已支付。<span lang="en">Paid.</span></p>',
    "closed": '<p>订单已关闭，不能再支付。<span lang="en">The order is closed and can no longer be paid.</span></p>',
}
DECLINED = (
    '<p class="error" role="alert">支付失败，请换一种方式或稍后再试。'
    '<span lang="en">The payment was declined. Try again, or choose another way.</span></p>'
)
SCANNED = (
    "<p>请回到法院的页面，付款结果会自动显示。"
    '<span lang="en">Go back to the page of the court: it shows by itself what became of the payment.</span></p>'
)
CHECKING = '<p>银行需要确认是您本人。<span lang="en">The bank checks that it is you.</span></p>'
MISSING = '<p>没有这笔订单。<span lang="en">There is no such order.</span></p>'


class Pages:
    """The routes under /sandbox/NAME/."""

    def __init__(self, till: Till, dialect: Dialect, deliveries: Deliveries) -> None:
        self._till = till
        self._dialect = dialect
        self._deliveries = deliveries
        self._root = f"/sandbox/{dialect.firm.name}"

    def routes(self) -> list[web.RouteDef]:
        """The payer's page, a list of orders, and their sheet."""
        return [
            web.get(f"{self._root}/", self._list),
            web.get(f"{self._root}/style.css", self._style),
            web.get(self._root + "/pay/{name}", self._show),
            web.post(self._root + "/pay/{name}", self._choose),
        ]

    async def _style(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(STYLE)

    async def _list(self, _request: web.Request) -> web.Response:
        orders = "".join(self._row(one) for one in self._till.books.latest(MOST_LISTED))
        return self._page(HEADING + (f"<table>{orders}</table>" if orders else NO_ORDERS))

    def _row(self, payment: Payment) -> str:
        return ROW.format(
            url=self._page_of(payment),
            amount=escape(shown(payment.minor, payment.currency)),
            description=escape(payment.description),
            state=STATES[payment.state],
        )

    async def _show(self, request: web.Request) -> web.Response:
        payment = self._till.find(request.match_info["name"])
        if payment is None:
            return self._page(MISSING, 404)
        return self._page(self._order(payment, DECLINED if payment.declines else "", CHOICES))

    async def _choose(self, request: web.Request) -> web.Response:
        payment = self._till.find(request.match_info["name"])
        if payment is None:
            return self._page(MISSING, 404)
        choice = str((await request.post()).get("choice", ""))
        try:
            return self._act(payment, choice)
        except NotPossibleError:
            return self._page(self._order(payment, "", CHOICES), 409)
        finally:
            self._deliveries.wake()

    def _act(self, payment: Payment, choice: str) -> web.Response:
        """Do what was chosen, and send the browser where the firm would.

        Raises:
            NotPossibleError: the payment is over.
        """
        if choice in {"pay", "approve"}:
            self._till.pay(payment, self._dialect.new_money_id())
            return self._away(payment, payment.return_url)
        if choice == "three_d" and self._dialect.firm.has_three_d and payment.state == "open":
            return self._page(self._order(payment, CHECKING, CHECK))
        if choice in {"decline", "refuse"}:
            code = "card_declined" if choice == "decline" else "authentication_failed"
            self._till.decline(payment, code)
            return self._page(self._order(payment, DECLINED, CHOICES))
        if choice == "expire":
            self._till.close(payment)
            return self._page(self._order(payment, "", CHOICES))
        return self._away(payment, payment.cancel_url or payment.return_url)

    def _away(self, payment: Payment, url: str) -> web.Response:
        return web.Response(status=303, headers={"Location": url or self._page_of(payment)})

    def _page_of(self, payment: Payment) -> str:
        return f"{self._root}/pay/{quote(payment.id, safe='')}"

    def _order(
        self, payment: Payment, said: str, choices: tuple[tuple[str, str, str, str], ...]
    ) -> str:
        order = ORDER.format(
            amount=escape(shown(payment.minor, payment.currency)),
            description=escape(payment.description),
            key=escape(payment.key),
        )
        if payment.state != "open":
            return order + ENDS[payment.state] + (_link(payment.return_url) or SCANNED)
        offered = (c for c in choices if c[0] != "three_d" or self._dialect.firm.has_three_d)
        buttons = "".join(
            BUTTON.format(value=value, kind=kind, zh=zh, en=en) for value, kind, zh, en in offered
        )
        back = "" if payment.return_url else SCANNED
        return f'{order}{said}<form method="post">{buttons}</form>{back}'

    def _page(self, main: str, status: int = 200) -> web.Response:
        firm = self._dialect.firm
        text = PAGE.format(
            title=f"{firm.title_zh} {firm.title_en}",
            root=self._root,
            firm_zh=firm.title_zh,
            firm_en=firm.title_en,
            main=main,
        )
        return web.Response(text=text, status=status, content_type="text/html", charset="utf-8")


def shown(minor: int, currency: str) -> str:
    """An amount as people write it."""
    places = PLACES.get(currency, USUAL_PLACES)
    return f"{minor / 10**places:,.{places}f} {currency}"


def _link(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        return ""
    return f'<p><a href="{escape(url)}">返回法院 <span lang="en">Back to the court</span></a></p>'


@web.middleware
async def with_policy(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Every answer carries the policy: nothing but its own sheet is loaded."""
    response = await handler(request)
    response.headers.update(POLICY)
    return response
