"""My matters, and the page of a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from yunqiao.court.casefile.access import visible_to
from yunqiao.court.casefile.documents import listed
from yunqiao.court.casefile.entries import CLAIM_WITHDRAWN, RULING_ASKED
from yunqiao.court.casefile.models import Case, Deadline, DeadlineState, Party, Representation
from yunqiao.court.casefile.representing import agents_on, principals_of
from yunqiao.court.casefile.sides import acts_for, kept_from, owe_together
from yunqiao.court.casefile.states import STAGES, Stage
from yunqiao.court.casefile.words import cited, next_step, stage_tag, standing_name
from yunqiao.court.fees import access as fee_access
from yunqiao.court.fees import withdrawing
from yunqiao.court.fees.owing import Owed, to_pay_in
from yunqiao.court.fees.queries import assessed_among, fee_of
from yunqiao.court.filing import access as filing_access
from yunqiao.court.filing.finding import search_own
from yunqiao.court.filing.queries import filings_of, open_drafts_of
from yunqiao.court.foundation import live
from yunqiao.court.foundation.components import Participant, Tag
from yunqiao.court.foundation.ids import new_id
from yunqiao.court.foundation.middleware import content_security_policy
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.reading import rows
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.session import account_of
from yunqiao.court.registration import access as registration_access
from yunqiao.court.web.timeline import timeline

RECENT: Final = 50


@dataclass(frozen=True, slots=True)
class Matter:
    """A case as a card: how it stands, what is next and by when, and what is to be paid in yuan."""

    case: Case
    tag: Tag
    next: str
    last_day: date | None
    acting_for: str
    to_pay: str


@require_safe
def matters(request: HttpRequest) -> HttpResponse:
    """Drafts first, then cases, newest activity first."""
    account = account_of(request)
    context = {
        "drafts": open_drafts_of(account)[:RECENT],
        "matters": _matters(account, filings_of(account)[:RECENT]),
        "search": search_own(account, request.GET.get("q", "")),
    }
    return render(request, "web/matters.html", context)


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """One case: how it stands, what is next and by when, what happened, who is in it."""
    account = account_of(request)
    found = get_object_or_404(visible_to(account).select_related("court"), id=case_id)
    entries = rows(DocketEntry, "stream_id = %s ORDER BY seq DESC LIMIT %s", [found.id, RECENT])
    deadline = _running(account, [found]).get(found.id)
    pays = found.number is not None and bool(fee_access.may_act_for_payer(account, found))
    works_on_fee = found.number is not None and bool(fee_access.may_work_on_fees(account, found))
    documents, parties = (
        listed(found, account),
        rows(Party, "case_id = %s ORDER BY position", [found.id]),
    )
    agents = list(agents_on(found))
    acting_for = _acting_for(account, parties, agents)
    waits_for_court = found.stage == STAGES.start
    fee = fee_of(found) if found.number else None
    context = {
        "case": found,
        "tag": stage_tag(found.stage),
        "documents": documents,
        "next": _next_steps([found])[found.id],
        "deadline": deadline,
        "article": cited(deadline.citation) if deadline else "",
        "timeline": timeline(
            found,
            entries,
            {one.document.id for one in documents},
            kept_from(account, found, entries),
        ),
        "people": _people(parties, agents),
        "waits_for_court": waits_for_court,
        "may_examine": waits_for_court and bool(filing_access.may_examine(account, found)),
        "may_correct": found.stage == Stage.CORRECTION
        and bool(filing_access.may_act_for_filer(account, found)),
        "may_prepare": found.number is not None
        and bool(registration_access.may_prepare(account, found)),
        "may_withdraw": STAGES.allows(found.stage, CLAIM_WITHDRAWN)
        and bool(filing_access.may_withdraw(account, found)),
        "at_counter": bool(filing_access.may_act_at_counter(account, found)),
        "sees_fee": pays or works_on_fee,
        "fee": fee if pays or works_on_fee else None,
        "may_ask_to_withdraw": found.number is not None
        and bool(withdrawing.may_be_asked_for(account, found)),
        "may_pay": pays,
        "works_on_fee": works_on_fee,
        "key": new_id(),
        "is_party": acting_for is not None
        or account.person_id in {party.person_id for party in parties if party.person_id},
        "acting_for": acting_for or "",
        "may_insist": STAGES.allows(found.stage, RULING_ASKED)
        and bool(filing_access.may_act_for_filer(account, found)),
        "events": live.events(request, [live.case_topic(found.id)]),
    }
    response = render(request, "web/case.html", context)
    response["Content-Security-Policy"] = content_security_policy(frame_src="'self'")
    return response


def _matters(account: Account, cases: Iterable[Case]) -> list[Matter]:
    cases = list(cases)
    running = _running(account, cases)
    principals = principals_of(account.person_id, [case.id for case in cases])
    owed = to_pay_in(account, cases)
    next_steps = _next_steps(cases)
    return [
        _matter(case, owed.get(case.id), next_steps[case.id], running, principals) for case in cases
    ]


def _matter(
    case: Case,
    owed: Owed | None,
    next_words: str,
    running: Mapping[UUID, Deadline],
    principals: Mapping[UUID, str],
) -> Matter:
    deadline = owed or running.get(case.id)
    return Matter(
        case,
        stage_tag(case.stage),
        _("Next: you pay the fee") if owed else next_words,
        deadline.last_day if deadline else None,
        principals.get(case.id, ""),
        owed.outstanding if owed else "",
    )


def _next_steps(cases: Sequence[Case]) -> dict[UUID, str]:
    """What comes next in each case, by what is known of its fee and its withdrawal."""
    assessed, to_rule_on = assessed_among(cases), withdrawing.to_rule_on(cases)
    return {
        case.id: next_step(
            case.stage,
            fee_is_set=case.id in assessed,
            asks_to_withdraw=case.id in to_rule_on,
        )
        for case in cases
    }


def _running(account: Account, cases: Sequence[Case]) -> dict[UUID, Deadline]:
    """The account's running deadline of each case that ends first; the court's own where it has none."""
    wanted = [[case.id for case in cases], DeadlineState.RUNNING]
    found = rows(Deadline, _OWN_LAST, wanted)
    whose = Party.objects.in_bulk({one.party_id for one in found if one.party_id})
    own = acts_for(account, *cases) if whose else []
    return {
        one.case_id: one
        for one in found
        if one.party_id is None or any(owe_together(mine, whose[one.party_id]) for mine in own)
    }


def _acting_for(
    account: Account, parties: Sequence[Party], agents: Sequence[Representation]
) -> str | None:
    """The name of the party for whom the account acts here; None if it is nobody's agent."""
    for held in agents:
        if held.agent_id == account.person_id:
            names = (party.name for party in parties if party.person_id == held.principal_id)
            return next(names, "")
    return None


def _people(parties: Sequence[Party], agents: Sequence[Representation]) -> list[Participant]:
    names = {party.person_id: party.name for party in parties}
    people = [Participant(party.name, standing_name(party), party.name[:1]) for party in parties]
    acting = [
        Participant(
            held.name,
            _("Agent of %(party)s") % {"party": names.get(held.principal_id, "")},
            held.name[:1],
        )
        for held in agents
    ]
    return [*people, *acting]


_OWN_LAST: Final = """
case_id = ANY(%s) AND state = %s ORDER BY of_court DESC, last_day DESC, id DESC"""
