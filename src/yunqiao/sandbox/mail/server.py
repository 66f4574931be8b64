"""The SMTP side of the mail catcher."""

import asyncio
from dataclasses import dataclass

from aiosmtpd.smtp import SMTP, Envelope, Session

from yunqiao.sandbox.faults import Faults
from yunqiao.sandbox.mail.faults import Kind
from yunqiao.sandbox.mail.store import Store

LARGEST_MESSAGE = 50 * 1024 * 1024


@dataclass(frozen=True)
class Catcher:
    """aiosmtpd's handler; its method names are aiosmtpd's."""

    store: Store
    faults: Faults[Kind]

    def session(self) -> SMTP:
        """A new connection's protocol."""
        return SMTP(self, data_size_limit=LARGEST_MESSAGE, enable_SMTPUTF8=True, hostname="catcher")

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,  # noqa: ARG002 - aiosmtpd's signature
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        """Take a recipient, or refuse or defer one that a fault names."""
        match self.faults.due(address, kinds={Kind.REFUSE, Kind.DEFER}):
            case None:
                envelope.rcpt_tos.append(address)
                envelope.rcpt_options.extend(rcpt_options)
                return "250 OK"
            case fault if fault.kind is Kind.REFUSE:
                return "550 5.1.1 No such mailbox here"
            case _:
                return "451 4.7.1 Try again later"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002 - aiosmtpd's signature
        envelope: Envelope,
    ) -> str:
        """Keep a message, unless a fault says otherwise."""
        recipients = list(envelope.rcpt_tos)
        fault = self.faults.due(*recipients, kinds={Kind.DELAY, Kind.DROP, Kind.LOSE})
        if fault and fault.kind is Kind.DELAY:
            await asyncio.sleep(fault.seconds)
        elif fault and fault.kind is Kind.DROP:
            if isinstance(server.transport, asyncio.WriteTransport):
                server.transport.abort()
            return "421 4.4.2 Connection dropped"
        elif fault:
            return "250 2.0.0 OK"
        content = envelope.original_content or b""
        name = self.store.keep(envelope.mail_from or "", recipients, content)
        return f"250 2.0.0 OK {name}"
