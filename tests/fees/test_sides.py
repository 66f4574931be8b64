"""What one side pays or lives on reaches nobody else; claimants owe one fee together (P1, P2)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from support.english import in_english
from support.joint import AT, SIDES, Joint
from support.letters import SilentAuthority
from support.makers import a_key, an_upload
from support.payers import Firms, begin_to_pay, deliver, grow_old, reading
from support.people import an_authority
from support.post import Post, post_office
from support.stores import storage
from support.workers import work
from yunqiao.court.casefile.access import documents_of, documents_visible_to
from yunqiao.court.casefile.letters import letters_about
from yunqiao.court.casefile.models import Party, PartyStanding, Representation, Task
from yunqiao.court.casefile.sides import kept_from
from yunqiao.court.fees import ledger, relief, withdrawing
from yunqiao.court.fees.books import chargeable
from yunqiao.court.fees.gathering import payer_of
from yunqiao.court.fees.ledger import Standing
from yunqiao.court.fees.paying import asking, crediting, opening, refunding
from yunqiao.court.fees.paying.models import PaymentAttempt, UnbookedMoney
from yunqiao.court.fees.paying.receiving import take_transfer
from yunqiao.court.fees.paying.refund_plan import plan
from yunqiao.court.fees.period import set_period
from yunqiao.court.fees.records import ReliefApplication
from yunqiao.court.fees.reference import party_with, reference_of
from yunqiao.court.fees.relief import Decision, ReliefGiven, ReliefRefusedError
from yunqiao.court.fees.withdrawing import Ruling, Weighed
from yunqiao.court.filing.entries import PartyReached
from yunqiao.court.filing.reaching import reach_party, sides_missed
from yunqiao.court.filing.recipients import recipients
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.models import Stream
from yunqiao.court.foundation.permits import NotPermittedError
from yunqiao.court.foundation.writing import Actor, act
from yunqiao.court.identity.models import Post as StaffPost
from yunqiao.court.identity.models import StaffRole
from yunqiao.gateways.registry import bind
from yunqiao.gateways.timestamp.port import TimestampAuthority

__all__ = ["in_english", "storage"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english", "storage", "at"),
]
CLAIMANTS = {"first", "first.agent", "second", "second.agent"}
SECOND = {"second", "second.agent"}
HIDDEN = "Something that concerns another party alone"


@pytest.fixture
def post() -> Iterator[Post]:
    bind(TimestampAuthority, SilentAuthority())  # type: ignore[type-abstract]
    with post_office() as office:
        yield office


@pytest.fixture
def joint(post: Post) -> Joint:
    """The fee is set, and its notice went out."""
    made = Joint()
    work()
    return made


def pays(joint: Joint, at: Firms, who: str) -> None:
    attempt = begin_to_pay(joint.party, joint.people[who])
    at["card"].pay(attempt.key)
    deliver(at["card"].calls[-1])
    work()


def transfers(joint: Joint, who: str, money_id: str) -> None:
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, joint.case_id)
        take_transfer(writing, joint.of(who), minor=1_180_000, money_id=money_id, on=now())
    work()


def asks(joint: Joint, who: str) -> None:
    by = joint.people[who]
    paper = an_upload(by, sha256="e" * 64, name="低保证明.pdf")
    given = ReliefGiven(
        kind="exemption",
        grounds=("on_subsistence_allowance_without_other_income",),
        reasons="无其他收入",
        uploads=(paper.id,),
    )
    relief.ask(by=by, case_id=joint.case_id, given=given, key=a_key(by))
    work()


def decides(joint: Joint, *, granted: bool = True) -> None:
    decision = Decision(
        granted=granted,
        reason="符合规定",
        percent=100 if granted else 0,
        pay_by=None if granted else court_date(now()) + timedelta(days=5),
    )
    clerk, application = joint.clerk, relief.open_application(joint.case)
    assert application is not None
    relief.decide(
        by=clerk,
        case_id=joint.case_id,
        application_id=application.id,
        decision=decision,
        key=a_key(clerk),
    )
    work()


def who_sees(joint: Joint, kind: str) -> set[str]:
    """Who may open the letter about the latest entry of a kind."""
    [letter] = letters_about(joint.entry(kind))
    return {
        name
        for name, account in joint.people.items()
        if documents_visible_to(account).filter(id=letter.document.id).exists()
    }


def page(joint: Joint, who: str, name: str = "fees:fees") -> str:
    shown = reading(joint.people[who]).get(reverse(name, args=[joint.case_id]))
    return shown.content.decode() if shown.status_code == 200 else str(shown.status_code)


def test_the_notice_goes_to_all_claimants_with_their_agents_and_to_nobody_else(
    joint: Joint, post: Post
) -> None:
    assert joint.told_of(post, "FEE_NOTICE_ISSUED") == dict.fromkeys(CLAIMANTS, 1)
    assert who_sees(joint, "FEE_NOTICE_ISSUED") == CLAIMANTS


def test_staff_of_the_court_who_take_part_read_no_more_than_their_side(joint: Joint) -> None:
    """X3: a post at the court opens nobody's letters in one's own case (CPL 47)."""
    for who in ("defendant", "defendant.agent"):
        since = court_date(now()) - timedelta(days=1)
        post = {"role": StaffRole.FILING_CLERK, "court": joint.case.court, "since": since}
        StaffPost.objects.create(account=joint.people[who], **post)
    Representation.objects.filter(agent=joint.people["defendant.agent"].person_id).update(
        revoked_at=now()
    )
    assert who_sees(joint, "FEE_NOTICE_ISSUED") == CLAIMANTS
    notice = [joint.entry("FEE_NOTICE_ISSUED")]
    for who in ("defendant", "defendant.agent"):
        account = joint.people[who]
        assert not documents_of(joint.case, account).exclude(only_for_role="").exists()
        assert kept_from(account, joint.case, notice) == {notice[0].id}
    assert kept_from(joint.clerk, joint.case, notice) == set()


def test_more_time_is_told_to_all_who_owe_the_fee(joint: Joint, post: Post) -> None:
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, joint.case_id)
        day = court_date(now()) + timedelta(days=30)
        party = joint.party.id
        set_period(
            writing, joint.case, party, day, how="extended", citation="Fees 22(1)", reason="病"
        )
    work()
    assert set(joint.told_of(post, "FEE_PERIOD_SET")) == CLAIMANTS


def test_an_application_and_its_decision_reach_the_side_that_asked_alone(
    joint: Joint, post: Post
) -> None:
    asks(joint, "second")
    assert set(joint.told_of(post, "FEE_RELIEF_ASKED")) == SECOND
    papers = {
        name
        for name, account in joint.people.items()
        if documents_visible_to(account).filter(sha256="e" * 64).exists()
    }
    assert papers == SECOND
    decides(joint)
    assert joint.told_of(post, "FEE_RELIEF_GRANTED") == dict.fromkeys(SECOND, 1)
    assert who_sees(joint, "FEE_RELIEF_GRANTED") == SECOND
    assert joint.standing == Standing()


def test_a_receipt_reaches_the_side_that_paid_alone(joint: Joint, post: Post, at: Firms) -> None:
    pays(joint, at, "second.agent")
    assert joint.standing == Standing()
    assert joint.told_of(post, "PAYMENT_RECEIVED") == dict.fromkeys(SECOND, 1)
    assert who_sees(joint, "PAYMENT_RECEIVED") == SECOND
    assert "Receipt (PDF)" in page(joint, "second")
    assert "Receipt (PDF)" not in page(joint, "first")
    assert "Paid" in page(joint, "first")


@pytest.mark.parametrize("who", ["first", "first.agent", "defendant", "defendant.agent"])
def test_the_docket_shows_others_only_that_something_happened(
    joint: Joint, at: Firms, who: str
) -> None:
    asks(joint, "second")
    decides(joint, granted=False)
    pays(joint, at, "second")
    shown = page(joint, who, "web:case")
    assert HIDDEN in shown
    for said in ("relief", "International card"):
        assert said not in shown, said
    assert "by International card" in page(joint, "second", "web:case")


def test_a_clerk_sees_the_whole_docket(joint: Joint, at: Firms) -> None:
    pays(joint, at, "second")
    shown = reading(joint.clerk).get(reverse("web:case", args=[joint.case_id])).content.decode()
    assert HIDDEN not in shown
    assert "11,800.00 CNY" in shown


def test_the_page_of_fees_shows_each_side_its_own_application(joint: Joint) -> None:
    asks(joint, "second")
    assert "无其他收入" in page(joint, "second.agent")
    assert "无其他收入" not in page(joint, "first")
    assert page(joint, "defendant") == "403"


def test_each_claimant_sees_what_is_owed_together_and_pays_it(joint: Joint, at: Firms) -> None:
    for who in CLAIMANTS:
        shown = page(joint, who)
        assert "11,800.00 CNY" in shown
        assert "You owe it together with" in shown
    assert "丙（示例）" in page(joint, "first")
    pays(joint, at, "second")
    with pytest.raises(opening.NothingDueError):
        begin_to_pay(joint.party, joint.people["first"])


def test_of_joint_claimants_one_pays_at_a_time(joint: Joint, at: Firms) -> None:
    first = begin_to_pay(joint.party, joint.people["first"])
    address = reverse("paying:attempt", args=[joint.case_id, first.id])
    assert reading(joint.people["second"]).get(address).status_code == 404
    assert "Another claimant has begun to pay" in page(joint, "second")
    second = begin_to_pay(joint.party, joint.people["second"])
    assert second.id != first.id
    assert second.side == joint.of("second")
    assert PaymentAttempt.objects.get(id=first.id).state == "abandoned"
    assert at["card"].state_of(first.key, "").standing.value == "closed"
    agent = begin_to_pay(joint.party, joint.people["second.agent"])
    assert agent.id == second.id


@pytest.mark.parametrize("who", ["defendant", "defendant.agent"])
def test_the_other_side_neither_pays_nor_asks(joint: Joint, who: str) -> None:
    with pytest.raises(NotPermittedError):
        begin_to_pay(joint.party, joint.people[who])
    with pytest.raises(NotPermittedError):
        asks(joint, who)


def test_a_transfer_shows_by_its_reference_who_paid(joint: Joint, post: Post) -> None:
    side = party_with([reference_of(joint.of("second").id)])
    assert side == joint.of("second")
    transfers(joint, "second", "B1")
    assert joint.standing == Standing()
    assert set(joint.told_of(post, "PAYMENT_RECEIVED")) == SECOND


def test_the_books_keep_the_fee_in_one_name_when_an_earlier_claimant_gets_an_account(
    joint: Joint,
) -> None:
    Party.objects.filter(id=joint.of("first").id).update(position=9)
    assert payer_of(joint.case) == joint.row.party
    assert "11,800.00 CNY" in page(joint, "first")
    assert "11,800.00 CNY" in page(joint, "second")


def test_each_claimant_may_ask_and_the_task_stays_until_all_are_answered(joint: Joint) -> None:
    asks(joint, "first")
    asks(joint, "second")
    finding = joint.entry("FEE_RELIEF_ASKED").record["findings"][0]
    assert "fees.relief.others_owe_it_too" in [one["key"] for one in finding["doubts"]]
    decides(joint, granted=False)
    assert joint.entry("FEE_RELIEF_REFUSED").payload["party"] == str(joint.of("first").id)
    assert "decide_fee_relief" in joint.waits()
    decides(joint, granted=False)
    assert joint.entry("FEE_RELIEF_REFUSED").payload["party"] == str(joint.of("second").id)
    assert "decide_fee_relief" not in joint.waits()


def test_how_much_of_a_joint_fee_an_exemption_takes_away_is_for_the_court(joint: Joint) -> None:
    asks(joint, "second")
    client, address = reading(joint.clerk), reverse("fees:decide_relief", args=[joint.case_id])
    day = (court_date(now()) + timedelta(days=5)).isoformat()
    seen = ReliefApplication.objects.get().id
    said = {"granted": "yes", "reason": "符合规定", "pay_by": day, "key": "k", "seen": seen}
    assert "Say by how many percent." in client.post(address, said).content.decode()
    client.post(address, {**said, "percent": "50"})
    assert joint.standing == Standing(outstanding=590_000)


def test_a_clerk_who_looked_at_one_application_does_not_decide_on_another(joint: Joint) -> None:
    asks(joint, "first")
    looked_at = ReliefApplication.objects.get()
    asks(joint, "second")
    decides(joint, granted=False)  # another clerk was faster
    said = {"granted": "yes", "reason": "符合规定", "percent": "50", "key": "k"}
    address = reverse("fees:decide_relief", args=[joint.case_id])
    reading(joint.clerk).post(address, {**said, "seen": looked_at.id})
    assert list(ReliefApplication.objects.order_by("at").values_list("state", flat=True)) == [
        "refused",
        "asked",
    ]


def test_a_transfer_goes_back_to_the_claimant_who_made_it(joint: Joint) -> None:
    transfers(joint, "second", "B1")
    bears = chargeable(joint.case_id, joint.party.id)
    joint.book(ledger.reduced(joint.standing, 100, chargeable=bears))
    finance = joint.post(StaffRole.FINANCE)
    shown = reading(finance).get(reverse("paying:money", args=[joint.party.id])).content.decode()
    assert "Bank transfer · 丙（示例）" in shown
    refunding.propose_refund(by=finance, party=joint.party, key=a_key(finance))
    [refund] = refunding.refunds()
    assert (refund.way, refund.side, refund.party) == ("bank", joint.of("second"), joint.party)
    other = joint.post(StaffRole.FINANCE)
    refunding.approve_refund(by=other, refund=refund, key=a_key(other))
    refunding.record_transfer(by=other, refund=refund, reference="B-2", key=a_key(other))
    assert joint.entry("PAYMENT_REFUNDED").payload["side"] == str(joint.of("second").id)
    assert plan(joint.party) == []


def test_what_a_bank_took_back_is_told_to_who_had_paid_it_and_never_refunded_to_them(
    joint: Joint, post: Post, at: Firms
) -> None:
    transfers(joint, "second", "B1")
    finance = joint.post(StaffRole.FINANCE)
    money = UnbookedMoney.objects.create(
        court=joint.case.court,
        way="bank",
        money_id="B1-back",
        minor=-1_180_000,
        currency="CNY",
        why="reversal",
        found_at=now(),
    )
    crediting.book_unbooked(
        by=finance, money=money, party=joint.party, rate=None, key=a_key(finance)
    )
    work()
    assert set(joint.told_of(post, "PAYMENT_TAKEN_BACK")) == SECOND
    assert "Taken back by a bank" in page(joint, "second")
    assert "Taken back by a bank" not in page(joint, "first")
    transfers(joint, "first", "B2")
    bears = chargeable(joint.case_id, joint.party.id)
    joint.book(ledger.reduced(joint.standing, bears, chargeable=bears))
    assert [one.side for one in plan(joint.party)] == [joint.of("first").id]


def test_a_transfer_announced_is_called_off_when_another_claimant_has_paid(
    joint: Joint, post: Post
) -> None:
    announced = begin_to_pay(joint.party, joint.people["first"], "bank")
    transfers(joint, "second", "B1")
    assert PaymentAttempt.objects.get(id=announced.id).state == "needless"
    assert set(joint.told_of(post, "TRANSFER_CALLED_OFF")) == CLAIMANTS - SECOND
    address = reverse("paying:attempt", args=[joint.case_id, announced.id])
    shown = reading(joint.people["first"]).get(address).content.decode()
    assert "Nothing is owed any more: do not pay here." in shown
    transfers(joint, "first", "B2")
    assert joint.standing == Standing(unassigned=1_180_000)
    assert Task.objects.filter(case=joint.case_id, kind="assign_money", state="open").exists()
    assert PaymentAttempt.objects.get(id=announced.id).state == "paid"
    joint.book(ledger.to_refund(joint.standing, 1_180_000))
    assert [one.side for one in plan(joint.party)] == [joint.of("first").id]


def test_whoever_announced_a_transfer_is_told_that_another_claimant_pays_instead(
    joint: Joint, post: Post
) -> None:
    announced = begin_to_pay(joint.party, joint.people["first"], "bank")
    begin_to_pay(joint.party, joint.people["second"])
    work()
    assert PaymentAttempt.objects.get(id=announced.id).state == "abandoned"
    assert set(joint.told_of(post, "TRANSFER_CALLED_OFF")) == CLAIMANTS - SECOND


def test_a_transfer_announced_is_called_off_when_the_fee_is_not_owed_any_more(
    joint: Joint, post: Post
) -> None:
    announced = begin_to_pay(joint.party, joint.people["first"], "bank")
    joint.book(ledger.waived(joint.standing, 1_179_999, chargeable=1_180_000))
    grow_old(announced, 1)
    asking.ask_waiting()
    assert PaymentAttempt.objects.get(id=announced.id).state == "waiting"
    joint.book(ledger.waived(joint.standing, 1, chargeable=1))
    asking.ask_waiting()
    work()
    assert PaymentAttempt.objects.get(id=announced.id).state == "needless"
    assert set(joint.told_of(post, "TRANSFER_CALLED_OFF")) == CLAIMANTS - SECOND


def test_of_two_who_paid_the_same_fee_each_is_told_what_their_bank_took_back(
    joint: Joint, post: Post
) -> None:
    for who, money_id in (("first", "B1"), ("second", "B2")):
        transfers(joint, who, money_id)
    finance = joint.post(StaffRole.FINANCE)
    told = []
    for number in range(2):
        money = UnbookedMoney.objects.create(
            court=joint.case.court,
            way="bank",
            money_id=f"back-{number}",
            minor=-1_180_000,
            currency="CNY",
            why="reversal",
            found_at=now(),
        )
        crediting.book_unbooked(
            by=finance, money=money, party=joint.party, rate=None, key=a_key(finance)
        )
        told.append(joint.entry("PAYMENT_TAKEN_BACK").payload["side"])
    assert told == [str(joint.of(who).id) for who in ("first", "second")]


def test_whoever_was_told_of_a_refund_is_told_that_it_did_not_arrive(
    joint: Joint, post: Post, at: Firms
) -> None:
    pays(joint, at, "second")
    joint.book(ledger.reduced(joint.standing, 100, chargeable=1_180_000))
    first, second = joint.post(StaffRole.FINANCE), joint.post(StaffRole.FINANCE)
    refunding.propose_refund(by=first, party=joint.party, key=a_key(first))
    [refund] = refunding.refunds()
    refunding.approve_refund(by=second, refund=refund, key=a_key(second))
    work()
    assert "Paid back to you" in page(joint, "second")
    at["card"].fail_refund(refund.key)
    deliver(at["card"].calls[-1])
    work()
    assert set(joint.told_of(post, "REFUND_FAILED")) == SECOND
    assert "Paid back to you" not in page(joint, "second")


def test_money_of_a_claimant_who_left_and_owes_nothing_does_not_pay_for_the_others(
    joint: Joint, post: Post, at: Firms
) -> None:
    """Proves P2: who left need not pay with the others, so what still comes from them waits."""
    late = begin_to_pay(joint.party, joint.people["second"])
    _leaves(joint, "second")
    at["card"].pay(late.key)
    deliver(at["card"].calls[-1])
    assert joint.standing == Standing(outstanding=1_180_000, unassigned=1_180_000)
    transfers(joint, "second", "B1")
    assert joint.standing == Standing(outstanding=1_180_000, unassigned=2_360_000)
    transfers(joint, "first", "B2")
    assert joint.standing == Standing(unassigned=2_360_000)


@pytest.mark.parametrize("way", ["card", "bank"])
def test_money_that_waited_goes_back_to_whoever_sent_it_not_to_who_paid_the_fee(
    joint: Joint, at: Firms, way: str
) -> None:
    """Proves P2: of joint claimants each gets back what was theirs, whoever paid later."""
    _leaves(joint, "second")
    if way == "bank":
        transfers(joint, "second", "B1")
    else:
        Party.objects.filter(id=joint.of("second").id).update(standing=PartyStanding.IN_SUIT)
        begun = begin_to_pay(joint.party, joint.people["second"])
        _leaves(joint, "second")
        at["card"].pay(begun.key)
        deliver(at["card"].calls[-1])
    pays(joint, at, "first")
    assert joint.standing == Standing(unassigned=1_180_000)
    finance = joint.post(StaffRole.FINANCE)
    crediting.return_money(by=finance, party=joint.party, key=a_key(finance))
    assert [(one.way, one.side) for one in plan(joint.party)] == [(way, joint.of("second").id)]
    refunding.propose_refund(by=finance, party=joint.party, key=a_key(finance))
    joint.book(ledger.reduced(joint.standing, 100, chargeable=1_180_000))
    assert [(one.side, one.fen) for one in plan(joint.party)] == [(joint.of("first").id, 100)]


@pytest.mark.parametrize(("way", "told"), [("bank", SECOND), ("card", set[str]())])
def test_what_a_claimant_who_leaves_had_begun_to_pay_is_called_off(
    joint: Joint, post: Post, at: Firms, way: str, told: set[str]
) -> None:
    begun = begin_to_pay(joint.party, joint.people["second"], way)
    grow_old(begun, 1)
    _leaves(joint, "second")
    asking.ask_waiting()
    work()
    assert PaymentAttempt.objects.get(id=begun.id).state == "needless"
    if told:
        assert set(joint.told_of(post, "TRANSFER_CALLED_OFF")) == told
    assert begin_to_pay(joint.party, joint.people["first"]).side == joint.of("first")


def _leaves(joint: Joint, who: str) -> None:
    """As a ruling does by which a claimant leaves and need not pay with the others."""
    Party.objects.filter(id=joint.of(who).id).update(standing=PartyStanding.LEFT)


def test_of_two_who_paid_the_same_fee_the_later_gets_the_money_back(
    joint: Joint, at: Firms
) -> None:
    late = begin_to_pay(joint.party, joint.people["second"])
    pays(joint, at, "first")
    at["card"].pay(late.key)
    deliver(at["card"].calls[-1])
    assert joint.standing == Standing(unassigned=1_180_000)
    joint.book(ledger.to_refund(joint.standing, 1_180_000))
    assert [(one.side, one.fen) for one in plan(joint.party)] == [
        (joint.of("second").id, 1_180_000)
    ]


def test_files_for_an_application_are_seen_by_the_side_that_collects_them(joint: Joint) -> None:
    case = joint.case
    first, second = joint.people["first"], joint.people["second"]
    assert relief.envelope_for(first, case) != relief.envelope_for(second, case)
    agent = joint.people["second.agent"]
    assert relief.envelope_for(second, case) == relief.envelope_for(agent, case)


def test_what_missed_another_side_is_not_sent_to_a_party_who_was_reached(
    joint: Joint, post: Post, at: Firms
) -> None:
    post.mail.refused |= {f"second{AT}", f"second.agent{AT}"}
    pays(joint, at, "second")
    clerk = joint.clerk
    reached = PartyReached(
        how="telephone", note="", on=court_date(now()).isoformat(), email=f"first.new{AT}"
    )
    reach_party(by=clerk, case_id=joint.case_id, reached=reached, key=a_key(clerk))
    work()
    [mail] = [one for one in post.mails() if one.to == f"first.new{AT}"]
    assert not mail.attachments
    assert "received your payment" not in mail.text


def test_notices_of_what_concerns_all_name_nobody_elses_address(joint: Joint, post: Post) -> None:
    by = joint.people["first"]
    withdrawing.ask(by=by, case_id=joint.case_id, reason="示例", key=a_key(by))
    work()
    everybody = {name for side in SIDES for name in (side, f"{side}.agent")}
    assert joint.told_of(post, "WITHDRAWAL_ASKED") == dict.fromkeys(everybody, 0)
    shown = {who: page(joint, who, "web:case") for who in everybody}
    for who in everybody:
        side = who.removesuffix(".agent")
        seen = {name for name in everybody if f"{name}{AT}" in shown[who]}
        assert seen <= {side, f"{side}.agent"}, who
    mails = [one for one in post.mails() if "申请撤诉" in one.subject]
    assert len(mails) == len(everybody)
    assert not [one for one in mails for other in everybody if f"{other}{AT}" in one.text]


def test_a_ruling_reaches_every_side_with_its_letter(joint: Joint, post: Post) -> None:
    by, judge = joint.people["second"], joint.post(StaffRole.JUDGE)
    withdrawing.ask(by=by, case_id=joint.case_id, reason="示例", key=a_key(by))
    found = Weighed(joinder="ordinary", claim_falls=False)
    ruling = Ruling(allowed=True, alone=True, reason="示例", still_owe=False, weighed=found)
    seen = [str(joint.of("second").id)]
    withdrawing.rule(by=judge, case_id=joint.case_id, ruling=ruling, seen=seen, key=a_key(judge))
    work()
    everybody = {name for side in SIDES for name in (side, f"{side}.agent")}
    assert joint.told_of(post, "CLAIMANT_LEFT") == dict.fromkeys(everybody, 1)
    assert who_sees(joint, "CLAIMANT_LEFT") == everybody
    with act(by=Actor(person=None)) as writing:
        writing.lock(Stream.CASE, joint.case_id)
        day = court_date(now()) + timedelta(days=30)
        party = joint.party.id
        set_period(writing, joint.case, party, day, how="extended", citation="Fees 22(1)")
    work()
    assert set(joint.told_of(post, "FEE_PERIOD_SET")) == {"first", "first.agent"}
    assert page(joint, "second") == "403"


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("first", {"second", "second.agent", "defendant.agent"}),
        ("second", {"first", "first.agent", "defendant.agent"}),
    ],
)
def test_what_concerns_all_goes_to_those_who_stay_and_to_nobody_who_left(
    joint: Joint, who: str, told: set[str]
) -> None:
    _leaves(joint, who)
    registered = joint.entry("CASE_REGISTERED")
    assert {one.to.removesuffix(AT) for one in recipients(registered, joint.case)} == told


def test_every_claimant_without_an_address_is_to_be_reached_not_the_first_alone(
    joint: Joint, post: Post
) -> None:
    """F4: two sides that cannot be told are two sides a clerk reaches."""
    second = joint.of("second")
    Representation.objects.filter(principal=second.person_id).delete()
    Party.objects.filter(id=second.id).update(person=None)
    third = Party.objects.create(
        case=joint.case, position=4, role=second.role, kind=second.kind, name="丁", country="US"
    )
    by, judge = joint.people["first"], joint.post(StaffRole.JUDGE)
    withdrawing.ask(by=by, case_id=joint.case_id, reason="示例", key=a_key(by))
    ruling = Ruling(allowed=True, others_agree=True, reason="示例")
    seen = [str(joint.of("first").id)]
    withdrawing.rule(by=judge, case_id=joint.case_id, ruling=ruling, seen=seen, key=a_key(judge))
    work()
    assert [one.id for one in sides_missed(joint.case)] == [second.id, third.id]


def test_who_receives_for_a_side_learns_that_it_was_reached_and_no_other_side_does(
    joint: Joint, post: Post, at: Firms
) -> None:
    post.mail.refused.add(f"second{AT}")
    pays(joint, at, "second")
    clerk, second = joint.clerk, joint.of("second")
    reached = PartyReached(
        how="telephone",
        note="Called at home.",
        on=court_date(now()).isoformat(),
        email=f"second.new{AT}",
        party=str(second.id),
    )
    reach_party(by=clerk, case_id=joint.case_id, reached=reached, key=a_key(clerk))
    work()
    assert joint.told_of(post, "PARTY_REACHED") == {"second.new": 1, "second.agent": 1}
    assert "Called at home." in page(joint, "second.agent", "web:case")
    assert "Called at home." not in page(joint, "first", "web:case")
    by = joint.people["first"]
    withdrawing.ask(by=by, case_id=joint.case_id, reason="示例", key=a_key(by))
    work()
    told = set(joint.told_of(post, "WITHDRAWAL_ASKED"))
    assert "second.new" in told
    assert "second" not in told


def test_reaching_one_side_leaves_the_task_of_reaching_another(
    joint: Joint, post: Post, at: Firms
) -> None:
    post.mail.refused |= {f"second{AT}", f"defendant{AT}"}
    pays(joint, at, "second")
    by = joint.people["first"]
    withdrawing.ask(by=by, case_id=joint.case_id, reason="示例", key=a_key(by))
    work()
    address = reverse("filing:reach", args=[joint.case_id])
    client = reading(joint.clerk)
    said = {"how": "telephone", "on": court_date(now()).isoformat(), "note": "x", "email": ""}
    assert "Say which party." in client.post(address, {**said, "key": "a"}).content.decode()
    waiting = Task.objects.filter(case=joint.case_id, kind="reach_party", state="open")
    for side, waits in (("second", True), ("defendant", False)):
        client.post(address, {**said, "key": side, "party": str(joint.of(side).id)})
        work()
        assert waiting.exists() is waits, side


def test_an_agent_of_both_claimants_asks_for_relief_for_the_one_they_name(joint: Joint) -> None:
    agent = joint.people["first.agent"]
    an_authority(joint.case, joint.people["second"], agent)
    client, address = reading(agent), reverse("fees:relief", args=[joint.case_id])
    assert "For whom do you ask?" in client.get(address).content.decode()
    given = ReliefGiven(kind="deferral", grounds=("receives_legal_aid",), reasons="示例")
    with pytest.raises(ReliefRefusedError, match="Say for which"):
        relief.ask(by=agent, case_id=joint.case_id, given=given, key=a_key(agent))
    second = joint.of("second")
    said = {"kind": "deferral", "grounds": ["receives_legal_aid"], "reasons": "示例", "key": "k"}
    paper = SimpleUploadedFile("aid.txt", b"aid", "text/plain")
    client.post(f"{address}?for={second.id}", {**said, "add": "1", "file": paper})
    page_of_it = client.get(f"{address}?for={second.id}").content.decode()
    assert "aid.txt" in page_of_it
    assert f"/remove/?for={second.id}" in page_of_it
    assert "aid.txt" not in client.get(f"{address}?for={joint.of('first').id}").content.decode()


@pytest.mark.parametrize("kind", ["CLAIM_FILED", "CASE_REGISTERED"])
def test_letters_about_the_filing_are_for_the_claimants_alone(joint: Joint, kind: str) -> None:
    assert who_sees(joint, kind) == CLAIMANTS


def test_whoever_paid_as_an_agent_of_before_hears_of_it_without_the_receipt(
    joint: Joint, post: Post, at: Firms
) -> None:
    attempt = begin_to_pay(joint.party, joint.people["second.agent"])
    agent = joint.people["second.agent"].person_id
    Representation.objects.filter(agent=agent).update(revoked_at=now())
    at["card"].pay(attempt.key)
    deliver(at["card"].calls[-1])
    work()
    assert joint.told_of(post, "PAYMENT_RECEIVED") == {"second": 1, "second.agent": 0}


def test_an_agent_of_both_claimants_gets_what_either_is_told(
    joint: Joint, post: Post, at: Firms
) -> None:
    an_authority(joint.case, joint.people["second"], joint.people["first.agent"])
    pays(joint, at, "second")
    assert set(joint.told_of(post, "PAYMENT_RECEIVED")) == SECOND | {"first.agent"}
    assert who_sees(joint, "PAYMENT_RECEIVED") == SECOND | {"first.agent"}
