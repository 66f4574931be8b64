"""Alipay's gateway, as far as a court needs it: pages for browsers, methods for programs."""

import json
import secrets
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from aiohttp import web

from yunqiao.sandbox.alipay.application import Application
from yunqiao.sandbox.alipay.bill import packed_bill
from yunqiao.sandbox.alipay.notifications import BEIJING, trade_of, yuan
from yunqiao.sandbox.till.books import Payment, Refund
from yunqiao.sandbox.till.faults import Kind
from yunqiao.sandbox.till.till import NotPossibleError, Till

FIFTEEN_DAYS = 15 * 86400
PAGES = {"alipay.trade.page.pay", "alipay.trade.wap.pay"}
BILLS_AT = 9  # o'clock of the next day
Told = dict[str, Any]


class RefusedError(Exception):
    """A refusal of the gateway's; code 40004 is one of the business."""

    def __init__(self, sub_code: str, sub_msg: str, code: str = "40004") -> None:
        super().__init__(sub_msg)
        self.told = {
            "code": code,
            "msg": "Business Failed" if code == "40004" else "Invalid Arguments",
            "sub_code": sub_code,
            "sub_msg": sub_msg,
        }


class Api:
    """The routes of the gateway."""

    def __init__(
        self, till: Till, application: Application, page: Callable[[str], str], address: str
    ) -> None:
        self._till = till
        self._application = application
        self._page = page
        self._address = address
        self._bills: dict[str, bytes] = {}
        self._methods: Mapping[str, Callable[[Told], Told]] = {
            "alipay.trade.query": self._query,
            "alipay.trade.close": self._close,
            "alipay.trade.refund": self._refund,
            "alipay.trade.fastpay.refund.query": self._query_refund,
            "alipay.data.dataservice.bill.downloadurl.query": self._bill,
        }

    def routes(self) -> list[web.RouteDef]:
        """The gateway for programs and, under the pages' address, for browsers; and the bills."""
        return [
            web.get("/gateway.do", self._gateway),
            web.post("/gateway.do", self._gateway),
            web.get("/sandbox/alipay/gateway.do", self._gateway),
            web.get("/bills/{token}", self._download),
        ]

    async def _gateway(self, request: web.Request) -> web.StreamResponse:
        given = {**request.query, **{k: str(v) for k, v in (await request.post()).items()}}
        try:
            answer = self._answer(given)
        except RefusedError as error:
            answer = error.told
        if isinstance(answer, web.Response):
            return answer
        forged = self._till.faults.due(Kind.UNSIGNED) is not None
        name = f"{given.get('method', '').replace('.', '_')}_response"
        text = self._application.answer(name, answer, forged=forged)
        return web.Response(text=text, content_type="application/json", charset="utf-8")

    def _answer(self, given: Mapping[str, str]) -> Told | web.Response:
        """What a method says, or where a page is.

        Raises:
            RefusedError: it is not the merchant's request, or not a possible one.
        """
        self._check(given)
        content = json.loads(given.get("biz_content", "{}"))
        method = given.get("method", "")
        if method in PAGES:
            payment = self._open(given, content)
            return web.Response(status=303, headers={"Location": self._page(payment.id)})
        if method not in self._methods:
            raise RefusedError("isv.invalid-method", "不存在的方法名", "40002")
        return self._methods[method](content)

    def _check(self, given: Mapping[str, str]) -> None:
        if given.get("app_id") != self._application.app_id:
            raise RefusedError("isv.invalid-app-id", "无效的AppID参数", "40002")
        if given.get("sign_type") != "RSA2" or not self._application.is_from_merchant(given):
            raise RefusedError("isv.invalid-signature", "验签出错", "40002")

    def _open(self, given: Mapping[str, str], content: Told) -> Payment:
        """The payer came to the page: now there is a trade."""
        ends = content.get("time_expire")
        expires = (
            datetime.strptime(ends, "%Y-%m-%d %H:%M:%S").replace(tzinfo=BEIJING) if ends else None
        )
        payment = Payment(
            id=f"{datetime.now(BEIJING):%Y%m%d}{secrets.randbelow(10**20):020}",
            key=str(content["out_trade_no"]),
            minor=_fen(content["total_amount"]),
            currency="CNY",
            description=str(content["subject"]),
            expires_at=expires.timestamp() if expires else time.time() + FIFTEEN_DAYS,
            return_url=given.get("return_url", ""),
            cancel_url=str(content.get("quit_url", "")),
            notify_url=given.get("notify_url", ""),
            asked={"total_amount": content["total_amount"], "subject": content["subject"]},
        )
        try:
            return self._till.open(payment)
        except NotPossibleError as error:
            raise RefusedError("ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改") from error

    def _query(self, content: Told) -> Told:
        return dict(trade_of(self._found(content)))

    def _close(self, content: Told) -> Told:
        payment = self._found(content)
        try:
            self._till.close(payment)
        except NotPossibleError as error:
            raise RefusedError("ACQ.TRADE_STATUS_ERROR", "交易状态不合法") from error
        return {"code": "10000", "msg": "Success", "out_trade_no": payment.key}

    def _refund(self, content: Told) -> Told:
        payment = self._found(content)
        key = str(content.get("out_request_no") or payment.key)
        is_new = payment.refund(key) is None
        refund = Refund(
            id=key,
            key=key,
            minor=_fen(content["refund_amount"]),
            at=time.time(),
            reason=str(content.get("refund_reason", "")),
        )
        try:
            self._till.refund(payment, refund)
        except NotPossibleError as error:
            raise _refund_refusal(error.reason) from error
        return {
            "code": "10000",
            "msg": "Success",
            "out_trade_no": payment.key,
            "trade_no": payment.money_id,
            "fund_change": "Y" if is_new else "N",
            "refund_fee": yuan(payment.refunded),
        }

    def _query_refund(self, content: Told) -> Told:
        payment = self._found(content)
        told = {"code": "10000", "msg": "Success"}
        if refund := payment.refund(str(content["out_request_no"])):
            told |= {
                "out_trade_no": payment.key,
                "out_request_no": refund.key,
                "trade_no": payment.money_id,
                "total_amount": yuan(payment.received),
                "refund_amount": yuan(refund.minor),
                "refund_status": "REFUND_SUCCESS",
            }
        return told

    def _bill(self, content: Told) -> Told:
        day = date.fromisoformat(content["bill_date"])
        begin = datetime(day.year, day.month, day.day, tzinfo=BEIJING)
        ready = begin + timedelta(days=1, hours=BILLS_AT)
        closed = self._till.books.noted("days closed") or self._till.faults.due(Kind.HASTY)
        if not closed and datetime.now(BEIJING) < ready:
            raise RefusedError("isp.bill_not_exist", "账单不存在")
        end = begin + timedelta(days=1)
        token = secrets.token_hex(16)
        lines = self._till.lines(begin.timestamp(), end.timestamp(), fees_back=True)
        self._bills[token] = packed_bill(lines, day)
        url = f"{self._address}/bills/{token}"
        return {"code": "10000", "msg": "Success", "bill_download_url": url}

    async def _download(self, request: web.Request) -> web.Response:
        found = self._bills.get(request.match_info["token"])
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found, content_type="application/zip")

    def _found(self, content: Told) -> Payment:
        payment = self._till.find(str(content.get("out_trade_no", "")))
        if payment is None:
            raise RefusedError("ACQ.TRADE_NOT_EXIST", "交易不存在")
        return payment


def _refund_refusal(reason: str) -> RefusedError:
    if reason == "too much":
        return RefusedError("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限")
    if reason == "conflict":
        return RefusedError("ACQ.DISCORDANT_REPEAT_REQUEST", "重复请求参数不一致")
    return RefusedError("ACQ.TRADE_STATUS_ERROR", "交易状态不合法")


def _fen(text: str) -> int:
    yuan_part, _, fen_part = text.partition(".")
    return int(yuan_part) * 100 + int(fen_part.ljust(2, "0")[:2])
