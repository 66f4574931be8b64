"""A claim as it is given: the one typed shape behind the pages, the API and the counter."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final, Self
from uuid import UUID

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from yunqiao.court.casefile.models import PartyKind, Role
from yunqiao.court.filing.currencies import currencies
from yunqiao.court.filing.facts import (
    AgentKind,
    AgentPaper,
    AgentPower,
    LitigantCategory,
    PowerCertification,
)
from yunqiao.court.foundation.written import Clean
from yunqiao.law.states import MAINLAND, places

LONGEST_TEXT: Final = 20_000
MOST_PARTIES: Final = 50
MOST_REQUESTS: Final = 30
MOST_DOCUMENTS: Final = 200
ON_THE_DOCKET: Final[Mapping[str, bool]] = {"on_the_docket": True}
"""Context for reading what was given before: what would not be taken today stays readable."""


def _is_on_the_docket(info: ValidationInfo) -> bool:
    return bool((info.context or {}).get("on_the_docket"))


def _country(code: str) -> str:
    if code not in places():
        raise PydanticCustomError("country", "“{code}” is not a country code", {"code": code})
    return code


def _currency(code: str, info: ValidationInfo) -> str:
    if code not in currencies() and not _is_on_the_docket(info):
        raise PydanticCustomError("currency", "“{code}” is not a currency code", {"code": code})
    return code


def _email(address: str) -> str:
    if address:
        try:
            validate_email(address)
        except ValidationError:
            raise PydanticCustomError("email", "this is not an e-mail address") from None
    return address


def phone_number(given: str) -> str:
    """A telephone number of any country in E.164 form; empty stays empty.

    Raises:
        PydanticCustomError: it has no country code or cannot be a number anywhere.
    """
    if not given:
        return given
    try:
        number = phonenumbers.parse(given)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise PydanticCustomError(
            "phone", "write the number with its country code, as in +1 626 555 0134"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), Clean]
OptionalLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300), Clean]
Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT), Clean
]
OptionalText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000), Clean]
Country = Annotated[str, AfterValidator(_country)]
Currency = Annotated[str, AfterValidator(_currency)]
Cause = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), Clean
]
Email = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254), Clean, AfterValidator(_email)
]
Phone = Annotated[OptionalLine, AfterValidator(phone_number)]
Amount = Annotated[Decimal, Field(ge=0, max_digits=18, decimal_places=2, allow_inf_nan=False)]


class Given(BaseModel):
    """Data given to us: frozen, and an unknown field is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PartyGiven(Given):
    """One party as the filer names it. Any script, one name or several, any address.

    `representative` is the natural person through whom an organisation acts: its legal
    representative or the person responsible for it (Civil Procedure Law, arts. 51 and 124).
    """

    role: Role
    kind: PartyKind
    name: Line
    other_name: OptionalLine = ""
    representative: OptionalLine = ""
    country: Country
    address: OptionalText = ""
    email: Email = ""
    phone: Phone = ""
    is_filer: StrictBool = False

    @field_validator("representative")
    @classmethod
    def _is_of_an_organisation(cls, name: str, info: ValidationInfo) -> str:
        if name and info.data.get("kind") == PartyKind.NATURAL:
            raise PydanticCustomError(
                "representative", "only an organisation acts through a legal representative"
            )
        return name


class RequestGiven(Given):
    """One thing asked of the court, with an amount in any currency where it is about money."""

    text: Text
    amount: Amount | None = None
    currency: Currency = "CNY"


class ServiceAddress(Given):
    """Where the filer can be served: at least one way must be open.

    Electronic service needs consent, and an address the filer gave for it: e-mail or telephone
    (CPL 90(1), Int 135, OLR 29).
    """

    address: OptionalText = ""
    country: Country
    email: Email = ""
    phone: Phone = ""
    electronic: StrictBool = False

    @model_validator(mode="after")
    def _reachable(self, info: ValidationInfo) -> Self:
        if not (self.address or self.electronic):
            raise PydanticCustomError(
                "unreachable",
                "give a postal address, or consent to electronic service with an address for it",
            )
        if self.electronic and not (self.email or self.phone) and not _is_on_the_docket(info):
            raise PydanticCustomError(
                "nowhere_to_send",
                "give an e-mail address or a telephone number for electronic service",
            )
        return self


class ExhibitGiven(Given):
    """A file of a claim; `upload` names it, `translation_of` the file it translates.

    An agent's `paper` shows what they may do; evidence is none. Handed in with a correction, it `answers` a point of the court's notice (the section named
    there) and may stand in the place of an earlier file, which it `replaces`.
    """

    upload: UUID
    title: OptionalLine = ""
    proves: OptionalText = ""
    language: Annotated[str, StringConstraints(pattern="^([a-z]{2,3}(-[A-Za-z]{2,4})?)?$")] = ""
    translation_of: UUID | None = None
    paper: AgentPaper | None = None
    answers: OptionalLine = ""
    replaces: UUID | None = None


class RepresentationGiven(Given):
    """What an agent may do for the party who claims, as the power of attorney says it.

    `powers` are the special powers it names one by one; `receives` says whether the agent may
    receive documents; `until` is its last day (court-local), if it has one.
    """

    principal: LitigantCategory
    kind: AgentKind
    name: Line
    office: OptionalLine = ""
    licence: OptionalLine = ""
    signed_in: Country
    signed_on: date
    certified: PowerCertification
    powers: Annotated[tuple[AgentPower, ...], Field(max_length=len(AgentPower))] = ()
    receives: StrictBool = True
    until: date | None = None

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        notary = self.certified is PowerCertification.MAINLAND_NOTARY
        if notary and self.signed_in != MAINLAND:
            raise PydanticCustomError(
                "notary_elsewhere", "a notary of the Mainland certifies what is signed there"
            )
        if self.until is not None and self.until < self.signed_on:
            raise PydanticCustomError("ends_before", "the authority ends before it was signed")
        return self


class Claim(Given):
    """A whole claim, ready to be filed (Civil Procedure Law, art. 124)."""

    court: Line
    cause: Cause
    parties: Annotated[tuple[PartyGiven, ...], Field(max_length=MOST_PARTIES)]
    requests: Annotated[tuple[RequestGiven, ...], Field(max_length=MOST_REQUESTS)]
    facts_and_reasons: Text
    service_address: ServiceAddress
    representation: RepresentationGiven | None = None
    documents: Annotated[tuple[ExhibitGiven, ...], Field(max_length=MOST_DOCUMENTS)] = ()
    signature: Line
    language: Annotated[str, StringConstraints(pattern="^(zh-hans|zh-hant|en)$")] = "zh-hans"

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        roles = {party.role for party in self.parties}
        if not {Role.CLAIMANT, Role.DEFENDANT} <= roles:
            raise PydanticCustomError("sides", "name at least one claimant and one defendant")
        if not self.requests:
            raise PydanticCustomError("requests", "say what the court should order")
        if self.representation is not None:
            self._has_a_power_of_attorney()
        uploads = {exhibit.upload for exhibit in self.documents}
        if len(uploads) != len(self.documents):
            raise PydanticCustomError("documents", "each document can be named once")
        for exhibit in self.documents:
            if exhibit.translation_of and exhibit.translation_of not in uploads - {exhibit.upload}:
                raise PydanticCustomError(
                    "translation", "a translation names another document of the claim"
                )
        return self

    def _has_a_power_of_attorney(self) -> None:
        papers = {exhibit.paper for exhibit in self.documents}
        if AgentPaper.POWER_OF_ATTORNEY not in papers:
            raise PydanticCustomError(
                "power_of_attorney", "an agent hands in the power of attorney with the claim"
            )

    def filer(self) -> PartyGiven | None:
        """The party who files, in person or through an agent."""
        return next((party for party in self.parties if party.is_filer), None)

    def names(self, role: Role) -> str:
        """The names of all parties in a role, as the case list shows them."""
        return "、".join(party.name for party in self.parties if party.role == role)

    def claimant_names(self) -> list[str]:
        """Every name the claimants are known by here, and those through whom they act."""
        named = ((party.name, party.other_name, party.representative) for party in self.claimants())
        return [name for names in named for name in names if name]

    def claimants(self) -> list[PartyGiven]:
        """Those who claim."""
        return [party for party in self.parties if party.role == Role.CLAIMANT]

    def by_section(self) -> dict[str, Any]:
        """The claim as a draft keeps it: plain JSON by section."""
        plain = self.model_dump(mode="json")
        parties = plain["parties"]
        return {
            "claimants": [party for party in parties if party["role"] == Role.CLAIMANT],
            "defendants": [party for party in parties if party["role"] == Role.DEFENDANT],
            "requests": plain["requests"],
            "facts": {"facts_and_reasons": plain["facts_and_reasons"]},
            "case": {"cause": plain["cause"], "court": plain["court"]},
            "service_address": plain["service_address"],
            "representation": plain["representation"],
            "documents": plain["documents"],
            "language": plain["language"],
        }
