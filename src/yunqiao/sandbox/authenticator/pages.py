"""The authenticator's page and its JSON API."""

from html import escape

from aiohttp import web

from yunqiao.sandbox.authenticator.codes import Authenticator, seconds_left

HEADING = """<h1>验证器（示例） <span lang="en">Authenticator (demonstration)</span></h1>
<p>以下均为示例账号，不是真实人员；真实法院的工作人员在自己的手机上查看动态码。
<span lang="en">These are demonstration accounts, not real people. The staff of a real court see
their codes on their own phones only.</span></p>
<p>再过 {seconds} 秒更新，届时请刷新本页。
<span lang="en">The codes change in {seconds} seconds; load the page again then.</span></p>
"""
NOBODY = """<p>没有示例账号：请以 --demo 启动。
<span lang="en">There are no demonstration accounts: start with --demo.</span></p>
"""


def main_of(codes: dict[str, str]) -> str:
    """The page's content: an account and its code a line."""
    if not codes:
        return HEADING.format(seconds=seconds_left()) + NOBODY
    rows = "".join(
        f"<li><code>{escape(code)}</code> <span>{escape(account)}</span></li>"
        for account, code in codes.items()
    )
    return f"{HEADING.format(seconds=seconds_left())}<ol>{rows}</ol>"


def api(root: str, authenticator: Authenticator) -> list[web.RouteDef]:
    """The codes of now by account."""

    async def codes(request: web.Request) -> web.Response:  # noqa: ARG001 - a handler
        return web.json_response(
            {"codes": authenticator.codes(), "seconds_left": seconds_left()},
            headers={"Cache-Control": "no-store"},
        )

    return [web.get(f"{root}/api/authenticator", codes)]
