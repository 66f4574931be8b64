"""Which provision decides each channel, and the order in which a court goes through them."""

from typing import Final

from yunqiao.law.abroad import channels, in_china, regions
from yunqiao.law.abroad.addressee import AddresseeAbroad
from yunqiao.law.abroad.codes import ServiceChannel
from yunqiao.law.catalogue import Decide
from yunqiao.law.findings import Finding, no, reason
from yunqiao.law.instruments import CPL

NOT_ON_THE_LIST = reason("abroad.channel.not_on_the_list")

Menu = dict[ServiceChannel, Decide[AddresseeAbroad]]

FOREIGN: Final[Menu] = {
    ServiceChannel.PERSON_IN_CHINA: in_china.person_in_china,
    ServiceChannel.AGENT: in_china.agent,
    ServiceChannel.ESTABLISHMENT: in_china.establishment,
    ServiceChannel.HEADED_COMPANY: in_china.headed_company,
    ServiceChannel.OFFICER_IN_CHINA: in_china.officer_in_china,
    ServiceChannel.CONNECTED_ENTERPRISE: in_china.connected_enterprise,
    ServiceChannel.EMBASSY: channels.embassy,
    ServiceChannel.ELECTRONIC: channels.electronic,
    ServiceChannel.AGREED_WAY: channels.agreed_way,
    ServiceChannel.MAIL: channels.mail,
    ServiceChannel.TREATY: channels.treaty,
    ServiceChannel.DIPLOMATIC: channels.diplomatic,
    ServiceChannel.PUBLIC_NOTICE: channels.public_notice,
}
"""The law sets no order but that public notice is last; this one asks the quickest first."""

REGIONAL: Final[Menu] = {
    ServiceChannel.PERSON_IN_CHINA: regions.person,
    ServiceChannel.AGENT: regions.agent,
    ServiceChannel.DESIGNATED_RECIPIENT: regions.designated_recipient,
    ServiceChannel.ESTABLISHMENT: regions.establishment,
    ServiceChannel.ELECTRONIC: regions.electronic,
    ServiceChannel.MAIL: regions.mail,
    ServiceChannel.ARRANGEMENT: regions.arrangement,
    ServiceChannel.HEADED_COMPANY: in_china.headed_company,
    ServiceChannel.AGREED_WAY: channels.agreed_way,
    ServiceChannel.PUBLIC_NOTICE: regions.public_notice,
}
"""The special lists first, then what CPL 283 adds by reference (Int 549), then public notice."""


def menu_for(facts: AddresseeAbroad) -> Menu:
    """The channels to go through for this addressee."""
    return REGIONAL if facts.region else FOREIGN


def decide(channel: ServiceChannel, facts: AddresseeAbroad) -> Finding:
    """Whether one channel is open for this addressee."""
    provision = menu_for(facts).get(channel)
    if provision is None:
        return no(CPL["283"], NOT_ON_THE_LIST, code="CHANNEL_NOT_APPLICABLE")
    return provision(facts)
