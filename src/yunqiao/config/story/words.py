"""What the timeline says, in Chinese and in English. Everybody in it is made up and says so."""

from typing import Final

WORDS: Final = {
    "title": (
        "一件跨境案件的全过程（演示，人物均为虚构）",
        "One cross-border case from beginning to end (a demonstration; nobody in it exists)",
    ),
    "times": ("时间为北京时间", "Times are Beijing time"),
    "registered_by_email": (
        "原告在美国用手机打开云桥，以电子邮箱验证码登录：{address}",
        "The claimant, in the United States, opens Yunqiao on a phone and signs in by e-mail code: {address}",
    ),
    "no_identity_page": (
        "（身份认证页面在此版本中尚未提供，略过）",
        "(This version has no page to prove one's identity; the step is left out)",
    ),
    "identity_given": (
        "原告拍照上传护照并录制身份声明，共 {count} 项，交法院核验",
        "The claimant gives a photo of the passport and a recorded statement, {count} parts, to be checked",
    ),
    "identity_proved": (
        "立案法官核对后确认身份",
        "The filing clerk looks at them and finds the identity proved",
    ),
    "wrote": (
        "逐项填写起诉状：原告、被告、诉讼请求、事实与理由、受诉法院、送达地址",
        "The claim is written part by part: parties, requests, facts, court, address for service",
    ),
    "broke_off": (
        "上传“{name}”途中断线；已收到 {arrived} 字节，恢复后从断点续传完成（共 {size} 字节）",
        "The line breaks while “{name}” is sent; {arrived} bytes had arrived, the rest follows ({size} in all)",
    ),
    "arrived": (
        "证据已收到：“{name}”（{size} 字节）",
        "An exhibit arrives: “{name}” ({size} bytes)",
    ),
    "photo": (
        "手机照片已收到：“{name}”（{size} 字节）",
        "A photo from the phone arrives: “{name}” ({size} bytes)",
    ),
    "unfit": (
        "“{name}”未能采用，系统说明了原因，原告改交其他材料：{why}",
        "“{name}” cannot be used; the court says why, and the claimant takes another: {why}",
    ),
    "examined": (
        "{count} 份证据均通过检查，可供法官阅看",
        "All {count} exhibits are examined and ready to be read",
    ),
    "filed": (
        "原告签名提交；系统当场出具回执 {receipt}",
        "The claimant signs and files; the receipt {receipt} comes at once",
    ),
    "clerk": (
        "立案法官登录，在工作台看到该申请",
        "The filing clerk signs in and finds the filing on the worklist",
    ),
    "asked": (
        "立案法官一次性告知补正：“{point}”",
        "The clerk asks for one correction, completely: “{point}”",
    ),
    "told": ("原告收到电子邮件：{subject}", "The claimant gets an e-mail: {subject}"),
    "corrected": (
        "原告仅就被告知的部分补正并再次签名提交",
        "The claimant corrects just what was named, signs and hands it in again",
    ),
    "registered": (
        "法院登记立案，案号 {number}",
        "The court registers the case under number {number}",
    ),
    "rate": (
        "立案法官录入当日汇率：1 美元合 {rate} 元（演示汇率）",
        "The clerk enters the rate of the day: one US dollar is {rate} yuan (a demonstration rate)",
    ),
    "fee": (
        "法院发出交费通知，逐项列明计算过程：案件受理费 {amount} 元，七日内交纳",
        "The fee notice comes with every step of the sum: {amount} yuan, to be paid in seven days",
    ),
    "declined": (
        "原告用国际银行卡支付，发卡行拒绝，未扣款",
        "The claimant pays by international card; it is declined, and nothing is taken",
    ),
    "paid": (
        "原告改用微信支付 {amount} 元，法院当场出具加盖电子签章的收款回执",
        "The claimant pays {amount} yuan by WeChat Pay instead and has a sealed receipt",
    ),
    "cut": (
        "原告减少诉讼请求，法官记入案卷：受理费由 {was} 元减为 {becomes} 元，应退还 {back} 元",
        "The claim is reduced: the fee changes from {was} to {becomes} yuan, and {back} yuan go back",
    ),
    "refunded": (
        "财务人员一人提出、一人核准，{amount} 元经微信支付原路退还",
        "One member of the finance staff proposes, another approves; {amount} yuan go back by WeChat Pay",
    ),
    "agreed": (
        "{day} 法院账目与微信支付对账单核对一致",
        "The court's books of {day} agree with WeChat Pay's statement",
    ),
    "letter": (
        "法院文书“{name}”：电子签章完整有效（{by}{stamp}）",
        "Letter of the court “{name}”: its seal is whole and valid ({by}{stamp})",
    ),
    "stamped": ("，可信时间戳 {at}", ", time-stamped {at}"),
    "verified": (
        "对全部案卷、日志和文件进行审计：未发现任何问题",
        "The audit of every entry, chain, log and file finds nothing wrong",
    ),
    "not_audited": (
        "（案卷审计须在法院所在的机器上进行：./yunqiao verify）",
        "(The audit is run where the court runs: ./yunqiao verify)",
    ),
    "held": ("全过程符合预期。用时 {seconds} 秒。", "Everything held. It took {seconds} s."),
    "failed": ("未能完成：{why}", "It did not hold: {why}"),
}
"""Chinese, then English."""
