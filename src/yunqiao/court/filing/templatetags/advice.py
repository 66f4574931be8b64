"""`{% court_advice draft %}`: the advice on courts beside the question, from what is typed already."""

from typing import Any

from django import template

from yunqiao.court.filing import advice, checking
from yunqiao.court.filing.models import ClaimDraft

register = template.Library()


@register.inclusion_tag("filing/_court_advice.html")
def court_advice(draft: ClaimDraft) -> dict[str, Any]:
    """The advice, and how to answer more questions; without a kind of dispute only the latter.

    Nobody has asked yet whether there is an agreement: the advice is for the case that there is none.
    """
    known = {"arbitration_agreement": False, **advice.known_from(draft.content)}
    given = advice.AdviceGiven.model_validate(known) if "dispute" in known else None
    return {"draft": draft, "advice": advice.advise(given) if given else None}


@register.inclusion_tag("filing/_fee_estimate.html")
def fee_estimate(draft: ClaimDraft) -> dict[str, Any]:
    """What accepting the claim may cost, step by step; nothing while it asks for nothing."""
    return {"fee": checking.fee_of(draft)}
