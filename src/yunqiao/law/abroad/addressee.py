"""The addressee of service abroad: what the court knows of a party without domicile in the mainland."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from yunqiao.law.facts import ContradictionError, FactsError
from yunqiao.law.instruments import CPL, CPL_2021, IMMUNITY
from yunqiao.law.states import REGIONS, require_place


class AddresseeNature(Enum):
    """What the addressee is."""

    NATURAL_PERSON = "natural_person"
    ENTITY = "entity"
    STATE = "foreign_state"


class AgreedWay(Enum):
    """The way of service an addressee has agreed to (CPL 283(1)(10))."""

    POST = "post"
    ELECTRONIC = "electronic"
    COURIER = "courier"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class InChina:
    """Who can receive for the addressee inside the mainland; None means not known."""

    present_in_person: bool | None = None
    officer_present: bool | None = None
    agent_in_this_case: bool | None = None
    agent_may_accept: bool | None = None
    agent_excluded_from_accepting: bool | None = None
    designated_recipient: bool | None = None
    household_member: bool | None = None
    wholly_owned_enterprise: bool | None = None
    representative_office: bool | None = None
    branch: bool | None = None
    branch_may_accept: bool | None = None
    business_agent: bool | None = None
    business_agent_may_accept: bool | None = None
    heads_entity: bool | None = None
    entity_is_co_defendant: bool | None = None
    entity_set_up_by_addressee: bool | None = None

    def __post_init__(self) -> None:
        """Refuse an authority both given and excluded."""
        if self.agent_may_accept and self.agent_excluded_from_accepting:
            raise ContradictionError(
                "agent_may_accept",
                "agent_excluded_from_accepting",
                "the power of attorney cannot both grant and exclude receiving service",
            )


NOBODY_KNOWN: Final = InChina()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddresseeAbroad:
    """A party without domicile in the mainland, on the court-local date `on`.

    `state` is the ISO alpha-2 code of the State or region where the addressee is to be served (HK,
    MO and TW are regions, not States). `hague_party`, `bilateral_treaty` and
    `diplomatic_relations` are the officer's own check; where it contradicts a register it is
    followed, and so is `state_allows_mail`, with a doubt that names the entry.
    """

    on: date
    nature: AddresseeNature
    state: str | None = None
    domiciled_in_mainland: bool = False
    chinese_national: bool | None = None
    address_known: bool | None = None
    civil_or_commercial: bool = True
    maritime: bool = False
    hague_party: bool | None = None
    bilateral_treaty: bool | None = None
    diplomatic_relations: bool | None = None
    state_allows_mail: bool | None = None
    registered_with_acknowledgement: bool | None = None
    translated_for_state: bool | None = None
    receipt_can_be_confirmed: bool | None = None
    state_prohibits_electronic: bool | None = None
    agreed: bool | None = None
    agreed_way: AgreedWay | None = None
    state_prohibits_agreed_way: bool | None = None
    other_ways_exhausted: bool | None = None
    served_by_notice_before: bool = False
    in_china: InChina = NOBODY_KNOWN

    def __post_init__(self) -> None:
        """Refuse places, dates and combinations the questions cannot be asked about."""
        require_place("state", self.state)
        if self.on < CPL_2021.in_force_from:
            raise FactsError("on", "the texts before 2022-01-01 are not held here; ask the court")
        if self.nature is AddresseeNature.STATE and self.on < IMMUNITY.in_force_from:
            raise FactsError("on", "the Foreign State Immunity Law applies from 2024-01-01")
        if self.domiciled_in_mainland or self.state == "CN":
            raise ContradictionError(
                "domiciled_in_mainland",
                "state",
                "a party domiciled in the mainland is served at home, not by CPL 283",
            )
        if self.agreed is False and self.agreed_way is not None:
            raise ContradictionError(
                "agreed", "agreed_way", "a way cannot be agreed where nothing was agreed"
            )
        if self.nature is not AddresseeNature.NATURAL_PERSON and self.chinese_national:
            raise ContradictionError(
                "nature", "chinese_national", "only a natural person has Chinese nationality"
            )

    @property
    def region(self) -> str | None:
        """HK, MO or TW where the addressee is there, else None."""
        return self.state if self.state in REGIONS else None

    @property
    def under_2023_text(self) -> bool:
        """Whether CPL 283 of the 2023 amendment applies; before 2024-01-01 it is CPL 2021 274."""
        return self.on >= CPL.in_force_from
