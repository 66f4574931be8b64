"""What became of a notice, as the docket keeps it: to which address, and what was said of it there."""

from dataclasses import dataclass
from typing import Final, Self

from yunqiao.court.identity.records import Message, MessageState
from yunqiao.gateways.mail.port import Answer, Mail, Sent

ARRIVED: Final = Answer.ACCEPTED.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notice and its fate. `to` is an e-mail address or a mobile number, empty where none counts.

    `answer` is ARRIVED when the receiving server took it or the carrier delivered it; anything else
    says why it did not arrive. `server_said` is what server or carrier said, in their words.
    """

    to: str
    subject: str
    answer: str
    server_said: str = ""
    message_id: str = ""

    @classmethod
    def by_mail(cls, mail: Mail, sent: Sent) -> Self:
        """An e-mail with the answer of the receiving server."""
        return cls(
            to=mail.to,
            subject=mail.subject,
            answer=sent.answer.value,
            server_said=sent.server_said,
            message_id=sent.message_id,
        )

    @classmethod
    def by_text(cls, message: Message) -> Self:
        """A text with what the carrier reported of it last."""
        delivered = message.state == MessageState.DELIVERED
        return cls(
            to=message.address,
            subject=message.subject,
            answer=ARRIVED if delivered else message.state,
            server_said=message.said,
            message_id=str(message.id),
        )

    @property
    def arrived(self) -> bool:
        """Whether there is evidence that it arrived."""
        return self.answer == ARRIVED
