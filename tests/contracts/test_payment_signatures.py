"""Signatures of the firms' own documentation, on our clients and on the sandboxes' code alike (P2)."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stripe
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st
from wechatpayv3.utils import aes_decrypt, rsa_verify

from yunqiao.gateways.payment.alipay_client import AlipayAccount, AlipayClient
from yunqiao.gateways.payment.alipay_pages import AlipayPages
from yunqiao.gateways.payment.fake import FakeFirm
from yunqiao.gateways.payment.port import Callback, CallbackRefusedError, Refusal
from yunqiao.gateways.payment.stripe_checkout import StripeAccount, StripeCheckout
from yunqiao.gateways.payment.wechatpay import WeChatPayGateway
from yunqiao.gateways.payment.wechatpay_client import WeChatPayAccount, WeChatPayClient
from yunqiao.sandbox.alipay.application import Application, canonical
from yunqiao.sandbox.stripe.webhooks import signature_of
from yunqiao.sandbox.till.keys import is_signed, private_pem, public_pem
from yunqiao.sandbox.wechatpay.merchant import Merchant
from yunqiao.sandbox.wechatpay.platform import encrypted

# WeChat Pay, "How to verify the signature of an answer" (pay.weixin.qq.com/doc/v3/merchant/4013053249).
WECHAT_PUBLIC_KEY = """-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwXNI6sdlknHBnK8Fu2U6
Cwor9qY747jP8KAfeBMeveEt1TqaHkLfaSD07trZLhGpfs8/AHqjhgSMO1O10YQW
OrrJ4hjIWPKqxbgrYMkBQc+mwdiWp4W3ByCqxBRagCveCXRWCmuJYovl9H/bsDI0
iGbpVtEOghJtfciisYSgxcLufUDTRkvwxjIBK1pCRjk33jJ5YTBWTHMRtMAOcFLN
F6hdEYdX8SPsgHHeLZ5Lv2T/686w1xtgCHef/sd4uSfWmyzsalQdHG/e4IyYmrhx
+O3VBoNDzE3nx23bFeV/RVNCG7cV6VhmYokJNHa/erIPkEmEFID6A5wQOXuxUkmJ
WwIDAQAB
-----END PUBLIC KEY-----"""
WECHAT_ANSWER = '{"code_url":"weixin://wxpay/bizpayurl?pr=JyC91EIz1"}'
WECHAT_TIME, WECHAT_NONCE = "1722850421", "d824f2e086d3c1df967785d13fcd22ef"
WECHAT_SIGNATURE = (
    "mfI1CPqvBrgcXfgXMFjdNIhBf27ACE2YyeWsWV9ZI7T7RU0vHvbQpu9Z32ogzc+k8ZC5n3kz7h70eWKjgqNdKQF0eRp8mVKl"
    "mfzMLBVHbssB9jEZEDXThOX1XFqX7s7ymia1hoHQxQagPGzkdWxtlZPZ4ZPvr1RiqkgAu6Is8MZgXXrRoBKqjmSdrP1N7uxz"
    "J/cjfSiis9FiLjuADoqmQ1P7p2N876YPAol7Rn0+GswwAwxldbdLrmVSjfytfSBJFqTMHn4itojgxSWWN1byuckQt8hSTEv/"
    "Lg97QoeGniYP17T80pJeQyL3b+295FPHSO2AtvCgyIbKMZ0BALilAA=="
)
# WeChat Pay, "Signing a request" (4012365336): the documentation's merchant key, its public half.
MERCHANT_MODULUS = int.from_bytes(
    base64.b64decode(
        "ptpm+qvIDCh/9wjU26SQCK26ogYkBhDrYxnAaw2JbbBsp1oDbHKk+1r381NeBUG2HEFAuU+Fr72u5ot3yKdzoF/FajAzQNKn"
        "m569/D3upKoi8mYBaST15Uig8j8qoUW1U217LL0jEHlSnHV3lcaDTXqDpTRR4Bfz9IqOgJgFZ8/oTfEomSrjrLYef81Eyxr7"
        "ZIMQXEKKEK7V4UXKS0+/fDsiG/cXidhzt8UbTL9vqXqxM2+IDImyO+FAc/tkBG55LmzxPto1Nq0WbnZzRM/wTzrd0I/8Nlev"
        "xtFbphg4evlHjFNI7+GrqR87ViEwuAJJ9Je5QQjct5YJfFRWiZ5CMQ=="
    )
)
REQUEST_NONCE, REQUEST_TIME = "593BEC0C930BF1AFEB40B4A08C8FB242", "1554208460"
REQUEST_BODY = (
    '{"appid":"wxd678efh567hg6787","mchid":"1900007291","description":"Image形象店-深圳腾大-QQ公仔",'
    '"out_trade_no":"1217752501201407033233368018","notify_url":"https://www.weixin.qq.com/wxpay/pay.php",'
    '"amount":{"total":100,"currency":"CNY"},"payer":{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}}'
)
REQUEST_SIGNATURE = (
    "jnks4dlrPw3ZX+ozVvSK39oa0t7OMBsg83BHAwd8BRdUFiVaQNTLTvci+wURgP1OQBbKYhFGvt7iqYpDSTQkp7Uq1sltaQKy"
    "ncCyrA1g88m5bsKERQfPyT0ahSwKTYJ1CAn9QiJuSJRq1QsQs07eehbU/k9BCS51jTyc1Jpsi2H77HF9f/BnjXAOP3/sPObg"
    "6V5Ee4EzwLox684hhuMuIwHo7D8KFk3LIHOKDcNI4It1aCXydFWNpNK+SG86VUDe5kwoDpw4Ulqfu9z8OFDGbDs9TCxEv8iq"
    "QzbpxOlEVoOe2kalSYM5kApQb3nZcxdUtoE0liJGW3RGUNE0t4v01A=="
)
PAY_SIGNATURE = (
    "mI35pfNEQV6777ke/1T+LJLQDNTm7yeoUJH+j/adPGhmCCi0PbgkvYQTRcXH0uibcLVtvFLdGLpmoYO9FV6lBBsTAjuhh5YO"
    "vQi0e2g3e0yytitiNET9FEuqM0pjnKfRW4K6LIZDdbWJv9KhZUx3DrJa5TL7OJ7VdADVivxVySIlPVKjGwuCXzuXSJes0UcI"
    "LgWQUMyha5/3nYofuHtS7r+KYyMuxD+oJ9VM1Qdxk4UIG59CP5Y3wtYIFybyF3bdu1caHTRRX+DLyMXyYA/IrTmiW01c4RPj"
    "pHBX5Dk1sZyY1zVsWNsvMHr2e1NTWtBxKJ+qk5N61J7caYoepHFaxw=="
)
# Alipay, "Signing without the library" (opendocs.alipay.com/common/057k53).
ALIPAY_FIELDS = {
    "method": "alipay.mobile.public.menu.add",
    "charset": "GBK",
    "sign_type": "RSA2",
    "timestamp": "2014-07-24 03:07:50",
    "app_id": "2014072300007148",
    "version": "1.0",
    "biz_content": (
        '{"button":[{"actionParam":"ZFB_HFCZ","actionType":"out","name":"话费充值"},{"name":"查询",'
        '"subButton":[{"actionParam":"ZFB_YECX","actionType":"out","name":"余额查询"}]}]}'
    ),
}
ALIPAY_TEXT = (
    f"app_id=2014072300007148&biz_content={ALIPAY_FIELDS['biz_content']}&charset=GBK"
    "&method=alipay.mobile.public.menu.add&sign_type=RSA2&timestamp=2014-07-24 03:07:50&version=1.0"
)


OWN = generate_private_key(65537, 2048)
ALL_GATEWAYS = (
    StripeCheckout(StripeAccount(secret_key="sk_test_x", webhook_secret="whsec_x")),
    WeChatPayGateway(
        WeChatPayAccount(
            appid="a",
            mchid="1",
            private_key=private_pem(OWN),
            serial="S",
            apiv3_key="0" * 32,
            public_key=public_pem(OWN),
            public_key_id="PUB_KEY_ID_1",
        )
    ),
    AlipayPages(
        AlipayAccount(app_id="a", private_key=private_pem(OWN), alipay_public_key=public_pem(OWN))
    ),
    FakeFirm(),
)


def merchant_key() -> RSAPublicKey:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    return RSAPublicNumbers(65537, MERCHANT_MODULUS).public_key()


def test_the_answer_of_wechat_pays_documentation_is_believed_and_another_is_not() -> None:
    key = load_pem_public_key(WECHAT_PUBLIC_KEY.encode())
    given = (WECHAT_TIME, WECHAT_NONCE, WECHAT_ANSWER, WECHAT_SIGNATURE)
    assert rsa_verify(*given, key)
    assert not rsa_verify(WECHAT_TIME, WECHAT_NONCE, f"{WECHAT_ANSWER} ", WECHAT_SIGNATURE, key)
    assert isinstance(key, RSAPublicKey)
    assert is_signed(key, f"{WECHAT_TIME}\n{WECHAT_NONCE}\n{WECHAT_ANSWER}\n", WECHAT_SIGNATURE)


def test_the_sandbox_checks_a_request_as_wechat_pays_documentation_signs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.time", lambda: float(REQUEST_TIME))
    merchant = Merchant("wxd678efh567hg6787", "1900007291", "S", merchant_key(), "")
    told = (
        f'WECHATPAY2-SHA256-RSA2048 mchid="1900007291",nonce_str="{REQUEST_NONCE}",'
        f'signature="{REQUEST_SIGNATURE}",timestamp="{REQUEST_TIME}",serial_no="S"'
    )
    path = "/v3/pay/transactions/jsapi"
    assert merchant.fault_of(told, "POST", path, REQUEST_BODY) == ""
    assert merchant.fault_of(told, "POST", path, f"{REQUEST_BODY} ") == "签名错误"
    assert merchant.fault_of(told, "POST", f"{path}?x", REQUEST_BODY) == "签名错误"


def test_the_call_inside_wechat_is_signed_as_documented() -> None:
    package = "prepay_id=wx201410272009395522657a690389285100"
    text = f"wx2421b1c4370ec43b\n{REQUEST_TIME}\n{REQUEST_NONCE}\n{package}\n"
    assert is_signed(merchant_key(), text, PAY_SIGNATURE)
    own = generate_private_key(65537, 2048)
    account = WeChatPayAccount(
        appid="wx2421b1c4370ec43b",
        mchid="1",
        private_key=private_pem(own),
        serial="S",
        apiv3_key="0" * 32,
    )
    told = WeChatPayClient(account).pay_sign(account.appid, package[10:], REQUEST_NONCE)
    assert told["package"] == package
    text = f"{told['appId']}\n{told['timeStamp']}\n{told['nonceStr']}\n{told['package']}\n"
    assert is_signed(own.public_key(), text, told["paySign"])


def test_what_the_firms_own_go_library_encrypted_is_decrypted() -> None:
    given = {
        "nonce": "wCq51qZv4Yfg",
        "ciphertext": "FsdXzxryWfKwvLJKf8LG/ToRPTRh8RN9wROC",
        "associated_data": "Dl56FrqWQJF1t9LtC3vEUsniZKvbqdR8",
    }
    assert aes_decrypt(**given, apiv3_key="testAPIv3Key0000") == "Hello World"
    assert aes_decrypt(**given, apiv3_key="testAPIv3Key1111") is None


def test_what_the_sandbox_encrypts_the_library_decrypts() -> None:
    sealed = encrypted("你好", "k" * 32, "transaction")
    assert sealed.pop("algorithm") == "AEAD_AES_256_GCM"
    assert aes_decrypt(**sealed, apiv3_key="k" * 32) == "你好"


def test_stripes_scheme_is_the_documented_one_on_both_sides() -> None:
    body, secret = b'{"id": "evt_1"}', "whsec_documented"
    header = signature_of(body, secret, 1_700_000_000)
    expected = hmac.new(secret.encode(), b"1700000000." + body, hashlib.sha256).hexdigest()
    assert header.startswith(f"t=1700000000,v1={expected},v0=")
    assert stripe.WebhookSignature.verify_header(body.decode(), header, secret)


@pytest.mark.parametrize(
    "header",
    ["", "t=1", "v1=abc", "t=now,v1=abc", "t=,v1=", "t=1,v0=abc", "t=1\n,v1=é", "=,=,="],
)
def test_a_header_of_no_scheme_is_forged(header: str) -> None:
    gateway = StripeCheckout(StripeAccount(secret_key="sk_test_x", webhook_secret="whsec_x"))
    call = Callback({"Stripe-Signature": header}, b"{}", datetime.now(UTC))
    with pytest.raises(CallbackRefusedError) as refused:
        gateway.translate(call)
    assert refused.value.reason is Refusal.FORGED


@pytest.mark.parametrize("trick", [",t={now}", ", t={now}"])
def test_a_second_time_in_the_header_freshens_nothing(trick: str) -> None:
    secret, now = "whsec_x", datetime.now(UTC)
    gateway = StripeCheckout(StripeAccount(secret_key="sk_test_x", webhook_secret=secret))
    body = json.dumps({"id": "e", "type": "x", "livemode": False}).encode()
    old = signature_of(body, secret, int((now - timedelta(hours=1)).timestamp()))
    header = old + trick.format(now=int(now.timestamp()))
    for tried in (header, f"{trick.format(now=int(now.timestamp()))[1:]},{old}"):
        with pytest.raises(CallbackRefusedError) as refused:
            gateway.translate(Callback({"Stripe-Signature": tried}, body, now))
        assert refused.value.reason in {Refusal.STALE, Refusal.FORGED}


def test_alipays_canonical_text_is_the_documented_one_on_both_sides(tmp_path: Path) -> None:
    assert canonical(ALIPAY_FIELDS) == ALIPAY_TEXT
    keys = [generate_private_key(65537, 2048) for _ in range(3)]
    merchant, platform, stranger = keys
    client = AlipayClient(
        AlipayAccount(
            app_id="2014072300007148",
            private_key=private_pem(merchant),
            alipay_public_key=public_pem(platform),
        )
    )
    application = Application("2014072300007148", merchant.public_key(), platform, stranger)
    fields = {k: v for k, v in ALIPAY_FIELDS.items() if k != "sign_type"}
    assert client.is_signed(application.sealed(fields))
    assert not client.is_signed(application.sealed(fields, forged=True))
    assert not client.is_signed({**application.sealed(fields), "total_amount": "1.00"})
    assert not client.is_signed({**application.sealed(fields), "sign_type": "RSA"})


def test_importing_alipays_library_leaves_the_houses_logging_alone() -> None:
    import logging

    assert not logging.getLogger("python-alipay-sdk").handlers


HEADERS = st.dictionaries(
    st.sampled_from(
        [
            "Stripe-Signature",
            "Wechatpay-Serial",
            "Wechatpay-Signature",
            "Wechatpay-Timestamp",
            "Wechatpay-Nonce",
            "Wechatpay-Signature-Type",
        ]
    ),
    st.text() | st.sampled_from(["WECHATPAY2-SHA256-RSA2048", "PUB_KEY_ID_1", "t=1,v1=a"]),
)


@given(HEADERS, st.binary() | st.text().map(str.encode) | st.just(b"sign=a&sign_type=RSA2"))
def test_whatever_a_stranger_sends_is_refused_and_nothing_breaks(
    headers: dict[str, str], body: bytes
) -> None:
    for gateway in ALL_GATEWAYS:
        with pytest.raises(CallbackRefusedError) as refused:
            gateway.translate(Callback(headers, body, datetime.now(UTC)))
        assert refused.value.reason is Refusal.FORGED
