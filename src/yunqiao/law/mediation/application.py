"""The application for judicial confirmation: its form and its papers (Int 351, 353, 354)."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from yunqiao.law.catalogue import Confidence, provision
from yunqiao.law.findings import Finding, Reason, no, reason, unknown, yes
from yunqiao.law.instruments import CPL, INT

FORM_NOT_KNOWN = reason("mediation.application.form_not_known")
ORAL_NOT_NOTED = reason("mediation.application.oral_not_noted")
NOTE_AND_SIGN = reason("mediation.application.note_and_sign")
BOTH_OR_AGENTS = reason("mediation.application.both_or_agents")
APPLY_TOGETHER = reason("mediation.application.apply_together")
NO_AGREEMENT = reason("mediation.application.no_agreement")
NO_PROOF_OF_MEDIATION = reason("mediation.application.no_proof_of_mediation")
NO_TITLE = reason("mediation.application.no_title")
NO_CONTACTS = reason("mediation.application.no_contacts")
PROPERTY_NOT_KNOWN = reason("mediation.application.property_not_known")
PAPERS_COMPLETE = reason("mediation.application.papers_complete")
SUPPLY_IN_TIME = reason("mediation.application.supply_in_time")


class FormOfApplication(Enum):
    """How the parties apply."""

    WRITTEN = "written"
    ORAL = "oral"


class ConfirmationPaper(Enum):
    """A paper of the application."""

    AGREEMENT = "mediation_agreement"
    PROOF_OF_MEDIATION = "proof_that_the_organisation_mediated"
    TITLE = "proof_of_title_to_the_property"
    CONTACTS = "identity_domicile_and_contacts_of_both"


_ALWAYS: Final[dict[ConfirmationPaper, Reason]] = {
    ConfirmationPaper.AGREEMENT: NO_AGREEMENT,
    ConfirmationPaper.PROOF_OF_MEDIATION: NO_PROOF_OF_MEDIATION,
    ConfirmationPaper.CONTACTS: NO_CONTACTS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmationPapers:
    """What was handed in. `about_property`: the agreement concerns property that someone owns."""

    both_apply: bool | None = None
    form: FormOfApplication | None = None
    oral_noted_and_signed: bool | None = None
    about_property: bool | None = None
    handed_in: frozenset[ConfirmationPaper] = frozenset()


@provision(CPL["205"], INT["351"], INT["353"], INT["354"], confidence=Confidence.KNOWN, source="corrections.md E48 (Int 354, CPL 205 read); Int 351 and 353 from knowledge of their text")  # fmt: skip
def papers_are_complete(papers: ConfirmationPapers) -> Finding:
    """Are the form and the papers of the application for judicial confirmation complete?"""
    if papers.both_apply is None:
        return unknown(INT["351"], BOTH_OR_AGENTS, missing="both_apply")
    if not papers.both_apply:
        return no((CPL["205"], INT["351"]), BOTH_OR_AGENTS, code="NOT_JOINT", try_next=(APPLY_TOGETHER,))  # fmt: skip
    return _form(papers) or _papers(papers)


def _form(papers: ConfirmationPapers) -> Finding | None:
    if papers.form is None:
        return unknown(INT["353"], FORM_NOT_KNOWN, missing="form")
    if papers.form is FormOfApplication.WRITTEN or papers.oral_noted_and_signed:
        return None
    if papers.oral_noted_and_signed is None:
        return unknown(INT["353"], ORAL_NOT_NOTED, missing="oral_noted_and_signed")
    return no(INT["353"], ORAL_NOT_NOTED, code="INCOMPLETE", try_next=(NOTE_AND_SIGN,))


def _papers(papers: ConfirmationPapers) -> Finding:
    lacking = [why for paper, why in _ALWAYS.items() if paper not in papers.handed_in]
    if ConfirmationPaper.TITLE not in papers.handed_in:
        if papers.about_property is None:
            return unknown(INT["354"], *lacking, PROPERTY_NOT_KNOWN, missing="about_property")
        lacking += [NO_TITLE] if papers.about_property else []
    if lacking:
        return no(INT["354"], *lacking, code="INCOMPLETE", try_next=(SUPPLY_IN_TIME,))
    return yes((INT["353"], INT["354"]), PAPERS_COMPLETE, code="COMPLETE")
