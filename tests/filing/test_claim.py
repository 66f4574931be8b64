from typing import Any

import pytest
from pydantic import ValidationError

from support.makers import a_claim, claim_data
from yunqiao.court.casefile.models import Role
from yunqiao.court.filing.claim import ON_THE_DOCKET, Claim


def party(**changes: Any) -> dict[str, Any]:
    return {"role": "claimant", "kind": "natural", "name": "甲", "country": "US"} | changes


def parties(**changes: Any) -> dict[str, Any]:
    return claim_data(parties=[party(**changes), party(role="defendant")])


@pytest.mark.parametrize(
    "name",
    ["王", "José Ñandú-O’Brien", "Мария", "محمد", "ᠮᠣᠩᠭᠣᠯ", "𬱖㛃", "นภา", "Teller", "O", "👩‍⚖️"],
)
def test_a_name_in_any_script_is_taken_as_it_is(name: str) -> None:
    claim = Claim.model_validate(parties(name=f"  {name} "))
    assert claim.names(Role.CLAIMANT) == name


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("+1 626 555 0134", "+16265550134"),
        ("+86 139-0000-0000", "+8613900000000"),
        ("+44 20 7946 0958", "+442079460958"),
        ("", ""),
    ],
)
def test_a_telephone_number_of_any_country_is_kept_in_one_form(given: str, kept: str) -> None:
    assert Claim.model_validate(parties(phone=given)).parties[0].phone == kept


@pytest.mark.parametrize(
    ("data", "where", "kind"),
    [
        (parties(name=" "), ("parties", 0, "name"), "string_too_short"),
        (parties(name="甲\0"), ("parties", 0, "name"), "control"),
        (parties(name="甲" * 301), ("parties", 0, "name"), "string_too_long"),
        (parties(country="ZZ"), ("parties", 0, "country"), "country"),
        (parties(country="us"), ("parties", 0, "country"), "country"),
        (parties(phone="626 555 0134"), ("parties", 0, "phone"), "phone"),
        (parties(phone="+1 1"), ("parties", 0, "phone"), "phone"),
        (parties(email="nobody"), ("parties", 0, "email"), "email"),
        (parties(role="judge"), ("parties", 0, "role"), "enum"),
        (parties(secret=1), ("parties", 0, "secret"), "extra_forbidden"),
        (claim_data(parties=[party(), party()]), (), "sides"),
        (claim_data(parties=[party(role="defendant")]), (), "sides"),
        (claim_data(requests=[]), (), "requests"),
        (
            claim_data(requests=[{"text": "x", "amount": "-1"}]),
            ("requests", 0, "amount"),
            "greater_than_equal",
        ),
        (
            claim_data(requests=[{"text": "x", "amount": "1.001"}]),
            ("requests", 0, "amount"),
            "decimal_max_places",
        ),
        (
            claim_data(requests=[{"text": "x", "amount": "NaN"}]),
            ("requests", 0, "amount"),
            "finite_number",
        ),
        (
            claim_data(requests=[{"text": "x", "currency": "ABC"}]),
            ("requests", 0, "currency"),
            "currency",
        ),
        (claim_data(service_address={"country": "US"}), ("service_address",), "unreachable"),
        (
            claim_data(service_address={"country": "US", "email": "a@b.example"}),
            ("service_address",),
            "unreachable",
        ),
        (
            claim_data(service_address={"country": "US", "address": "x", "electronic": True}),
            ("service_address",),
            "nowhere_to_send",
        ),
        (
            claim_data(documents=[{"upload": "01a1ffd6-3e41-75fd-99f0-5919ffab1d2f"}] * 2),
            (),
            "documents",
        ),
        (claim_data(language="fr"), ("language",), "string_pattern_mismatch"),
        (claim_data(facts_and_reasons="x" * 20_001), ("facts_and_reasons",), "string_too_long"),
    ],
)
def test_what_cannot_be_a_claim_is_refused_by_the_name_of_the_field(
    data: dict[str, Any], where: tuple[str | int, ...], kind: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        Claim.model_validate(data)
    assert [(error["loc"], error["type"]) for error in refused.value.errors()] == [(where, kind)]


def test_an_amount_keeps_its_decimals() -> None:
    claim = Claim.model_validate(claim_data())
    assert claim.model_dump(mode="json")["requests"][0]["amount"] == "100.50"
    assert Claim.model_validate(claim.model_dump(mode="json")) == claim


def test_a_telephone_is_enough_for_electronic_service_and_an_old_consent_stays_readable() -> None:
    """F3: nobody needs an e-mail address; text messages are electronic service, too (Int 135)."""
    by_phone = {"country": "US", "phone": "+16265550134", "electronic": True}
    assert a_claim(service_address=by_phone).service_address.electronic
    consented = claim_data(service_address={"country": "US", "address": "x", "electronic": True})
    assert Claim.model_validate(consented, context=ON_THE_DOCKET).service_address.electronic
