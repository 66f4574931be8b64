"""Withdrawing a registered suit: asked for, ruled on, and the fee that follows (P1, L2)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from support.costs import FEE, LOAN, Costs
from support.english import in_english
from support.letters import SilentAuthority
from support.makers import a_key, an_account
from support.matters import reader
from support.people import an_authority
from support.stores import storage
from yunqiao.court.casefile.letters import letters_on
from yunqiao.court.casefile.models import Party, Task
from yunqiao.court.fees import kinds, overdue, relief, withdrawing
from yunqiao.court.fees.access import may_act_for_payer
from yunqiao.court.fees.basis import Claimed
from yunqiao.court.fees.changing import (
    ChangeGiven,
    LastDayMissingError,
    foresee,
    record_change,
)
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.owing import to_pay_in
from yunqiao.court.fees.relief import Decision, ReliefGiven
from yunqiao.court.fees.withdrawing import Ruling, Weighed
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.states import WrongStateError
from yunqiao.court.identity.models import Account, StaffRole
from yunqiao.court.procedure.table import FOLLOWS
from yunqiao.court.registration.actions import SERVE_CLAIM, take_over
from yunqiao.gateways.registry import bind, gateway
from yunqiao.gateways.timestamp.port import TimestampAuthority

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("storage", "in_english"),
]
__all__ = ["in_english", "storage"]
ORDINARY = Weighed(joinder="ordinary", claim_falls=False)
LEAVES = {
    "allowed": "alone",
    "unlawful_act": "no",
    "debate": "open",
    "joinder": "ordinary",
    "claim_falls": "no",
    "still_owe": "yes",
    "reason": "示例",
    "key": "k",
}


@pytest.fixture(autouse=True)
def authority() -> Iterator[None]:
    before = gateway(TimestampAuthority)  # type: ignore[type-abstract]
    bind(TimestampAuthority, SilentAuthority())  # type: ignore[type-abstract]
    yield
    bind(TimestampAuthority, before)  # type: ignore[type-abstract]


def test_the_claimant_sees_what_it_does_to_the_fee_asks_and_the_judge_allows_it() -> None:
    costs = _paid()
    address = f"/fees/{costs.case_id}/withdraw/"
    assert address in _case_page(costs)
    page = reader(costs.payer).get(address).content.decode()
    assert "5,900.00 CNY instead of 11,800.00 CNY" in page
    assert "5,900.00 CNY go back" in page
    _ask(costs)
    assert costs.entry("WITHDRAWAL_ASKED").payload["reason"] == "示例"
    assert kinds.RULE_ON_WITHDRAWAL in costs.waits()
    assert "a judge rules" in _case_page(costs)
    _rule(costs, allowed=True)
    _follow(costs, "WITHDRAWAL_ALLOWED")
    assert costs.case.stage == "withdrawn"
    assert costs.standing == Standing(to_refund=FEE // 2)
    assert set(costs.deadlines()) == {"refund_fee"}
    assert not Task.objects.filter(case=costs.case_id, kind=SERVE_CLAIM, state="open").exists()
    assert costs.waits() == set()
    assert "fee_change" not in {one.issued.kind for one in letters_on(costs.case)}
    _follow(costs, "FEE_CHANGED")
    issued = [one.issued.kind for one in letters_on(costs.case)]
    assert issued == ["ruling_on_withdrawal", "fee_change"]
    assert "Withdrawn" in _case_page(costs)


def test_what_is_unpaid_of_the_halved_fee_stays_due_and_its_time_runs_on() -> None:
    costs = Costs().charged()
    costs.receives()
    _ask(costs)
    _rule(costs, allowed=True)
    _follow(costs, "WITHDRAWAL_ALLOWED")
    assert costs.standing == Standing(outstanding=FEE // 2)
    assert set(costs.deadlines()) == {"pay_fee"}  # nothing goes back, so no time runs for that
    assert overdue.proposal(costs.case) is None  # there is no suit left to be treated as withdrawn


def test_where_it_is_not_allowed_the_case_goes_on_and_it_can_be_asked_again() -> None:
    costs = _paid()
    _ask(costs)
    with pytest.raises(WrongStateError):
        _ask(costs)
    _rule(costs, allowed=False)
    _follow(costs, "WITHDRAWAL_REFUSED")
    assert costs.case.stage == "registered"
    assert costs.standing == Standing()
    assert SERVE_CLAIM in costs.deadlines()
    assert [one.issued.kind for one in letters_on(costs.case)] == ["ruling_on_withdrawal"]
    _ask(costs)
    assert kinds.RULE_ON_WITHDRAWAL in costs.waits()


def test_only_claimants_ask_and_only_judges_rule() -> None:
    costs = _paid()
    for account in (an_account(), costs.clerk):
        with pytest.raises(NotPermittedError):
            _ask(costs, account)
    _ask(costs)
    for account in (costs.payer, costs.clerk):
        with pytest.raises(NotPermittedError):
            _rule(costs, allowed=True, by=account)


def test_a_clerk_reads_that_a_judge_rules_and_is_led_to_no_page_that_refuses() -> None:
    costs = _paid()
    _ask(costs)
    desk = f"/fees/desk/{costs.case_id}/"
    shown = [
        reader(one).get(desk).content.decode() for one in (costs.clerk, costs.post(StaffRole.JUDGE))
    ]
    assert [f'href="{desk}withdrawal/"' in page for page in shown] == [False, True]
    assert "Only a judge of this court can rule on this." in shown[0]


def test_an_agent_needs_the_power_to_give_up_claims() -> None:
    costs = _paid()
    agent = an_account()
    held = an_authority(costs.case, costs.payer, agent)
    with pytest.raises(NotPermittedError, match="62"):
        _ask(costs, agent)
    held.powers = ["waive_claim"]
    held.save()
    _ask(costs, agent)
    entry = costs.entry("WITHDRAWAL_ASKED")
    assert (entry.actor, entry.on_behalf_of) == (agent.person_id, costs.payer.person_id)


def test_the_suit_ends_once_every_claimant_asks() -> None:
    costs = _paid()
    other = _another_claimant(costs, an_account())
    _ask(costs)
    with pytest.raises(WrongStateError, match="every"):
        _rule(costs, allowed=True)
    _ask(costs, Account.objects.get(person=other.person))
    _rule(costs, allowed=True)
    assert costs.case.stage == "withdrawn"


def test_one_claimant_of_several_leaves_and_the_suit_goes_on_at_the_same_fee() -> None:
    """Proves P1: co-claimants withdraw for themselves (CPL 55), by ruling on the judge's page."""
    costs = _paid()
    other = _another_claimant(costs, an_account())
    _ask(costs)
    judge, address = costs.post(StaffRole.JUDGE), f"/fees/desk/{costs.case_id}/withdrawal/"
    page = reader(judge).get(address).content.decode()
    assert "共同原告（示例）" in page
    assert "the fee is not halved" in page
    assert "Allow the withdrawal of the suit" not in page
    assert _post(costs, judge, LEAVES).status_code == 302
    ruled = costs.entry("CLAIMANT_LEFT")
    cited = [one["citations"] for one in ruled.record["findings"]]
    assert cited == [["CPL 148(1)"], ["CPL 55(2)"], ["Fees 15"]]
    assert costs.case.stage == "registered"
    assert costs.standing == Standing()
    assert costs.row.due_fen == FEE
    assert costs.waits() == set()
    assert "withdrew; the suit goes on without them" in _case_page(costs)
    _follow(costs, "CLAIMANT_LEFT")
    assert [one.issued.kind for one in letters_on(costs.case)] == ["ruling_on_withdrawal"]
    assert withdrawing.still_to_ask(costs.case) == [other]
    assert not withdrawing.may_be_ruled_on(costs.case)


def test_who_left_asks_no_more_and_who_stays_ends_the_suit_alone() -> None:
    costs = _paid()
    other = _another_claimant(costs, an_account())
    _ask(costs)
    _leave(costs)
    with pytest.raises(NotPermittedError):
        _ask(costs)
    _ask(costs, Account.objects.get(person=other.person))
    _rule(costs, allowed=True)
    assert costs.case.stage == "withdrawn"


@pytest.mark.parametrize("still_owe", [True, False])
def test_the_judge_says_whether_who_left_still_owes_the_fee(*, still_owe: bool) -> None:
    costs = Costs(requests=LOAN).charged()
    other = Account.objects.get(person=_another_claimant(costs, an_account()).person)
    _ask(costs)
    _leave(costs, still_owe=still_owe)
    assert bool(may_act_for_payer(costs.payer, costs.case)) is still_owe
    assert bool(to_pay_in(costs.payer, [costs.case])) is still_owe
    assert may_act_for_payer(other, costs.case)
    assert to_pay_in(other, [costs.case])


def test_where_less_is_claimed_then_a_clerk_works_the_fee_out_anew() -> None:
    costs = _paid()
    _another_claimant(costs, an_account())
    _ask(costs)
    _leave(costs, weighed=replace(ORDINARY, claim_falls=True))
    assert costs.waits() == {kinds.CLAIM_FELL}
    given = ChangeGiven(
        ground=kinds.CLAIM_CHANGED,
        reason="示例",
        claims=(Claimed(amount=Decimal(400000), currency="CNY", rate=None),),
        in_time=True,
    )
    record_change(
        by=costs.clerk, case_id=costs.case_id, given=given, seen=1, key=a_key(costs.clerk)
    )
    assert costs.waits() == set()
    assert costs.standing.to_refund


def test_in_necessary_joinder_the_law_proposes_that_who_gives_up_nothing_stays() -> None:
    costs = _paid()
    _another_claimant(costs, an_account())
    _ask(costs)
    judge = costs.post(StaffRole.JUDGE)
    said = {**LEAVES, "joinder": "necessary"}
    asked = _post(costs, judge, said).content.decode()
    assert "CLAIMANT_LEFT" not in costs.kinds()
    said["gives_up_right"] = "no"
    shown = _post(costs, judge, said).content.decode()
    assert "stays a claimant" in shown
    assert "I rule otherwise than the law proposes" in shown
    assert "I rule otherwise than the law proposes" not in asked
    assert _post(costs, judge, {**said, "otherwise": "on"}).status_code == 302
    [_suit, leaves, _fee] = costs.entry("CLAIMANT_LEFT").record["findings"]
    assert leaves["outcome"] == "no"


def test_a_refusal_the_law_gives_no_ground_for_is_asked_about() -> None:
    costs = _paid()
    _ask(costs)
    judge = costs.post(StaffRole.JUDGE)
    said = {"allowed": "no", "unlawful_act": "no", "debate": "open", "reason": "示例", "key": "k"}
    _post(costs, judge, said)
    assert "WITHDRAWAL_REFUSED" not in costs.kinds()
    _post(costs, judge, {**said, "unlawful_act": "yes"})
    [found] = costs.entry("WITHDRAWAL_REFUSED").record["findings"]
    assert (found["outcome"], found["citations"]) == ("for the court", ["Int 238(1)"])


def test_what_is_due_of_a_fee_that_was_not_prepaid_gets_a_last_day_from_the_judge() -> None:
    """Proves P1: wages need not be prepaid (Fees 20); after a withdrawal the half is borne (34)."""
    costs = Costs(requests=LOAN).charged()
    change = ChangeGiven(ground=kinds.WAGES, reason="示例")
    record_change(
        by=costs.clerk, case_id=costs.case_id, given=change, seen=1, key=a_key(costs.clerk)
    )
    _ask(costs)
    with pytest.raises(LastDayMissingError):
        _rule(costs, allowed=True)
    judge = costs.post(StaffRole.JUDGE)
    said = {"allowed": "yes", "unlawful_act": "no", "debate": "open", "reason": "示例", "key": "k"}
    assert "Give a day after today." in _post(costs, judge, said).content.decode()
    day = court_date(now()) + timedelta(days=14)
    _post(costs, judge, {**said, "pay_by": day.isoformat()})
    _follow(costs, "WITHDRAWAL_ALLOWED")
    running = costs.deadlines()["pay_fee"]
    assert (running.last_day, running.citation) == (day, "Fees 34")
    assert costs.entry("FEE_CHANGED").payload["pay_by"] == day.isoformat()
    assert to_pay_in(costs.payer, [costs.case])[costs.case_id].last_day == day
    _follow(costs, "FEE_CHANGED")
    assert "fee_change" in {one.issued.kind for one in letters_on(costs.case)}


def test_an_agent_of_two_claimants_says_for_whom_and_the_record_names_each() -> None:
    costs = _paid()
    second, agent = an_account(), an_account()
    other = _another_claimant(costs, second)
    for principal in (costs.payer, second):
        held = an_authority(costs.case, principal, agent)
        held.powers = ["waive_claim"]
        held.save()
    here = f"/fees/{costs.case_id}/withdraw/"
    client = reader(agent)
    assert "For whom do you ask?" in client.get(here).content.decode()
    unsaid = client.post(here, {"reason": "示例", "key": "a"}).content.decode()
    assert "Choose at least one." in unsaid
    client.post(here, {"reason": "示例", "key": "b", "claimants": [str(other.id)]})
    assert costs.entry("WITHDRAWAL_ASKED").on_behalf_of == second.person_id
    client.post(here, {"reason": "示例", "key": "c"})
    assert costs.entry("WITHDRAWAL_ASKED").on_behalf_of == costs.payer.person_id
    assert withdrawing.still_to_ask(costs.case) == []


def test_a_second_judge_does_not_refuse_what_was_allowed_and_nobody_refuses_what_nobody_asks() -> (
    None
):
    costs = _paid()
    with pytest.raises(WrongStateError, match="nobody"):
        _rule(costs, allowed=False)
    _ask(costs)
    _rule(costs, allowed=True)
    with pytest.raises(WrongStateError, match="nobody"):
        _rule(costs, allowed=False)
    assert "WITHDRAWAL_REFUSED" not in costs.kinds()


def test_the_halving_that_follows_the_ruling_is_not_taken_back_by_a_clerk() -> None:
    costs = _paid()
    _ask(costs)
    _rule(costs, allowed=True)
    _follow(costs, "WITHDRAWAL_ALLOWED")
    with pytest.raises(WrongStateError, match="ruling"):
        foresee(costs.case, ChangeGiven(ground=kinds.UNDONE, reason="示例"))


def test_of_a_claimant_without_an_account_the_judge_says_that_they_ask_too() -> None:
    costs = _paid()
    _another_claimant(costs, None)
    _ask(costs)
    judge = costs.post(StaffRole.JUDGE)
    address = f"/fees/desk/{costs.case_id}/withdrawal/"
    assert "共同原告（示例）" in reader(judge).get(address).content.decode()
    with pytest.raises(WrongStateError):
        _rule(costs, allowed=True)
    _rule(costs, allowed=True, others_agree=True)
    assert costs.case.stage == "withdrawn"


def test_a_claimant_who_asked_after_the_judge_looked_is_not_ruled_on_unread() -> None:
    """Proves P1: each claimant leaves by a ruling on their own application (CPL 55, 148)."""
    costs = _paid()
    second = an_account()
    _another_claimant(costs, second)
    _another_claimant(costs, None)
    _ask(costs)
    judge, address = costs.post(StaffRole.JUDGE), f"/fees/desk/{costs.case_id}/withdrawal/"
    client = reader(judge)
    looked = {**LEAVES, "seen": [str(costs.party.id)]}
    assert f'name="seen" value="{costs.party.id}"' in client.get(address).content.decode()
    _ask(costs, second)
    for said in (looked, {**looked, "allowed": "no", "unlawful_act": "yes"}):
        client.post(address, said)
    assert not {"CLAIMANT_LEFT", "WITHDRAWAL_REFUSED"} & set(costs.kinds())
    assert len(withdrawing.applications(costs.case)) == 2
    assert _post(costs, judge, LEAVES).status_code == 302
    assert len(costs.entry("CLAIMANT_LEFT").payload["asked_by"]) == 2


def test_an_agent_of_two_claimants_withdraws_for_none_of_them_unnamed() -> None:
    costs = _paid()
    second, agent = an_account(), an_account()
    other = _another_claimant(costs, second)
    for principal in (costs.payer, second):
        held = an_authority(costs.case, principal, agent)
        held.powers = ["waive_claim"]
        held.save()
    with pytest.raises(WrongStateError, match="several"):
        _ask(costs, agent)
    assert "WITHDRAWAL_ASKED" not in costs.kinds()
    withdrawing.ask(
        by=agent, case_id=costs.case_id, reason="示例", claimants=[other.id], key=a_key(agent)
    )
    assert list(withdrawing.applications(costs.case)) == [other]


def test_relief_from_what_stays_due_after_the_withdrawal_is_asked_for_and_granted() -> None:
    """Proves P1: whoever is to pay and cannot may ask (Fees 44), though the suit has ended."""
    costs = Costs(requests=LOAN).charged()
    costs.receives()
    _ask(costs)
    _rule(costs, allowed=True)
    _follow(costs, "WITHDRAWAL_ALLOWED")
    assert f'href="/fees/{costs.case_id}/relief/"' in _fees_page(costs)
    given = ReliefGiven(
        kind="exemption",
        grounds=("on_subsistence_allowance_without_other_income",),
        reasons="示例",
    )
    relief.ask(by=costs.payer, case_id=costs.case_id, given=given, key=a_key(costs.payer))
    application = relief.open_application(costs.case)
    assert application is not None
    relief.decide(
        by=costs.clerk,
        case_id=costs.case_id,
        application_id=application.id,
        decision=Decision(granted=True, reason="示例", percent=100),
        key=a_key(costs.clerk),
    )
    assert costs.standing == Standing()
    assert f'href="/fees/{costs.case_id}/relief/"' not in _fees_page(costs)


def test_nothing_is_asked_before_the_fee_is_set_or_after_the_suit_has_ended() -> None:
    costs = Costs()
    with pytest.raises(WrongStateError):
        _ask(costs)
    costs.charged()
    _ask(costs)
    _rule(costs, allowed=True)
    with pytest.raises(WrongStateError):
        _ask(costs)
    assert f"/fees/{costs.case_id}/withdraw/" not in _case_page(costs)


def _paid() -> Costs:
    costs = Costs(requests=LOAN).charged()
    take_over(entry=costs.entry("CASE_REGISTERED"))
    costs.pay()
    return costs


def _ask(costs: Costs, by: Account | None = None) -> None:
    who = by or costs.payer
    withdrawing.ask(by=who, case_id=costs.case_id, reason="示例", key=a_key(who))


def _rule(
    costs: Costs,
    *,
    allowed: bool,
    by: Account | None = None,
    others_agree: bool = False,
) -> None:
    ruling = Ruling(allowed=allowed, reason="示例", others_agree=others_agree)
    judge = by or costs.post(StaffRole.JUDGE)
    withdrawing.rule(
        by=judge, case_id=costs.case_id, ruling=ruling, seen=_asking(costs), key=a_key(judge)
    )


def _leave(costs: Costs, *, still_owe: bool = True, weighed: Weighed | None = None) -> None:
    """Let a judge allow it for those who ask."""
    judge = costs.post(StaffRole.JUDGE)
    ruling = Ruling(
        allowed=True, alone=True, reason="示例", still_owe=still_owe, weighed=weighed or ORDINARY
    )
    withdrawing.rule(
        by=judge, case_id=costs.case_id, ruling=ruling, seen=_asking(costs), key=a_key(judge)
    )


def _asking(costs: Costs) -> list[str]:
    """Who asks, as the judge's page carries it."""
    return [str(one.id) for one in withdrawing.applications(costs.case)]


def _post(costs: Costs, judge: Account, said: dict[str, str]) -> Any:
    """What the judge's page answers to a ruling on those who ask now."""
    address = f"/fees/desk/{costs.case_id}/withdrawal/"
    return reader(judge).post(address, {**said, "seen": _asking(costs)})


def _follow(costs: Costs, kind: str) -> None:
    """What the court's program does after an entry."""
    for follow in FOLLOWS[kind]:
        follow(costs.entry(kind))


def _another_claimant(costs: Costs, account: Account | None) -> Party:
    return Party.objects.create(
        case=costs.case,
        position=9 + Party.objects.filter(case=costs.case).count(),
        role="claimant",
        kind="natural",
        person=account.person if account else None,
        name="共同原告（示例）",
        country="US",
    )


def _case_page(costs: Costs) -> str:
    return reader(costs.payer).get(f"/cases/{costs.case_id}/").content.decode()


def _fees_page(costs: Costs) -> str:
    return reader(costs.payer).get(f"/fees/{costs.case_id}/").content.decode()
