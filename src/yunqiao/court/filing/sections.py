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
from yunqiao.court.casefile.words import paper_name, place_name
from yunqiao.court.directory.models import Court
from yunqiao.court.filing import drafts, evidence
from yunqiao.court.filing.claim import RepresentationGiven
from yunqiao.court.filing.counter_people import person_as_given
from yunqiao.court.filing.evidence import Exhibit
from yunqiao.court.filing.forms import (
    CaseForm,
    FactsForm,
    GivenForm,
    PartyForm,
    RequestForm,
    ServiceAddressForm,
)
from yunqiao.court.filing.forms_agents import RepresentationForm
from yunqiao.court.filing.models import ClaimDraft
from yunqiao.court.filing.words import CERTIFIED, PRINCIPALS, agent_name, power_names
from yunqiao.court.foundation.components import Colour, SummaryRow, Tag, Task
from yunqiao.court.foundation.reader import written_amount, written_date
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
    hint_for_agent: Promise | None = None

    def hint_in(self, draft: ClaimDraft) -> str:
        """What it is about, for whoever writes the draft."""
        as_agent = is_by_agent(draft) and self.hint_for_agent
        return str(as_agent or self.hint)


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
            name="representation",
            title=gettext_lazy("You, the agent"),
            hint=gettext_lazy("Who you are, and what the power of attorney lets you do"),
            form=RepresentationForm,
        ),
        Section(
            name="claimants",
            title=gettext_lazy("Who files the claim"),
            hint=gettext_lazy("You, and anyone who claims together with you"),
            hint_for_agent=gettext_lazy(
                "The party you act for comes first; with their e-mail address they see all you do"
            ),
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
PAPERS_TITLE: Final = gettext_lazy("Power of attorney and papers")
CHECK: Final = "check"
FOLLOWED_BY: Final = {"facts": evidence.EVIDENCE, "representation": evidence.PAPERS}
"""The lists of files, each after the part it belongs to."""


def is_by_agent(draft: ClaimDraft) -> bool:
    """Whether the claim is filed by an agent of the party."""
    return drafts.is_asked(draft.content, "representation")


def parts(draft: ClaimDraft) -> list[Section]:
    """The parts of this draft, in the order they are asked."""
    by_agent = is_by_agent(draft)
    return [one for one in SECTIONS.values() if by_agent or one.name != "representation"]


def steps(draft: ClaimDraft) -> list[str]:
    """Everything one does, in order: the parts, the lists of files, checking and signing."""
    found: list[str] = []
    for part in parts(draft):
        found.append(part.name)
        if part.name in FOLLOWED_BY:
            found.append(FOLLOWED_BY[part.name])
    return [*found, CHECK]


def place(draft: ClaimDraft, name: str) -> dict[str, int]:
    """Which of the steps this is; corrections are not counted."""
    if draft.corrects_id is not None:
        return {"step": 0, "steps": 0}
    walked = steps(draft)
    return {"step": walked.index(name) + 1, "steps": len(walked)}


def tasks(draft: ClaimDraft) -> list[Task]:
    """The draft's task list."""
    listed: list[Task] = []
    for part in parts(draft):
        status, url = _status(draft, part.name), section_url(draft, part.name)
        listed.append(Task(str(part.title), status, url, part.hint_in(draft)))
        if part.name in FOLLOWED_BY:
            listed.append(_files_task(draft, FOLLOWED_BY[part.name]))
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
    if name == "claimants" and number == 1 and not is_by_agent(draft):
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
    return [SummaryRow(key, value, change) for key, value in answers(name, content) if value]


def answers_of(draft: ClaimDraft, name: str, number: int | None) -> list[SummaryRow]:
    """What is saved of a section, or of one item of it, in words; without links."""
    content = draft.content.get(name)
    if not content:
        return []
    if number is None:
        return [SummaryRow(key, value) for key, value in answers(name, content) if value]
    items = list(content)[number - 1 : number]
    return [SummaryRow(str(number), [title_of(item), *_about(item)]) for item in items]


def after(draft: ClaimDraft, name: str) -> str:
    """Where one goes on after a step: the next one that waits, else the task list; of a correction its points."""
    if draft.corrects_id is not None:
        return reverse("filing:draft", args=[draft.id])
    walked = steps(draft)
    for following in walked[walked.index(name) + 1 : -1]:
        if following in evidence.LISTS:
            if not evidence.exhibits_of(draft, following) and FOLLOWED_BY.get(name) == following:
                return files_url(draft, following)
        elif not drafts.is_done(draft.content, following):
            return section_url(draft, following)
    return reverse("filing:draft", args=[draft.id])


def files_url(draft: ClaimDraft, which: str) -> str:
    """Where the files of a list are added."""
    return reverse(f"filing:{which}", args=[draft.id])


def files_summary(draft: ClaimDraft, which: str) -> list[SummaryRow]:
    """A list of files, each with the link that changes it and comes back to checking."""
    change = files_url(draft, which) + "?back=check"
    exhibits = evidence.exhibits_of(draft, which)
    if not exhibits:
        title = EVIDENCE_TITLE if which == evidence.EVIDENCE else PAPERS_TITLE
        return [SummaryRow(str(title), _("No file added"), change)]
    return [
        SummaryRow(str(one.number), _lines(one, which), change, evidence.wrong_with(draft, one))
        for one in exhibits
    ]


def _lines(exhibit: Exhibit, which: str) -> list[str]:
    if which == evidence.PAPERS:
        return [exhibit.title, paper_name(evidence.paper_of(exhibit).value)]
    return [text for text in (exhibit.title, exhibit.said.get("proves", "")) if text]


def _files_task(draft: ClaimDraft, which: str) -> Task:
    number = len(evidence.exhibits_of(draft, which))
    if number and evidence.obstacle(draft):
        status = Tag(_("Look again"), Colour.ORANGE)
    elif number:
        status = Tag(ngettext("%(number)s file", "%(number)s files", number) % {"number": number})
    else:
        status = Tag(_("Not started"), Colour.BLUE)
    url = files_url(draft, which)
    if which == evidence.PAPERS:
        hint = _("The power of attorney, and what shows who you are")
        return Task(str(PAPERS_TITLE), status, url, hint)
    hint = _("Contracts, receipts, photos, recordings; you can also hand them in later")
    return Task(str(EVIDENCE_TITLE), status, url, hint)


def _status(draft: ClaimDraft, name: str) -> Tag:
    if drafts.is_done(draft.content, name):
        return Tag(_("Done"))
    return Tag(_("Not started"), Colour.BLUE)


def _about(item: Mapping[str, Any]) -> list[str]:
    given = [
        item.get("other_name"),
        item.get("representative"),
        place_name(item.get("country") or ""),
        item.get("address"),
        item.get("email"),
        item.get("phone"),
    ]
    return [str(value) for value in given if value]


def answers(name: str, content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What one form asked and got, in words."""
    if name == "representation":
        return _authority(content)
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


def _authority(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    given = RepresentationGiven.model_validate(content)
    signed = [place_name(given.signed_in), written_date(given.signed_on)]
    return [
        (_("Acts for"), str(PRINCIPALS[given.principal])),
        (_("Agent"), " · ".join([given.name, agent_name(given.kind.value)])),
        (_("Office or relation"), given.office),
        (_("Licence"), given.licence),
        (_("Power of attorney signed"), " · ".join(signed)),
        (_("Certified"), str(CERTIFIED[given.certified])),
        (
            _("Special powers"),
            " · ".join(power_names(power.value for power in given.powers)) or _("None"),
        ),
        (_("May receive documents"), _("Yes") if given.receives else _("No")),
        (_("Until"), written_date(given.until) if given.until else ""),
    ]
