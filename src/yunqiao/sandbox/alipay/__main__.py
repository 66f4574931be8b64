"""`python -m yunqiao.sandbox.alipay --folder DIR`: the sandbox, until SIGTERM."""

from yunqiao.sandbox.alipay.api import Api
from yunqiao.sandbox.alipay.application import Application
from yunqiao.sandbox.alipay.notifications import Notifications
from yunqiao.sandbox.till.keys import key_at, private_pem, public_pem, write_account
from yunqiao.sandbox.till.serving import Part, Site, run
from yunqiao.sandbox.till.till import Till

APP_ID = "2021000000000001"


def build(site: Site, till: Till) -> Part:
    """The gateway and the notifications; keys are made once, the account file tells them."""
    merchant_key = key_at(site.folder / "merchant.key")
    platform_key = key_at(site.folder / "platform.key")
    stranger = key_at(site.folder / "stranger.key")
    application = Application(APP_ID, merchant_key.public_key(), platform_key, stranger)
    write_account(
        site.account,
        {
            "app_id": APP_ID,
            "private_key": private_pem(merchant_key),
            "alipay_public_key": public_pem(platform_key),
            "address": f"{site.address}/gateway.do",
            "pages": f"{site.origin}/sandbox/alipay/gateway.do",
        },
    )
    api = Api(till, application, lambda name: site.page("alipay", name), site.address)
    return Part(Notifications(application), api.routes())


if __name__ == "__main__":
    run("alipay", build)
