"""The page that lists the sandboxes of a machine: where to read mail, find codes, pay and transfer."""

from collections.abc import Collection

PAGE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>沙箱 Sandboxes</title>
<link rel="stylesheet" href="/sandbox/{sheet}/style.css">
</head>
<body>
<header><p>沙箱 <span lang="en">Sandboxes</span></p></header>
<main>
<p class="notice" role="note">本机上代替外部世界的各个沙箱：不会真正寄出邮件，也不会发生真实付款。<span lang="en">What stands for the outside world on this machine. Nothing is sent, and no money moves.</span></p>
<h1>沙箱 <span lang="en">Sandboxes</span></h1>
{listed}
<p><a href="/">返回法院 <span lang="en">To the court</span></a></p>
</main>
</body>
</html>
"""
PLACE = """<h2><a href="/sandbox/{path}">{zh} <span lang="en">{en}</span></a></h2>
<p>{told_zh}<span lang="en"> {told_en}</span></p>
"""
PLACES = (
    ("mail", "mail/", "邮件与短信", "Mail and texts",
     "法院发出的邮件和短信都在这里，登录验证码也在其中。",
     "Every e-mail and text that the court sends ends here, codes for signing in among them."),
    ("mail", "mail/authenticator/", "验证器", "Authenticator",
     "示例工作人员登录时需要的动态码。", "The codes that demonstration staff need to sign in."),
    ("stripe", "stripe/", "国际银行卡", "International card (Stripe)",
     "列出银行卡订单；可以支付、被拒、过期。", "Orders to pay by card: pay them, be declined, let them expire."),
    ("wechatpay", "wechatpay/", "微信支付", "WeChat Pay",
     "代替手机上的微信：打开二维码对应的订单并支付。",
     "In place of WeChat on a phone: open the order behind a QR code and pay it."),
    ("alipay", "alipay/", "支付宝", "Alipay",
     "列出支付宝订单并支付。", "Orders to pay by Alipay."),
    ("bank", "bank/", "银行", "Bank",
     "向法院汇款，并下载每日对账单供财务人员导入。",
     "Transfer money to the court, and fetch the day's statement for finance staff to import."),
)  # fmt: skip


def index_page(names: Collection[str]) -> str:
    """The page for the sandboxes of these names, of which there is at least one."""
    listed = "".join(
        PLACE.format(path=path, zh=zh, en=en, told_zh=told_zh, told_en=told_en)
        for name, path, zh, en, told_zh, told_en in PLACES
        if name in names
    )
    return PAGE.format(sheet=max(names, key=lambda name: name != "mail"), listed=listed)
