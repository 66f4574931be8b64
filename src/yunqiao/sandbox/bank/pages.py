"""The bank's page: a transfer is typed in as a payer would, and the day's statements are fetched."""

from html import escape

from yunqiao.sandbox.bank.account import Account, Transfer, signed
from yunqiao.sandbox.bank.statements import amount

ROOT = "/sandbox/bank"
PAGE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>银行 沙箱 Bank sandbox</title>
<link rel="stylesheet" href="{root}/style.css">
</head>
<body>
<header><p>银行 沙箱 <span lang="en">Bank sandbox</span></p></header>
<main>
<p class="notice" role="note">这是沙箱页面，不会发生真实付款。<span lang="en">This is a sandbox. No money moves.</span></p>
{said}
<h1>汇款 <span lang="en">Make a transfer</span></h1>
<form method="post">
<label>金额（元，或该币种的单位） <span lang="en">Amount</span><input name="amount" inputmode="decimal" required></label>
<label>币种 <span lang="en">Currency</span><input name="currency" value="CNY" maxlength="3" required></label>
<label>附言，请写明缴费编号 <span lang="en">Message, with the payment reference</span><input name="text" maxlength="140"></label>
<label>付款人或收款人 <span lang="en">Payer, or payee</span><input name="payer" maxlength="140"></label>
<label><input type="checkbox" name="is_outgoing" value="yes"> 由法院汇出，例如退款 <span lang="en">Sent by the court, such as a refund</span></label>
<button class="main">汇款 <span lang="en">Transfer</span></button>
</form>
<h2>对账单 <span lang="en">Statements</span></h2>
{days}
</main>
</body>
</html>
"""
DAY = (
    '<p>{day}: <a href="{root}/statements/{day}.xml">camt.053</a>'
    ' <a href="{root}/statements/{day}.csv">CSV</a></p>{table}'
)
DONE = '<p role="status">已汇出。<span lang="en">Sent.</span></p>'
WRONG = (
    '<p class="error" role="alert">请填写金额和三个字母的币种，例如 100.00 与 CNY。'
    '<span lang="en">Give an amount and a currency of three letters, such as 100.00 and CNY.</span></p>'
)


def page_of(account: Account, said: str = "") -> str:
    """The whole page, days newest first."""
    days = sorted({t.day for t in account.transfers}, reverse=True)
    listed = "".join(DAY.format(day=day, root=ROOT, table=_table(account.of(day))) for day in days)
    return PAGE.format(root=ROOT, said=said, days=listed)


def _table(transfers: list[Transfer]) -> str:
    rows = "".join(
        f"<tr><td>{'-' if signed(t) < 0 else ''}{amount(t.minor, t.currency)} {escape(t.currency)}</td>"
        f"<td>{escape(t.payer)}</td><td>{escape(t.text)}</td><td>{escape(t.bank_id)}</td></tr>"
        for t in transfers
    )
    return f"<table>{rows}</table>"
