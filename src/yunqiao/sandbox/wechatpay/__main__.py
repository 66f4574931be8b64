"""`python -m yunqiao.sandbox.wechatpay --folder DIR`: the sandbox, until SIGTERM."""

import secrets
from pathlib import Path

from yunqiao.sandbox.till.keys import key_at, private_pem, public_pem, write_account, write_secret
from yunqiao.sandbox.till.serving import Part, Site, run
from yunqiao.sandbox.till.till import Till
from yunqiao.sandbox.wechatpay.api import Api
from yunqiao.sandbox.wechatpay.merchant import Merchant
from yunqiao.sandbox.wechatpay.notifications import Notifications
from yunqiao.sandbox.wechatpay.platform import Platform

APPID, MCHID = "wxsandbox0000000001", "1900000001"
MERCHANT_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"


def build(site: Site, till: Till) -> Part:
    """The interface and the notifications; keys are made once, the account file tells them."""
    merchant_key = key_at(site.folder / "merchant.key")
    platform = Platform.at(site.folder)
    apiv3_key = _apiv3_key(site.folder / "apiv3_key")
    merchant = Merchant(APPID, MCHID, MERCHANT_SERIAL, merchant_key.public_key(), apiv3_key)
    account = {
        "appid": APPID,
        "mchid": MCHID,
        "private_key": private_pem(merchant_key),
        "serial": MERCHANT_SERIAL,
        "apiv3_key": apiv3_key,
        "address": site.address,
    }
    key = {"public_key": public_pem(platform.key), "public_key_id": platform.public_key_id}
    write_account(site.account, account | key)
    certificates = {"certificates": str(site.folder / "merchants_copies")}
    write_account(site.account.with_suffix(".certificates.toml"), account | certificates)
    api = Api(till, merchant, platform, lambda name: site.page("wechatpay", name), site.address)
    return Part(Notifications(merchant, platform), api.routes(), api.wrap)


def _apiv3_key(path: Path) -> str:
    if not path.exists():
        write_secret(path, secrets.token_hex(16))
    return path.read_text()


if __name__ == "__main__":
    run("wechatpay", build)
