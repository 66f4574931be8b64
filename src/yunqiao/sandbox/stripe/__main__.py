"""`python -m yunqiao.sandbox.stripe --folder DIR --notify URL`: the sandbox, until SIGTERM."""

import secrets
from pathlib import Path

from yunqiao.sandbox.stripe.api import Api
from yunqiao.sandbox.stripe.webhooks import Webhooks
from yunqiao.sandbox.till.keys import write_account, write_secret
from yunqiao.sandbox.till.serving import Part, Site, run
from yunqiao.sandbox.till.till import Till


def build(site: Site, till: Till) -> Part:
    """The interface and the webhooks, with secrets made once; the account file tells them."""
    secret_key = _secret(site.folder / "secret_key", "sk_test_")
    webhook_secret = _secret(site.folder / "webhook_secret", "whsec_")
    write_account(
        site.account,
        {"secret_key": secret_key, "webhook_secret": webhook_secret, "address": site.address},
    )
    api = Api(till, secret_key, lambda name: site.page("stripe", name))
    return Part(Webhooks(webhook_secret, site.notify), api.routes(), api.wrap)


def _secret(path: Path, prefix: str) -> str:
    if not path.exists():
        write_secret(path, prefix + secrets.token_hex(24))
    return path.read_text()


if __name__ == "__main__":
    run("stripe", build)
