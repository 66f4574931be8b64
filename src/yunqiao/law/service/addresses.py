"""Addresses for service: the confirmation form, whose address binds whom, and reuse (Articles 4 to 6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final, NamedTuple

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.facts import require_order
from yunqiao.law.findings import Finding, Outcome, for_the_court, no, reason, unknown, yes
from yunqiao.law.instruments import (  # fmt: skip
    AERSHAN,
    CONFERENCE_2021,
    CONFERENCE_FROM_MEMORY,
    CPL,
    EM,
    INT,
    MARKET_ENTITIES,
    OLR,
    OP,
    SIMPLE_CASES,
    SP,
)
from yunqiao.law.service.terms import AddresseeDomicile, ServedMatter

FORM_COMPLETE = reason("service.address.form_complete")
FORM_INCOMPLETE = reason("service.address.form_incomplete")
WARNINGS_MISSING = reason("service.address.warnings_missing")
OWN_ADDRESS = reason("service.address.own")
NOT_WARNED = reason("service.address.not_warned")
WARNING_UNCLEAR = reason("service.address.warning_unclear")
CHANGED = reason("service.address.changed")
CHANGED_UNDERWAY = reason("service.address.changed_underway")
AGENTS_ADDRESS = reason("service.address.agents")
MANDATE_ENDED = reason("service.address.mandate_ended")
EARLIER_INSTANCE = reason("service.address.earlier_instance")
OTHER_CASE = reason("service.address.other_case")
OTHER_CASE_UNVERIFIED = reason("service.address.other_case_unverified")
OTHER_CASE_AGENT = reason("service.address.other_case_agent")
TRANSLATION = reason("service.address.translation_doubtful")
AGREED_BEFORE = reason("service.address.agreed_before_dispute")
OWN_PAPERS_ABROAD = reason("service.address.own_papers_abroad")
PAPER_ONLY = reason("service.address.normative_paper_only")
EXTRA_ADDRESS = reason("service.address.extra")
REGISTERED = reason("service.address.registered")
REFUSAL_UNCLEAR = reason("service.address.refusal_unclear")
NO_REFUSAL = reason("service.address.no_refusal")
DORMANT = reason("service.address.dormant")
COMMITTED = reason("service.address.committed")
NO_SCHEME = reason("service.address.no_scheme")
OF_OTHERS = reason("service.address.of_others")
ONE_BINDS = reason("service.address.one_binds")
NONE_BINDS = reason("service.address.none_binds")
GET_FORM = reason("service.next.get_form")
USE_NEW_ADDRESS = reason("service.next.use_new_address")
VERIFY_AND_NOTE = reason("service.next.verify_and_note")


class Consequence(Enum):
    """The consequences that the form must explain (A4)."""

    REFUSING_AN_ADDRESS = "refusing_an_address"
    WRONG_ADDRESS = "wrong_address"
    UNREPORTED_CHANGE = "unreported_change"
    REFUSING_TO_SIGN = "refusing_to_sign"


class FormItem(Enum):
    """What the party must have filled in (EM 4)."""

    POSTCODE = "postcode"
    FULL_ADDRESS = "full_address"
    TELEPHONE = "telephone"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationForm:
    """A service-address confirmation form (送达地址确认书) as handed in.

    `electronic_scope_told`: for consent to electronic service, the court told its scope, its effect
    and how to change it (OLR 30); None where no consent is asked.
    """

    items: frozenset[FormItem]
    warnings: frozenset[Consequence]
    electronic_scope_told: bool | None = None


@provision(EM["3"], EM["4"], OLR["30"], AERSHAN["4"], source="corrections E18, E42")
def confirmation_is_complete(form: ConfirmationForm) -> Finding:
    """Is the address confirmation form complete, so that returned mail may count against the party?"""
    cited = (EM["3"], EM["4"], AERSHAN["4"])
    unwarned = sorted(item.value for item in set(Consequence) - form.warnings)
    if unwarned:
        return no(cited, WARNINGS_MISSING, value={"warnings": unwarned}, try_next=(GET_FORM,))
    empty = sorted(item.value for item in set(FormItem) - form.items)
    if form.electronic_scope_told is False:
        empty.append("electronic_scope")
    if empty:
        return no((*cited, OLR["30"]), FORM_INCOMPLETE, value={"items": empty}, try_next=(GET_FORM,))  # fmt: skip
    return yes(cited, FORM_COMPLETE)


class AddressSource(Enum):
    """Where an address for service comes from."""

    CONFIRMED = "confirmed"
    AGENT_CONFIRMED = "agent_confirmed"
    EARLIER_INSTANCE = "earlier_instance"
    OTHER_CASE = "other_case"
    OTHER_CASE_AGENT = "other_case_agent"
    AGREED_BEFORE_DISPUTE = "agreed_before_dispute"
    LETTERS_IN_DISPUTE = "letters_in_dispute"
    OWN_PAPERS = "own_papers"
    OTHER_PROCEEDINGS = "other_proceedings"
    CIVIL_ACTS = "civil_acts"
    DOMICILE = "domicile"
    DORMANCY = "dormancy"
    COMMITMENT = "commitment"
    OTHER_SIDE = "other_side"
    FOUND_BY_COURT = "found_by_court"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAddress:
    """An address for service, with what is known of how the party came to be bound by it.

    `warned`: the party was told the consequences (A4). `changed_on`: a written change reached the
    court. `mandate_ended_on`: a written notice that the agent's mandate has ended reached the
    court. `verified_on_file`: use of a form from another pending case was verified and noted.
    `refusal_established`: the party, warned, gave no address, expressly or as presumed (A7).
    `scheme_applies`: the court recognises the local scheme of address commitments (off unless set).
    Dates are court-local.
    """

    source: AddressSource
    warned: bool | None = None
    changed_on: date | None = None
    mandate_ended_on: date | None = None
    verified_on_file: bool | None = None
    refusal_established: bool | None = None
    scheme_applies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressUse:
    """An address used for an attempt: `used_on` is the day of posting or of going there."""

    matter: ServedMatter
    address: ServiceAddress
    used_on: date
    returned_on: date | None = None

    def __post_init__(self) -> None:
        require_order(self, "used_on", "returned_on")


@provision(
    EM["11"],
    EM["5"],
    INT["137"],
    SP["9"],
    OP["8"],
    AERSHAN["5"],
    AERSHAN["6"],
    AERSHAN["8"],
    source="conflicts a, l; corrections E17, M3, M8, M9, M12",
)
def binds(use: AddressUse) -> Finding:
    """Does this address bind the party, so that what is returned from it counts against the party?"""
    return _change(use) or _mandate_end(use) or _BY_SOURCE[use.address.source](use)


def _change(use: AddressUse) -> Finding | None:
    changed = use.address.changed_on
    cited = (EM["4"], EM["11"], AERSHAN["6"])
    if changed is None or (use.returned_on and changed > use.returned_on):
        return None
    if changed <= use.used_on:
        return no(cited, CHANGED(day=changed), try_next=(USE_NEW_ADDRESS,))
    if use.returned_on:
        return for_the_court(cited, CHANGED_UNDERWAY(day=changed), try_next=(USE_NEW_ADDRESS,))
    return None


def _mandate_end(use: AddressUse) -> Finding | None:
    ended = use.address.mandate_ended_on
    if ended is None or use.address.source is not AddressSource.AGENT_CONFIRMED:
        return None
    if ended <= use.used_on:
        return no(AERSHAN["5"], MANDATE_ENDED(day=ended), try_next=(GET_FORM,))
    if use.returned_on and ended <= use.returned_on:
        return for_the_court(AERSHAN["5"], CHANGED_UNDERWAY(day=ended), try_next=(GET_FORM,))
    return None


def _confirmed(use: AddressUse) -> Finding:
    cited = (EM["11(1)"], AERSHAN["4"], AERSHAN["18"])
    if use.address.warned is None:
        return unknown(cited, WARNING_UNCLEAR, missing="address.warned")
    if not use.address.warned:
        return no(cited, NOT_WARNED, try_next=(GET_FORM,))
    if use.address.source is AddressSource.AGENT_CONFIRMED:
        return yes((EM["11(1)"], INT["132"], AERSHAN["5"]), AGENTS_ADDRESS)
    if use.address.source is AddressSource.EARLIER_INSTANCE:
        return yes((INT["137"], AERSHAN["6"]), EARLIER_INSTANCE)
    return yes(cited, OWN_ADDRESS)


def _other_case(use: AddressUse) -> Finding:
    if not use.address.verified_on_file:
        return unknown(AERSHAN["6"], OTHER_CASE_UNVERIFIED, missing="address.verified_on_file", try_next=(VERIFY_AND_NOTE,))  # fmt: skip
    return yes((OP["8"], AERSHAN["6"]), OTHER_CASE, doubts=(PAPER_ONLY,))


def _other_case_agent(_use: AddressUse) -> Finding:
    return no(AERSHAN["6"], OTHER_CASE_AGENT, doubts=(TRANSLATION,))


def _agreed_before_dispute(_use: AddressUse) -> Finding:
    return yes((SIMPLE_CASES["3"], OP["8"]), AGREED_BEFORE, doubts=(PAPER_ONLY,))


def _extra(use: AddressUse) -> Finding:
    return _after_refusal(use) or yes((OP["8"], OP["9"]), EXTRA_ADDRESS, doubts=(PAPER_ONLY,))


def _own_papers(use: AddressUse) -> Finding:
    if use.matter.addressee.domicile is not AddresseeDomicile.MAINLAND:
        return yes(CONFERENCE_2021["III"], OWN_PAPERS_ABROAD, doubts=(CONFERENCE_FROM_MEMORY,))
    return _extra(use)


def _domicile(use: AddressUse) -> Finding:
    return _after_refusal(use) or yes((EM["5"], SP["9"], AERSHAN["8"]), REGISTERED)


def _dormancy(use: AddressUse) -> Finding:
    return _after_refusal(use) or yes((MARKET_ENTITIES["30"], EM["5"], AERSHAN["8"]), DORMANT)


def _after_refusal(use: AddressUse) -> Finding | None:
    cited = (EM["5"], AERSHAN["8"])
    if use.address.refusal_established is None:
        return unknown(cited, REFUSAL_UNCLEAR, missing="address.refusal_established")
    if not use.address.refusal_established:
        return no(cited, NO_REFUSAL, try_next=(GET_FORM,))
    return None


def _commitment(use: AddressUse) -> Finding:
    if not use.address.scheme_applies:
        return no(EM["11(1)"], NO_SCHEME, try_next=(GET_FORM,))
    return yes(EM["11(1)"], COMMITTED, doubts=(PAPER_ONLY,))


def _of_others(_use: AddressUse) -> Finding:
    return no((EM["11(1)"], AERSHAN["19"]), OF_OTHERS, try_next=(GET_FORM,))


_BY_SOURCE: Final[dict[AddressSource, Callable[[AddressUse], Finding]]] = {
    AddressSource.CONFIRMED: _confirmed,
    AddressSource.AGENT_CONFIRMED: _confirmed,
    AddressSource.EARLIER_INSTANCE: _confirmed,
    AddressSource.OTHER_CASE: _other_case,
    AddressSource.OTHER_CASE_AGENT: _other_case_agent,
    AddressSource.AGREED_BEFORE_DISPUTE: _agreed_before_dispute,
    AddressSource.LETTERS_IN_DISPUTE: _extra,
    AddressSource.OWN_PAPERS: _own_papers,
    AddressSource.OTHER_PROCEEDINGS: _extra,
    AddressSource.CIVIL_ACTS: _extra,
    AddressSource.DOMICILE: _domicile,
    AddressSource.DORMANCY: _dormancy,
    AddressSource.COMMITMENT: _commitment,
    AddressSource.OTHER_SIDE: _of_others,
    AddressSource.FOUND_BY_COURT: _of_others,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyAddresses:
    """Every address known for a party, on the day an attempt is to be made."""

    matter: ServedMatter
    on: date
    addresses: tuple[ServiceAddress, ...]


class AddressFinding(NamedTuple):
    """One of the party's addresses, by its place in the facts, and whether it binds."""

    position: int
    source: AddressSource
    finding: Finding


@provision(
    EM["11"],
    EM["5"],
    INT["137"],
    AERSHAN["5"],
    AERSHAN["6"],
    AERSHAN["8"],
    confidence=Confidence.VERIFIED,
)
def binding_addresses(party: PartyAddresses) -> Finding:
    """Which of the party's addresses bind it on this day, in the order to be used?"""
    found = [
        AddressFinding(
            position,
            address.source,
            binds(AddressUse(matter=party.matter, address=address, used_on=party.on)),
        )
        for position, address in enumerate(party.addresses)
    ]
    value = tuple(sorted(found, key=_order))
    cited = (EM["11"], EM["5"], CPL["88"])
    if any(item.finding.is_yes for item in value):
        return yes(cited, ONE_BINDS, value=value)
    open_ = tuple(
        f"addresses[{item.position}].{path.removeprefix('address.')}"
        for item in value
        for path in item.finding.missing
    )
    if open_:
        return unknown(cited, NONE_BINDS, missing=open_, value=value, try_next=(GET_FORM,))
    return no(cited, NONE_BINDS, value=value, try_next=(GET_FORM,))


def _order(item: AddressFinding) -> tuple[bool, int]:
    """Binding addresses first; then as the sources are listed, the party's own word first."""
    return (item.finding.outcome is not Outcome.YES, _RANK[item.source])


_RANK: Final = {source: rank for rank, source in enumerate(AddressSource)}
