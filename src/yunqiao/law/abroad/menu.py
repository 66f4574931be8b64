"""Which provision decides each channel, and the order in which a court goes through them."""

from typing import Final

from yunqiao.law.abroad import channels, in_china, regions
from yunqiao.law.abroad.addressee import Addressee
from yunqiao.law.abroad.codes import Channel
from yunqiao.law.catalogue import Decide
from yunqiao.law.findings import Finding, no, reason
from yunqiao.law.instruments import CPL

NOT_ON_THE_LIST = reason("abroad.channel.not_on_the_list")

Menu = dict[Channel, Decide[Addressee]]

FOREIGN: Final[Menu] = {
    Channel.PERSON_IN_CHINA: in_china.person_in_china,
    Channel.AGENT: in_china.agent,
    Channel.ESTABLISHMENT: in_china.establishment,
    Channel.HEADED_COMPANY: in_china.headed_company,
    Channel.OFFICER_IN_CHINA: in_china.officer_in_china,
    Channel.CONNECTED_ENTERPRISE: in_china.connected_enterprise,
    Channel.EMBASSY: channels.embassy,
    Channel.ELECTRONIC: channels.electronic,
    Channel.AGREED_WAY: channels.agreed_way,
    Channel.MAIL: channels.mail,
    Channel.TREATY: channels.treaty,
    Channel.DIPLOMATIC: channels.diplomatic,
    Channel.PUBLIC_NOTICE: channels.public_notice,
}
"""The law sets no order but that public notice is last; this one asks the quickest first."""

REGIONAL: Final[Menu] = {
    Channel.PERSON_IN_CHINA: regions.person,
    Channel.AGENT: regions.agent,
    Channel.DESIGNATED_RECIPIENT: regions.designated_recipient,
    Channel.ESTABLISHMENT: regions.establishment,
    Channel.ELECTRONIC: regions.electronic,
    Channel.MAIL: regions.mail,
    Channel.ARRANGEMENT: regions.arrangement,
    Channel.HEADED_COMPANY: in_china.headed_company,
    Channel.AGREED_WAY: channels.agreed_way,
    Channel.PUBLIC_NOTICE: regions.public_notice,
}
"""The special lists first, then what CPL 283 adds by reference (Int 549), then public notice."""


def menu_for(facts: Addressee) -> Menu:
    """The channels to go through for this addressee."""
    return REGIONAL if facts.region else FOREIGN


def decide(channel: Channel, facts: Addressee) -> Finding:
    """Whether one channel is open for this addressee."""
    provision = menu_for(facts).get(channel)
    if provision is None:
        return no(CPL["283"], NOT_ON_THE_LIST, code="CHANNEL_NOT_APPLICABLE")
    return provision(facts)
