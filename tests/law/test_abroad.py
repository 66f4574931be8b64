"""What must hold of service abroad whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yunqiao.law.abroad.addressee import AddresseeAbroad, AddresseeNature, AgreedWay, InChina
from yunqiao.law.abroad.attempts import AttemptAbroad, AttemptsToServe, AttemptToServe
from yunqiao.law.abroad.channels import electronic, mail, treaty
from yunqiao.law.abroad.codes import SERVED, ServiceChannel
from yunqiao.law.abroad.combination import combined_service
from yunqiao.law.abroad.dates import outcome
from yunqiao.law.abroad.menu import menu_for
from yunqiao.law.abroad.planner import Plan, plan
from yunqiao.law.findings import Outcome
from yunqiao.law.instruments import HSC
from yunqiao.law.registers import hague_parties
from yunqiao.law.service.terms import AddresseeDomicile, DocumentKind
from yunqiao.law.service.what_follows import ServedDocument, runs_until
from yunqiao.law.states import places

MAYBE = st.none() | st.booleans()
DAYS = st.dates(date(2024, 1, 1), date(2026, 6, 30))
STATES = st.sampled_from(sorted(set(places()) - {"CN"}))
OBJECTING = st.sampled_from(
    sorted(
        code
        for code, party in hague_parties.parties().items()
        if party.objects_10a in (hague_parties.Objection.YES, hague_parties.Objection.UNKNOWN)
        and code != "CN"
    )
)


@st.composite
def addressees(draw: st.DrawFn, states: st.SearchStrategy[str] = STATES) -> AddresseeAbroad:
    nature = draw(st.sampled_from([AddresseeNature.NATURAL_PERSON, AddresseeNature.ENTITY]))
    agreed = draw(MAYBE)
    natural = nature is AddresseeNature.NATURAL_PERSON
    may_accept = draw(MAYBE)
    excluded = draw(MAYBE)
    return AddresseeAbroad(
        on=draw(DAYS),
        nature=nature,
        state=draw(states),
        chinese_national=draw(MAYBE) if natural else None,
        address_known=draw(MAYBE),
        hague_party=draw(MAYBE),
        bilateral_treaty=draw(MAYBE),
        state_allows_mail=draw(MAYBE),
        registered_with_acknowledgement=draw(MAYBE),
        translated_for_state=draw(MAYBE),
        receipt_can_be_confirmed=draw(MAYBE),
        state_prohibits_electronic=draw(MAYBE),
        agreed=agreed,
        agreed_way=None if agreed is False else draw(st.none() | st.sampled_from(AgreedWay)),
        state_prohibits_agreed_way=draw(MAYBE),
        other_ways_exhausted=draw(MAYBE),
        in_china=InChina(
            agent_in_this_case=draw(MAYBE),
            agent_may_accept=may_accept,
            agent_excluded_from_accepting=None if may_accept else excluded,
            representative_office=draw(MAYBE),
            branch=draw(MAYBE),
            wholly_owned_enterprise=draw(MAYBE),
            present_in_person=draw(MAYBE),
            officer_present=draw(MAYBE),
        ),
    )


@st.composite
def attempts(draw: st.DrawFn, before: date) -> AttemptAbroad:
    started = draw(st.dates(date(2024, 1, 1), before))
    later = st.none() | st.integers(0, 250).map(lambda days: started + timedelta(days=days))
    sent, signed, arrived, read = (draw(later) for _ in range(4))
    assume(not (sent and signed) or sent <= signed)
    assume(not (arrived and read) or arrived <= read)
    return AttemptAbroad(
        channel=draw(st.sampled_from(ServiceChannel)),
        started_on=started,
        transmitted_on=sent,
        signed_on=signed,
        left_on=draw(later),
        leaving_evidenced=draw(MAYBE),
        returned_on=draw(later),
        circumstances_suffice=draw(MAYBE),
        arrived_on=arrived,
        read_on=read,
        replied_on=draw(later),
        address_given_by_addressee=draw(MAYBE),
        published_in_and_outside=draw(MAYBE),
        reaction_on=draw(later),
        reaction_in_writing=draw(MAYBE),
    )


@given(addressees(OBJECTING))
def test_an_objecting_state_never_gets_electronic_service_or_mail(facts: AddresseeAbroad) -> None:
    assert not electronic(facts).is_yes
    assert not mail(facts).is_yes
    if facts.hague_party is not False:
        assert electronic(facts).outcome is Outcome.NO
    if facts.hague_party is not False and not facts.state_allows_mail:
        assert mail(facts).outcome is not Outcome.FOR_THE_COURT


@given(addressees())
def test_a_state_whose_party_status_is_unknown_is_never_treated_as_a_party(
    facts: AddresseeAbroad,
) -> None:
    unsettled = replace(facts, hague_party=None, bilateral_treaty=None, on=date(2026, 1, 5))
    if facts.state in hague_parties.parties():
        return
    by_treaty = treaty(unsettled)
    assert not (by_treaty.is_yes and HSC["3"] in by_treaty.citations)
    assert not electronic(unsettled).is_yes
    assert not mail(unsettled).is_yes


@given(addressees())
def test_the_plan_names_every_channel_once_in_order_with_public_notice_last_and_alone(
    facts: AddresseeAbroad,
) -> None:
    made = plan(facts).value
    assert isinstance(made, Plan)
    channels = [step.channel for step in made.steps]
    assert channels == list(menu_for(facts))
    assert channels[-1] is ServiceChannel.PUBLIC_NOTICE
    assert [step.order for step in made.steps] == list(range(1, len(channels) + 1))
    assert [step.channel for step in made.steps if not step.together] == [channels[-1]]
    sorted_out = made.open + made.for_the_court + made.wanting_facts + made.shut
    assert sorted(one.value for one in sorted_out) == sorted(one.value for one in channels)


@given(addressees())
def test_the_plan_asks_papers_of_no_channel_that_is_shut(facts: AddresseeAbroad) -> None:
    made = plan(facts).value
    assert {step.channel for step in made.steps if step.papers is None} == set(made.shut)
    assert [step for step in made.steps if step.clock and step.channel in made.shut] == []


@given(addressees())
def test_a_channel_names_missing_facts_exactly_when_nothing_can_be_said(
    facts: AddresseeAbroad,
) -> None:
    for step in plan(facts).value.steps:
        if step.finding.outcome is Outcome.UNKNOWN:
            assert step.finding.missing
        else:
            assert not step.finding.missing


@given(st.data(), addressees())
def test_a_success_added_never_makes_the_combined_date_later(
    data: st.DataObject, to: AddresseeAbroad
) -> None:
    made = data.draw(st.lists(attempts(to.on), max_size=3))
    before = combined_service(AttemptsToServe(to=to, attempts=tuple(made)))
    more = data.draw(attempts(to.on))
    after = combined_service(AttemptsToServe(to=to, attempts=(*made, more)))
    first, second = before.date("date_of_service"), after.date("date_of_service")
    if first:
        assert second
        assert second <= first


@given(st.data(), addressees())
def test_nothing_is_served_with_a_fact_missing_or_after_the_day_of_asking(
    data: st.DataObject, to: AddresseeAbroad
) -> None:
    found = outcome(AttemptToServe(to=to, attempt=data.draw(attempts(to.on))))
    assert (found.code == SERVED) is found.is_yes
    if found.is_yes:
        assert not found.missing
        served = found.date("date_of_service")
        assert served
        assert served <= to.on


@given(st.data(), addressees(), st.integers(0, 200))
def test_a_later_signature_never_gives_an_earlier_date_of_service(
    data: st.DataObject, to: AddresseeAbroad, days: int
) -> None:
    attempt = data.draw(attempts(to.on))
    later = replace(
        attempt,
        signed_on=attempt.signed_on and attempt.signed_on + timedelta(days=days),
    )
    one = outcome(AttemptToServe(to=to, attempt=attempt))
    other = outcome(AttemptToServe(to=to, attempt=later))
    first, second = one.date("date_of_service"), other.date("date_of_service")
    if first and second:
        assert second >= first


@given(
    st.dates(date(2024, 1, 1), date(2026, 10, 30)), st.dates(date(2024, 1, 1), date(2026, 10, 30))
)
def test_a_later_service_never_gives_an_earlier_deadline(one: date, other: date) -> None:
    early, late = sorted((one, other))
    for document in (DocumentKind.COMPLAINT, DocumentKind.JUDGMENT, DocumentKind.RULING):
        first, second = (
            runs_until(
                ServedDocument(document=document, served_on=day, domicile=AddresseeDomicile.FOREIGN)
            ).date("last_day")
            for day in (early, late)
        )
        assert first
        assert second
        assert first <= second


def test_the_convention_table_holds_the_parties_the_sources_count() -> None:
    table = hague_parties.parties().values()
    assert len(table) == 84
    assert sum(one.objects_10a is hague_parties.Objection.QUALIFIED for one in table) == 4
    assert {one.state for one in table if one.objects_10a is hague_parties.Objection.UNKNOWN} == {"MH", "VC"}  # fmt: skip


@pytest.mark.parametrize("code", ["TH", "AE", "PE", "DZ", "ET", "IR", "MN", "CU", "KG", "TJ", "UZ", "LA", "KP"])  # fmt: skip
def test_a_treaty_state_outside_the_convention_is_not_in_its_table(code: str) -> None:
    assert code not in hague_parties.parties()
