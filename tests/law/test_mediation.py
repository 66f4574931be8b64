"""Mediation: what holds for all facts, beyond the worked cases."""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from yunqiao.law.findings import Outcome
from yunqiao.law.mediation.agreement import (
    AgreementSignature,
    ConciliationStatement,
    MediationAgreement,
    StatementReceipt,
    statement_takes_effect,
    takes_effect,
)
from yunqiao.law.mediation.confirmation import ConfirmationClock, apply_for_confirmation_by
from yunqiao.law.mediation.course import MediationSetting, MediationTime, mediate_until
from yunqiao.law.mediation.referral import MediationInvitation, MediationParty, may_begin
from yunqiao.law.venue import BEIJING, court_day

DAYS = st.dates(date(2024, 1, 1), date(2026, 10, 1))
INSTANTS = st.timedeltas(timedelta(0), timedelta(days=900)).map(
    lambda since: datetime(2024, 1, 1, tzinfo=BEIJING) + since
)
ANSWERS = st.builds(
    MediationParty,
    name=st.just("party"),
    agrees=st.none() | st.booleans(),
    unreachable=st.booleans(),
)


@given(st.lists(INSTANTS, min_size=1, max_size=4))
def test_an_agreement_takes_effect_with_the_last_signature_and_never_before(
    instants: list[datetime],
) -> None:
    signatures = tuple(AgreementSignature(name="party", signed_at=at) for at in instants)
    found = takes_effect(MediationAgreement(signatures=signatures, mediator_signed=True))
    assert found.value["effective_at"] == max(instants)
    assert found.date("effective_on") == court_day(max(instants))
    waiting = (*signatures, AgreementSignature(name="other"))
    assert not takes_effect(MediationAgreement(signatures=waiting, mediator_signed=True)).is_yes


@given(st.lists(ANSWERS, min_size=2, max_size=4))
def test_mediation_begins_only_when_every_party_agrees(parties: list[MediationParty]) -> None:
    found = may_begin(MediationInvitation(parties=tuple(parties)))
    assert found.is_yes == all(party.agrees and not party.unreachable for party in parties)


@given(
    st.lists(
        st.builds(StatementReceipt, name=st.just("party"), received_on=st.none() | DAYS)
        | st.builds(StatementReceipt, name=st.just("party"), refused=st.just(True)),
        min_size=1,
        max_size=4,
    )
)
def test_a_conciliation_statement_binds_only_when_all_have_signed_for_it(
    receipts: list[StatementReceipt],
) -> None:
    found = statement_takes_effect(ConciliationStatement(receipts=tuple(receipts)))
    assert found.is_yes == all(item.received_on and not item.refused for item in receipts)
    assert (found.date("effective_on") is None) != found.is_yes


@given(st.sampled_from(MediationSetting), DAYS, DAYS)
def test_a_later_beginning_never_gives_an_earlier_end(
    setting: MediationSetting, one: date, other: date
) -> None:
    ends = [
        mediate_until(MediationTime(setting=setting, began_on=day)).date("last_day") or date.max
        for day in sorted((one, other))
    ]
    assert ends[0] <= ends[1]


@given(DAYS, DAYS)
def test_a_later_effect_never_shortens_the_time_for_confirmation(one: date, other: date) -> None:
    found = [
        apply_for_confirmation_by(ConfirmationClock(agreement_effective_on=day))
        for day in sorted((one, other))
    ]
    assert all(finding.outcome is Outcome.YES for finding in found)
    assert (found[0].date("last_day") or date.max) <= (found[1].date("last_day") or date.min)
