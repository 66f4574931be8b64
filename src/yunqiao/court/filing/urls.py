"""Addresses of filing, for parties and for filing clerks."""

from django.urls import URLPattern, path

from yunqiao.court.filing import tus_doors
from yunqiao.court.filing.views import (
    after_filing,
    agent_papers,
    agents,
    counter,
    decisions,
    desk,
    drafting,
    evidence,
    filed,
    signing,
)

app_name = "filing"


def _files(
    which: str, listing: str, one: str, arrange: str, file: str, give_up: str
) -> list[URLPattern]:
    """The addresses of a list of files of a draft, with their names."""
    here, given = f"drafts/<uuid:draft_id>/{which}/", {"which": which}
    return [
        path(here, evidence.listing, given, name=listing),
        path(f"{here}<uuid:exhibit_id>/", evidence.exhibit, given, name=one),
        path(f"{here}<uuid:exhibit_id>/arrange/", evidence.arrange, given, name=arrange),
        path(f"{here}<uuid:exhibit_id>/<slug:copy>/", evidence.file, given, name=file),
        path(f"{here}unfinished/<uuid:session_id>/", evidence.give_up, given, name=give_up),
    ]


_PAPER = "claims/<uuid:case_id>/agents/papers/<slug:paper>/"
urlpatterns = [
    path("", drafting.start, name="start"),
    path("drafts/<uuid:draft_id>/", drafting.draft, name="draft"),
    path("drafts/<uuid:draft_id>/delete/", drafting.discard, name="discard"),
    path("drafts/<uuid:draft_id>/check/", signing.check, name="check"),
    path("uploads/", tus_doors.for_browser, name="uploads"),
    path("uploads/<uuid:session_id>/", tus_doors.for_browser, name="upload"),
    *_files("evidence", "evidence", "exhibit", "arrange", "exhibit_file", "give_up"),
    *_files("papers", "papers", "exhibit_paper", "arrange_paper", "paper_file", "give_up_paper"),
    path("drafts/<uuid:draft_id>/answer/", after_filing.answer, name="answer"),
    path("drafts/<uuid:draft_id>/<slug:name>/", drafting.section, name="section"),
    path("drafts/<uuid:draft_id>/<slug:name>/<int:number>/", drafting.item, name="item"),
    path("drafts/<uuid:draft_id>/<slug:name>/<int:number>/remove/", drafting.remove, name="remove"),
    path("claims/<uuid:case_id>/", filed.claim, name="claim"),
    path("receipts/<uuid:case_id>/", filed.receipt, name="receipt"),
    path("counter/", counter.people, name="counter"),
    path("counter/people/new/", counter.new_person, name="counter_person"),
    path("counter/people/<uuid:person_id>/", counter.begin, name="counter_begin"),
    path("counter/drafts/<uuid:draft_id>/", counter.sign, name="counter_sign"),
    path("counter/receipts/<uuid:case_id>/", counter.receipt, name="counter_receipt"),
    path("join/", counter.join, name="join"),
    path("worklist/", desk.worklist, name="worklist"),
    path("worklist/<uuid:case_id>/", desk.examine, name="examine"),
    path("worklist/<uuid:case_id>/decided/", desk.decided, name="decided"),
    path("worklist/<uuid:case_id>/reach/", decisions.reach, name="reach"),
    path("worklist/<uuid:case_id>/assignment/", desk.assign, name="assign"),
    path("worklist/<uuid:case_id>/correction/", decisions.ask_correction, name="ask_correction"),
    path("worklist/<uuid:case_id>/refusal/", decisions.refuse, name="refuse"),
    path("worklist/<uuid:case_id>/ruling/", decisions.rule, name="rule"),
    path("worklist/<uuid:case_id>/time/", decisions.answer_time, name="answer_time"),
    path("worklist/<uuid:case_id>/return/", decisions.return_papers, name="return_papers"),
    path("claims/<uuid:case_id>/correct/", after_filing.correct, name="correct"),
    path("claims/<uuid:case_id>/more-time/", after_filing.more_time, name="more_time"),
    path("claims/<uuid:case_id>/ruling/", after_filing.insist, name="insist"),
    path("claims/<uuid:case_id>/agents/", agents.agents, name="agents"),
    path("claims/<uuid:case_id>/agents/new/", agents.authorise, name="name_agent"),
    path(_PAPER, agent_papers.paper, name="agent_paper"),
    path(f"{_PAPER}uploads/", agent_papers.uploads, name="agent_uploads"),
    path(f"{_PAPER}uploads/<uuid:session_id>/", agent_papers.uploads, name="agent_upload"),
    path(f"{_PAPER}<uuid:file_id>/remove/", agent_papers.remove, name="remove_agent_paper"),
    path(f"{_PAPER}<uuid:exhibit_id>/<slug:copy>/", agent_papers.file, name="agent_paper_file"),
    path(
        "claims/<uuid:case_id>/agents/<uuid:representation_id>/renew/",
        agents.authorise,
        name="renew_agent",
    ),
    path(
        "claims/<uuid:case_id>/agents/<uuid:representation_id>/end/", agents.end, name="end_agent"
    ),
    path("claims/<uuid:case_id>/withdraw/", after_filing.withdraw, name="withdraw"),
]
