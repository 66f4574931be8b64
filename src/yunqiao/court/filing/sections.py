"""The sections of a draft as the pages show them: what each asks, and its answers in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Role
from yunqiao.court.casefile.words import place_name
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import drafts, evidence
from yunqiao.court.filing.counter_people import person_as_given
from yunqiao.court.filing.forms import (
    CaseForm,
    FactsForm,
    GivenForm,
    PartyForm,
    RequestForm,
    ServiceAddressForm,
)
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.foundation.components import Colour, SummaryRow, Tag, Task
from yunqiao.court.foundation.reader import written_amount
from yunqiao.court.identity.models import Account

MakeForm = Callable[..., forms.Form]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a draft: one form, or (`many`) a list of items of one form."""

    name: str
    title: Promise
    hint: Promise
    form: MakeForm
    many: bool = False
    add: Promise | None = None


def _claimant(*args: Any, number: int = 0, **kwargs: Any) -> PartyForm:
    return PartyForm(*args, role=Role.CLAIMANT, is_filer=number == 0, **kwargs)


def _defendant(*args: Any, number: int = 0, **kwargs: Any) -> PartyForm:
    del number
    return PartyForm(*args, role=Role.DEFENDANT, is_filer=False, **kwargs)


def _request(*args: Any, number: int = 0, **kwargs: Any) -> RequestForm:
    del number
    return RequestForm(*args, **kwargs)


SECTIONS: Final = {
    section.name: section
    for section in (
        Section(
            name="claimants",
            title=gettext_lazy("Who files the claim"),
            hint=gettext_lazy("You, and anyone who claims together with you"),
            form=_claimant,
            many=True,
            add=gettext_lazy("Add another claimant"),
        ),
        Section(
            name="defendants",
            title=gettext_lazy("The other side"),
            hint=gettext_lazy("Everyone you claim against"),
            form=_defendant,
            many=True,
            add=gettext_lazy("Add another defendant"),
        ),
        Section(
            name="requests",
            title=gettext_lazy("What you ask for"),
            hint=gettext_lazy("One or more requests, with amounts in any currency"),
            form=_request,
            many=True,
            add=gettext_lazy("Add another request"),
        ),
        Section(
            name="facts",
            title=gettext_lazy("Facts and reasons"),
            hint=gettext_lazy("What happened, and why the other side is bound"),
            form=FactsForm,
        ),
        Section(
            name="case",
            title=gettext_lazy("Kind of dispute and court"),
            hint=gettext_lazy("In a few words, and where it should be heard"),
            form=CaseForm,
        ),
        Section(
            name="service_address",
            title=gettext_lazy("Where the court reaches you"),
            hint=gettext_lazy("Your address for service; e-mail is enough if you agree to it"),
            form=ServiceAddressForm,
        ),
    )
}


EVIDENCE_TITLE: Final = gettext_lazy("Evidence")
AFTER_FACTS: Final = 4


def tasks(draft: ClaimDraft) -> list[Task]:
    """The draft's task list."""
    listed = [
        Task(
            str(section.title),
            _status(draft, section.name),
            section_url(draft, section.name),
            str(section.hint),
        )
        for section in SECTIONS.values()
    ]
    listed.insert(AFTER_FACTS, _evidence_task(draft))
    return listed


def section_url(draft: ClaimDraft, name: str) -> str:
    """Where a section is answered."""
    return reverse("filing:section", args=[draft.id, name])


def content_of(form: forms.Form) -> dict[str, Any]:
    """A valid form as a draft keeps it: plain JSON, amounts as text."""
    if isinstance(form, GivenForm):
        return form.value.model_dump(mode="json")
    return dict(form.cleaned_data)


def suggested(draft: ClaimDraft, account: Account, name: str, number: int | None) -> dict[str, Any]:
    """What a section nobody has answered begins with: what the court knows of the filer."""
    if draft.for_person is not None:
        own = person_as_given(draft.for_person)
    else:
        own = {"email": account.email}
    if name == "claimants" and number == 1:
        return own
    if name == "service_address":
        filer: Mapping[str, Any] = (draft.content.get("claimants") or [{}])[0]
        known = {key: filer.get(key) for key in ("country", "address", "email", "phone")}
        return known | {"email": known["email"] or own.get("email")}
    return {}


def title_of(item: Mapping[str, Any]) -> str:
    """The line by which a party or a request is known in its list."""
    text = str(item.get("name") or item.get("text") or "")
    if not item.get("amount"):
        return text
    return f"{text} · {written_amount(Decimal(item['amount']), item['currency'])}"


def summary(draft: ClaimDraft, name: str) -> list[SummaryRow]:
    """A section's answers, each with the link that changes it and comes back to checking."""
    content = draft.content.get(name)
    if not content:
        return [
            SummaryRow(
                str(SECTIONS[name].title),
                _("Not answered yet"),
                f"{section_url(draft, name)}?back=check",
            )
        ]
    if SECTIONS[name].many:
        return [
            SummaryRow(
                str(number),
                [title_of(item), *_about(item)],
                reverse("filing:item", args=[draft.id, name, number]) + "?back=check",
            )
            for number, item in enumerate(content, start=1)
        ]
    change = f"{section_url(draft, name)}?back=check"
    return [SummaryRow(key, value, change) for key, value in _answers(name, content) if value]


def after_evidence(draft: ClaimDraft) -> str:
    """Where one goes on after the evidence: the next part that waits, else the task list."""
    for name in list(SECTIONS)[AFTER_FACTS:]:
        if not drafts.is_done(draft.content, name):
            return section_url(draft, name)
    return reverse("filing:draft", args=[draft.id])


def evidence_summary(draft: ClaimDraft) -> list[SummaryRow]:
    """The evidence list, each exhibit with the link that changes it and comes back to checking."""
    change = reverse("filing:evidence", args=[draft.id]) + "?back=check"
    exhibits = evidence.exhibits_of(draft)
    if not exhibits:
        return [SummaryRow(str(EVIDENCE_TITLE), _("No file added"), change)]
    return [
        SummaryRow(
            str(exhibit.number),
            [text for text in (exhibit.title, exhibit.said.get("proves", "")) if text],
            change,
        )
        for exhibit in exhibits
    ]


def _evidence_task(draft: ClaimDraft) -> Task:
    number = len(evidence.exhibits_of(draft))
    if evidence.obstacle(draft):
        status = Tag(_("Look again"), Colour.ORANGE)
    elif number:
        status = Tag(ngettext("%(number)s file", "%(number)s files", number) % {"number": number})
    else:
        status = Tag(_("Not started"), Colour.BLUE)
    hint = _("Contracts, receipts, photos, recordings; you can also hand them in later")
    return Task(str(EVIDENCE_TITLE), status, reverse("filing:evidence", args=[draft.id]), hint)


def _status(draft: ClaimDraft, name: str) -> Tag:
    if drafts.is_done(draft.content, name):
        return Tag(_("Done"))
    return Tag(_("Not started"), Colour.BLUE)


def _about(item: Mapping[str, Any]) -> list[str]:
    given = [
        item.get("other_name"),
        place_name(item.get("country") or ""),
        item.get("address"),
        item.get("email"),
        item.get("phone"),
    ]
    return [str(value) for value in given if value]


def _answers(name: str, content: Mapping[str, Any]) -> list[tuple[str, str]]:
    if name == "facts":
        return [(_("Facts and reasons"), content["facts_and_reasons"])]
    if name == "case":
        court = Court.objects.filter(code=content["court"]).first()
        named = court.name(get_language() or "") if court else content["court"]
        return [(_("Dispute"), content["cause"]), (_("Court"), named)]
    agreed = _("Yes") if content.get("electronic") else _("No")
    return [
        (_("Country or region"), place_name(content.get("country") or "")),
        (_("Postal address"), content.get("address", "")),
        (_("E-mail address"), content.get("email", "")),
        (_("Telephone"), content.get("phone", "")),
        (_("Electronic service agreed"), agreed),
    ]
