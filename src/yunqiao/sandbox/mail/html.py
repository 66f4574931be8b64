"""The catcher's pages as text; every value goes through escape."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from yunqiao.sandbox.authenticator.pages import main_of
from yunqiao.sandbox.mail.store import attachments_of, recipients_of, text_of
from yunqiao.sandbox.sms.store import Text

PAGE = """<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/sandbox/mail/style.css">
</head>
<body>
<header><a href="/sandbox/mail/">邮件沙箱 <span lang="en">Mail catcher</span></a>
<a href="/sandbox/mail/authenticator/">验证器 <span lang="en">Authenticator</span></a></header>
<main>{main}</main>
</body>
</html>
"""
SEARCH = """<h1>收到的邮件和短信 <span lang="en">Caught mail and texts</span></h1>
<p>这里的邮件和短信没有寄出。<span lang="en">Nothing shown here has left this machine.</span></p>
<form method="get" role="search">
<label for="to">收件人 <span lang="en">Recipient</span></label>
<input id="to" name="to" type="search" value="{to}" autocomplete="off">
<button>查找 <span lang="en">Search</span></button>
</form>
"""
NOTHING = '<p>没有邮件或短信。<span lang="en">No messages.</span></p>'


def list_page(messages: Sequence[tuple[str, EmailMessage]], texts: Sequence[Text], to: str) -> str:
    """Mails and texts newest first, with the search for a recipient."""
    dated = [(name, _row(name, message)) for name, message in messages]
    dated += [(text.name, _text_row(text)) for text in texts]
    rows = "".join(row for _name, row in sorted(dated, reverse=True))
    return _page(
        "邮件沙箱 Mail catcher",
        SEARCH.format(to=escape(to)) + (f"<ol>{rows}</ol>" if rows else NOTHING),
    )


def message_page(name: str, message: EmailMessage) -> str:
    """One message: headers, text, attachments as links."""
    subject = str(message.get("Subject", ""))
    headers = "".join(
        f"<dt>{label}</dt><dd>{escape(value)}</dd>"
        for label, value in (
            ("发件人 From", str(message.get("From", ""))),
            ("收件人 To", ", ".join(recipients_of(message))),
            ("时间 Date", str(message.get("Date", ""))),
        )
    )
    files = "".join(
        f'<li><a href="/sandbox/mail/{name}/attachments/{number}">'
        f"{escape(part.get_filename() or part.get_content_type())}</a></li>"
        for number, part in enumerate(attachments_of(message))
    )
    attachments = f"<h2>附件 Attachments</h2><ul>{files}</ul>" if files else ""
    source = f'<p><a href="/sandbox/mail/{name}/source">原文 <span lang="en">Source</span></a></p>'
    text = f"<pre>{escape(text_of(message))}</pre>"
    return _page(
        subject, f"<h1>{escape(subject)}</h1><dl>{headers}</dl>{text}{attachments}{source}"
    )


def authenticator_page(codes: dict[str, str]) -> str:
    """The codes of the demonstration staff."""
    return _page("验证器 Authenticator", main_of(codes))


def missing_page() -> str:
    """There is no such message."""
    return _page("404", '<p>没有这封邮件。<span lang="en">There is no such message.</span></p>')


def _row(name: str, message: EmailMessage) -> str:
    subject = escape(str(message.get("Subject", "")) or "—")
    to = escape(", ".join(recipients_of(message)))
    date = escape(str(message.get("Date", "")))
    return f'<li><a href="/sandbox/mail/{name}">{subject}</a> <span>{to}</span> <time>{date}</time></li>'


def _text_row(text: Text) -> str:
    at = escape(format_datetime(datetime.fromtimestamp(text.at, UTC)))
    return (
        f'<li><strong>短信 <span lang="en">Text</span></strong> <pre>{escape(text.text)}</pre>'
        f" <span>{escape(text.to)}</span> <span>{escape(text.status)}</span> <time>{at}</time></li>"
    )


def _page(title: str, main: str) -> str:
    return PAGE.format(title=escape(title), main=main)
