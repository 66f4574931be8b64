"""WeChat Pay's interface v3, as far as a court needs it, over HTTP as its client libraries speak it."""

import secrets
import time
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Any

from aiohttp import web

from yunqiao.sandbox.till.books import Payment, Refund
from yunqiao.sandbox.till.faults import Kind
from yunqiao.sandbox.till.till import NotPossibleError, Till
from yunqiao.sandbox.wechatpay.bill import BEIJING, bill_of, packed_bill, sha1_of
from yunqiao.sandbox.wechatpay.merchant import Merchant
from yunqiao.sandbox.wechatpay.notifications import refund_of, transaction_of
from yunqiao.sandbox.wechatpay.platform import Platform, compact

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
KINDS = {"native": "NATIVE", "h5": "MWEB", "jsapi": "JSAPI"}
BILLS_AT = 10  # o'clock of the next day
TWO_HOURS = 7200


class RefusedError(Exception):
    """An error of the platform's."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.told = {"code": code, "message": message}


class Api:
    """The routes under /v3/."""

    def __init__(
        self,
        till: Till,
        merchant: Merchant,
        platform: Platform,
        page: Callable[[str], str],
        address: str,
    ) -> None:
        self._till = till
        self._merchant = merchant
        self._platform = platform
        self._page = page
        self._address = address
        self._bills: dict[str, bytes] = {}

    def routes(self) -> list[web.RouteDef]:
        """Orders, refunds, bills, certificates."""
        order = "/v3/pay/transactions/out-trade-no/{key}"
        return [
            web.post("/v3/pay/transactions/{kind:native|h5|jsapi}", self._open),
            web.get(order, self._query),
            web.post(f"{order}/close", self._close),
            web.post("/v3/refund/domestic/refunds", self._refund),
            web.get("/v3/refund/domestic/refunds/{key}", self._query_refund),
            web.get("/v3/bill/tradebill", self._bill),
            web.get("/v3/billdownload/file", self._download),
            web.get("/v3/certificates", self._certificates),
        ]

    def wrap(self, app: web.Application) -> None:
        """Requests are checked, answers signed, errors told as the platform tells them."""

        @web.middleware
        async def as_wechatpay(request: web.Request, handler: Handler) -> web.StreamResponse:
            if not request.path.startswith("/v3/"):
                return await handler(request)
            try:
                await self._check(request)
                answer = await handler(request)
            except RefusedError as error:
                answer = _json(error.told, error.status)
            if isinstance(answer, web.Response):
                self._sign(request, answer)
            return answer

        app.middlewares.append(as_wechatpay)

    async def _check(self, request: web.Request) -> None:
        fault = self._merchant.fault_of(
            request.headers.get("Authorization", ""),
            request.method,
            request.raw_path,
            await request.text(),
        )
        if fault:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "SIGN_ERROR", fault)

    def _sign(self, request: web.Request, answer: web.Response) -> None:
        body = answer.text if answer.content_type == "application/json" and answer.body else ""
        asked_for = request.headers.get("Wechatpay-Serial", "")
        serial = asked_for if asked_for == self._platform.public_key_id else self._platform.serial
        forged = self._till.faults.due(Kind.UNSIGNED) is not None
        answer.headers.update(
            self._platform.headers(body or "", time.time(), serial, forged=forged)
        )

    async def _open(self, request: web.Request) -> web.Response:
        asked = await request.json()
        if (asked["appid"], asked["mchid"]) != (self._merchant.appid, self._merchant.mchid):
            raise RefusedError(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")
        if asked["amount"].get("currency", "CNY") != "CNY" or int(asked["amount"]["total"]) <= 0:
            raise RefusedError(400, "PARAM_ERROR", "金额或币种有误")
        kind = request.match_info["kind"]
        order = {k: v for k, v in asked.items() if k not in {"scene_info", "payer"}}
        by_certificate = not request.headers.get("Wechatpay-Serial")
        order |= {"trade_type": KINDS[kind]}
        order |= {"serial": self._platform.serial} if by_certificate else {}
        expires = asked.get("time_expire")
        payment = Payment(
            id=f"wx{secrets.token_hex(15)}",
            key=str(asked["out_trade_no"]),
            minor=int(asked["amount"]["total"]),
            currency="CNY",
            description=str(asked["description"]),
            expires_at=_unix(expires) if expires else time.time() + TWO_HOURS,
            notify_url=str(asked["notify_url"]),
            asked=order,
        )
        try:
            opened = self._till.open(payment)
        except NotPossibleError as error:
            raise RefusedError(403, "OUT_TRADE_NO_USED", "商户订单号重复") from error
        return _json(self._step(kind, opened))

    def _step(self, kind: str, payment: Payment) -> dict[str, str]:
        """Where the payer goes; a real code begins with weixin://, which no browser here could follow."""
        if kind == "jsapi":
            return {"prepay_id": payment.id}
        page = self._page(payment.id)
        return {"code_url": page} if kind == "native" else {"h5_url": page}

    async def _query(self, request: web.Request) -> web.Response:
        return _json(transaction_of(self._found(request)))

    async def _close(self, request: web.Request) -> web.Response:
        try:
            self._till.close(self._found(request))
        except NotPossibleError as error:
            raise RefusedError(400, "ORDER_CLOSED", "订单已支付或已关闭") from error
        return web.Response(status=HTTPStatus.NO_CONTENT)

    async def _refund(self, request: web.Request) -> web.Response:
        asked = await request.json()
        payment = self._till.find(str(asked["out_trade_no"]))
        if payment is None:
            raise RefusedError(404, "RESOURCE_NOT_EXISTS", "订单不存在")
        if int(asked["amount"]["total"]) != payment.received:
            raise RefusedError(400, "PARAM_ERROR", "订单金额不一致")
        refund = Refund(
            id=f"50300{secrets.randbelow(10**23):023}",
            key=str(asked["out_refund_no"]),
            minor=int(asked["amount"]["refund"]),
            at=time.time(),
            reason=str(asked.get("reason", "")),
            notify_url=str(asked.get("notify_url", "")),
        )
        try:
            return _json(refund_of(payment, self._till.refund(payment, refund)))
        except NotPossibleError as error:
            if error.reason == "too much":
                raise RefusedError(400, "REFUND_FEE_MISMATCH", "退款金额大于可退金额") from error
            raise RefusedError(400, "INVALID_REQUEST", "退款单号重复或订单未支付") from error

    async def _query_refund(self, request: web.Request) -> web.Response:
        key = request.match_info["key"]
        payment = self._till.books.of_refund(key)
        refund = payment and payment.refund(key)
        if payment and refund:
            return _json(refund_of(payment, refund))
        raise RefusedError(404, "RESOURCE_NOT_EXISTS", "退款单不存在")

    async def _bill(self, request: web.Request) -> web.Response:
        day = date.fromisoformat(request.query["bill_date"])
        begin = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
        ready = begin + timedelta(days=1, hours=BILLS_AT)
        closed = self._till.books.noted("days closed") or self._till.faults.due(Kind.HASTY)
        if not closed and datetime.now(BEIJING) < ready:
            raise RefusedError(400, "NO_STATEMENT_EXIST", "账单文件不存在")
        end = begin + timedelta(days=1)
        lines = self._till.lines(begin.timestamp(), end.timestamp(), fees_back=True)
        text = bill_of(lines, self._merchant)
        token = secrets.token_hex(16)
        gzipped = request.query.get("tar_type") == "GZIP"
        self._bills[token] = packed_bill(text) if gzipped else text.encode()
        url = f"{self._address}/v3/billdownload/file?token={token}"
        return _json({"hash_type": "SHA1", "hash_value": sha1_of(text), "download_url": url})

    async def _download(self, request: web.Request) -> web.Response:
        found = self._bills.get(request.query.get("token", ""))
        if found is None:
            raise RefusedError(404, "RESOURCE_NOT_EXISTS", "文件不存在")
        return web.Response(body=found, content_type="application/octet-stream")

    async def _certificates(self, _request: web.Request) -> web.Response:
        return _json(self._platform.certificates(self._merchant.apiv3_key))

    def _found(self, request: web.Request) -> Payment:
        payment = self._till.find(request.match_info["key"])
        if payment is None:
            raise RefusedError(404, "ORDER_NOT_EXIST", "订单不存在")
        return payment


def _unix(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _json(told: Any, status: int = 200) -> web.Response:
    return web.json_response(told, status=status, dumps=compact)
