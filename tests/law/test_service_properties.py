"""What holds for every attempt at service, whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from law.service_facts import any_facts, variations
from yunqiao.law import load_all
from yunqiao.law.cases import all_cases
from yunqiao.law.catalogue import CATALOGUE
from yunqiao.law.facts import read
from yunqiao.law.findings import Finding, Outcome
from yunqiao.law.instruments import AERSHAN, OP
from yunqiao.law.service.announcement import NoticeEvidence, PublicNotice
from yunqiao.law.service.electronic import Electronic, Sending
from yunqiao.law.service.in_person import InPerson, InPersonEvidence, MeetingPlace, Reception
from yunqiao.law.service.outcome import MODES, Attempt, outcome_of
from yunqiao.law.service.post import MailResult, PostEvidence, Posting, PostRebuttal
from yunqiao.law.service.priority import AtHome, channels_for
from yunqiao.law.service.terms import (
    CHANNEL_NOT_ALLOWED,
    NEEDS_EVIDENCE,
    NOT_SERVED,
    PENDING,
    SERVED,
    DocumentKind,
    ServiceMode,
)

OUTCOMES = {
    SERVED: {Outcome.YES},
    NOT_SERVED: {Outcome.NO},
    CHANNEL_NOT_ALLOWED: {Outcome.NO},
    NEEDS_EVIDENCE: {Outcome.UNKNOWN},
    PENDING: {Outcome.UNKNOWN, Outcome.FOR_THE_COURT},
}


def _seeds() -> dict[str, list[Any]]:
    """The facts of our own cases by mode: facts drawn blindly are seldom served."""
    load_all()
    modes = {decide: name for name, decide in MODES.items()}
    found: dict[str, list[Any]] = {name: [] for name in MODES}
    for case in all_cases():
        asked = CATALOGUE[case.question]
        if asked.decide in modes and asked.facts and case.expect["outcome"] != "refused":
            found[modes[asked.decide]].append(read(asked.facts, case.facts))
    return found


SEEDS = _seeds()
ANY_MODE = st.sampled_from(sorted(MODES))
STATEMENT = DocumentKind.CONCILIATION_STATEMENT


@st.composite
def attempts(draw: st.DrawFn, name: str = "") -> Attempt:
    mode = name or draw(ANY_MODE)
    seeds = SEEDS[mode]
    return Attempt(**{mode: draw(variations(seeds) | any_facts(type(seeds[0])))})


@st.composite
def served_attempts(draw: st.DrawFn, *names: str) -> Attempt:
    """Attempts that have served the document: variations of cases, or else the case itself."""
    mode = draw(st.sampled_from(names or sorted(MODES)))
    seeds = [facts for facts in SEEDS[mode] if MODES[mode](facts).code == SERVED]
    index = draw(st.integers(0, len(seeds) - 1))
    varied = draw(variations([seeds[index]]))
    return Attempt(**{mode: varied if MODES[mode](varied).code == SERVED else seeds[index]})


def part(attempt: Attempt) -> Any:
    return next(getattr(attempt, name) for name in MODES if getattr(attempt, name) is not None)


def served_on(finding: Finding) -> date:
    day = finding.date("date_of_service")
    assert day is not None
    return day


@given(attempts())
def test_every_attempt_has_one_of_five_statuses_and_its_outcome(attempt: Attempt) -> None:
    found = outcome_of(attempt)
    assert found.outcome in OUTCOMES[found.code]
    assert found.because
    assert found.citations
    assert bool(found.date("date_of_service")) == (found.code == SERVED)


@given(attempts())
def test_what_is_not_decided_names_what_is_missing_or_when_it_will_be(attempt: Attempt) -> None:
    found = outcome_of(attempt)
    assert not (found.code == SERVED and found.missing)
    if found.outcome is Outcome.UNKNOWN:
        assert found.missing or found.date("not_before")


@given(attempts())
def test_an_attempt_that_failed_says_what_to_try_next(attempt: Attempt) -> None:
    found = outcome_of(attempt)
    assert found.outcome is not Outcome.NO or found.try_next


@given(served_attempts())
def test_nothing_is_served_on_the_local_provisions_alone(attempt: Attempt) -> None:
    found = outcome_of(attempt)
    assert found.code != SERVED or {c.instrument for c in found.citations} - {AERSHAN.short}


@given(attempts())
def test_no_act_abroad_is_ever_service_at_home(attempt: Attempt) -> None:
    assert outcome_of(replace(attempt, act_abroad=True)).code == CHANNEL_NOT_ALLOWED


NOTES = {InPersonEvidence.JUDGE_NOTE, InPersonEvidence.CLERK_NOTE}
LEFT = InPersonEvidence.DOCUMENT_LEFT
NOTED = InPersonEvidence.SERVER_NOTE
FILM = InPersonEvidence.PHOTO_OR_VIDEO
ELSEWHERE = {FILM, *NOTES}
LEAVING = (
    {LEFT, FILM},
    {LEFT, NOTED, InPersonEvidence.WITNESSES_SIGNED},
    {LEFT, NOTED, InPersonEvidence.WITNESSES_WOULD_NOT_COME},
)


def _enough(attempt: InPerson) -> bool:
    """The evidence that Articles 10 to 12 and 22 ask for, written a second time."""
    if attempt.reception is Reception.SIGNED:
        return InPersonEvidence.RECEIPT in attempt.evidence
    if attempt.reception is Reception.NOT_AT_ADDRESS:
        return {LEFT, NOTED} <= attempt.evidence
    if attempt.place is MeetingPlace.COURT:
        return attempt.evidence >= NOTES
    if attempt.place is MeetingPlace.ELSEWHERE:
        return attempt.evidence >= ELSEWHERE
    if attempt.place is MeetingPlace.WORKPLACE:
        return attempt.evidence >= ELSEWHERE or attempt.evidence >= LEAVING[2]
    return any(attempt.evidence >= way for way in LEAVING)


@given(served_attempts("in_person"), st.frozensets(st.sampled_from(list(InPersonEvidence))))
def test_service_in_person_is_never_found_with_evidence_missing(
    attempt: Attempt, lost: frozenset[InPersonEvidence]
) -> None:
    assert attempt.in_person
    poorer = replace(attempt.in_person, evidence=attempt.in_person.evidence - lost)
    assert outcome_of(Attempt(in_person=poorer)).code != SERVED or _enough(poorer)


@given(served_attempts("post"), st.frozensets(st.sampled_from(list(PostEvidence))))
def test_service_by_post_is_never_found_without_its_slip(
    attempt: Attempt, lost: frozenset[PostEvidence]
) -> None:
    assert attempt.post
    item = replace(attempt.post, evidence=attempt.post.evidence - lost)
    if outcome_of(Attempt(post=item)).code == SERVED:
        signed = {PostEvidence.MAIL_RECEIPT, PostEvidence.SERVICE_RECEIPT} & item.evidence
        slip = PostEvidence.RETURN_SLIP in item.evidence
        assert signed if item.result is MailResult.SIGNED else slip


@given(served_attempts())
def test_a_conciliation_statement_is_served_only_by_its_own_receipt(attempt: Attempt) -> None:
    facts = part(attempt)
    matter = replace(facts.matter, document=STATEMENT)
    found = outcome_of(Attempt(**{_name(attempt): replace(facts, matter=matter)}))
    if found.code == SERVED:
        assert (
            (isinstance(facts, InPerson) and facts.reception is Reception.SIGNED)
            or (isinstance(facts, Posting) and facts.result is MailResult.SIGNED)
            or _name(attempt) in ("electronic", "forwarded")
        )


def _name(attempt: Attempt) -> str:
    return next(name for name in MODES if getattr(attempt, name) is not None)


@pytest.mark.parametrize(
    ("mode", "evidence"),
    [("in_person", InPersonEvidence), ("post", PostEvidence), ("announcement", NoticeEvidence)],
)
@given(data=st.data())
def test_more_evidence_never_undoes_service(mode: str, evidence: Any, data: st.DataObject) -> None:
    attempt = data.draw(served_attempts(mode))
    before = outcome_of(attempt)
    facts = part(attempt)
    more = facts.evidence | data.draw(st.frozensets(st.sampled_from(list(evidence))))
    after = outcome_of(Attempt(**{mode: replace(facts, evidence=more)}))
    assert after.code == SERVED
    assert served_on(after) == served_on(before)


SENDINGS = [sending for facts in SEEDS["electronic"] for sending in facts.sendings]


@given(served_attempts("electronic"), variations(SENDINGS))
def test_one_more_sending_never_undoes_service_nor_makes_it_later(
    attempt: Attempt, sending: Sending
) -> None:
    before = outcome_of(attempt)
    facts: Electronic = part(attempt)
    after = outcome_of(Attempt(electronic=replace(facts, sendings=(*facts.sendings, sending))))
    assert after.code == SERVED
    assert served_on(after) <= served_on(before)


@given(served_attempts("post"))
def test_only_a_rebuttal_undoes_deemed_service(attempt: Attempt) -> None:
    item = attempt.post
    assert item
    assume(item.result is not MailResult.SIGNED)
    rebutted = replace(item, rebuttal=PostRebuttal(no_fault_proved=True))
    assert outcome_of(Attempt(post=rebutted)).code == NOT_SERVED
    assert outcome_of(Attempt(post=replace(item, rebuttal=None))).code == SERVED


@given(served_attempts())
def test_service_never_precedes_the_attempt(attempt: Attempt) -> None:
    found = outcome_of(attempt)
    assert served_on(found) >= _began(part(attempt))


def _began(facts: Any) -> date:
    if isinstance(facts, Electronic):
        return min(_first_day(sending) for sending in facts.sendings)
    if isinstance(facts, PublicNotice):
        return max(publication.on for publication in facts.publications) + timedelta(days=30)
    for name in ("posted_on", "sent_on", "pronounced_on", "on"):
        if hasattr(facts, name):
            day: date = getattr(facts, name)
            return day
    raise AssertionError(facts)


def _first_day(sending: Sending) -> date:
    proved = sending.rebuttal.arrived_on if sending.rebuttal else None
    days = (sending.sent_on, sending.arrived_on, sending.reacted_on, sending.read_on, proved)
    return min((day for day in days if day), default=date.max)


@given(served_attempts("post"), st.integers(1, 60))
def test_a_later_return_never_gives_an_earlier_date(attempt: Attempt, days: int) -> None:
    item = attempt.post
    assert item
    assert item.ended_on
    sent_back = item.rebuttal.contents_sent_back_on if item.rebuttal else None
    assume(sent_back is None or item.ended_on + timedelta(days=days) <= sent_back)
    before = outcome_of(attempt)
    later = replace(item, ended_on=item.ended_on + timedelta(days=days))
    after = outcome_of(Attempt(post=later))
    assert after.code != SERVED or served_on(after) > served_on(before)


@given(any_facts(AtHome))
def test_public_notice_is_open_only_when_nothing_else_is(facts: AtHome) -> None:
    found = channels_for(facts)
    *others, notice = found.value
    assert notice.mode is ServiceMode.ANNOUNCEMENT
    open_untried = [channel for channel in others if channel.finding.is_yes and not channel.tried]
    assert not (notice.finding.is_yes and open_untried)
    assert facts.matter.document is not STATEMENT or not notice.finding.is_yes


@given(any_facts(AtHome))
def test_leaving_is_never_proposed_for_a_conciliation_statement(facts: AtHome) -> None:
    statement = replace(facts, matter=replace(facts.matter, document=STATEMENT))
    leaving = next(c for c in channels_for(statement).value if c.mode is ServiceMode.LEAVING)
    assert not leaving.finding.is_yes


@given(served_attempts())
def test_service_that_rests_on_opinions_alone_is_flagged(attempt: Attempt) -> None:
    found = outcome_of(attempt)
    ranks = {citation.instrument for citation in found.citations} - {AERSHAN.short}
    if found.code == SERVED and ranks == {OP.short}:
        assert found.doubts
