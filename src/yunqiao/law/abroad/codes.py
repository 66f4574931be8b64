"""The domain's own words beside an outcome: channels of service, and the state of each."""

from enum import Enum
from typing import Final


class ServiceChannel(Enum):
    """A way of serving a party without domicile in the mainland."""

    PERSON_IN_CHINA = "person_in_china"
    AGENT = "agent"
    DESIGNATED_RECIPIENT = "designated_recipient"
    ESTABLISHMENT = "establishment"
    HEADED_COMPANY = "headed_company"
    OFFICER_IN_CHINA = "officer_in_china"
    CONNECTED_ENTERPRISE = "connected_enterprise"
    EMBASSY = "embassy"
    ELECTRONIC = "electronic"
    AGREED_WAY = "agreed_way"
    MAIL = "mail"
    TREATY = "treaty"
    ARRANGEMENT = "arrangement"
    DIPLOMATIC = "diplomatic"
    ACCEPTED_WAY = "accepted_way"
    DIPLOMATIC_NOTE = "diplomatic_note"
    PUBLIC_NOTICE = "public_notice"


IN_CHINA: Final = frozenset(
    {
        ServiceChannel.PERSON_IN_CHINA,
        ServiceChannel.AGENT,
        ServiceChannel.DESIGNATED_RECIPIENT,
        ServiceChannel.ESTABLISHMENT,
        ServiceChannel.HEADED_COMPANY,
        ServiceChannel.OFFICER_IN_CHINA,
        ServiceChannel.CONNECTED_ENTERPRISE,
    }
)
"""Channels that end inside the mainland, by the home rules of service, leaving allowed."""

OPEN: Final = "CHANNEL_OPEN"
NOT_ALLOWED: Final = "CHANNEL_NOT_ALLOWED"
NOT_APPLICABLE: Final = "CHANNEL_NOT_APPLICABLE"
NEEDS_FACTS: Final = "NEEDS_FACTS"
NEEDS_REVIEW: Final = "NEEDS_REVIEW"

SERVED: Final = "SERVED"
NOT_SERVED: Final = "NOT_SERVED"
PENDING: Final = "PENDING"
NEEDS_EVIDENCE: Final = "NEEDS_EVIDENCE"
