"""Addresses of filing, for parties and for filing clerks."""

from django.urls import path

from yunqiao.court.filing import tus_doors
from yunqiao.court.filing.views import (
    after_filing,
    counter,
    decisions,
    desk,
    drafting,
    evidence,
    filed,
    signing,
)

app_name = "filing"
urlpatterns = [
    path("", drafting.start, name="start"),
    path("drafts/<uuid:draft_id>/", drafting.draft, name="draft"),
    path("drafts/<uuid:draft_id>/delete/", drafting.discard, name="discard"),
    path("drafts/<uuid:draft_id>/check/", signing.check, name="check"),
    path("uploads/", tus_doors.for_browser, name="uploads"),
    path("uploads/<uuid:session_id>/", tus_doors.for_browser, name="upload"),
    path("drafts/<uuid:draft_id>/evidence/", evidence.listing, name="evidence"),
    path("drafts/<uuid:draft_id>/evidence/<uuid:exhibit_id>/", evidence.exhibit, name="exhibit"),
    path(
        "drafts/<uuid:draft_id>/evidence/<uuid:exhibit_id>/arrange/",
        evidence.arrange,
        name="arrange",
    ),
    path(
        "drafts/<uuid:draft_id>/evidence/<uuid:exhibit_id>/<slug:which>/",
        evidence.file,
        name="exhibit_file",
    ),
    path(
        "drafts/<uuid:draft_id>/evidence/unfinished/<uuid:session_id>/",
        evidence.give_up,
        name="give_up",
    ),
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
    path("worklist/<uuid:case_id>/assignment/", desk.assign, name="assign"),
    path("worklist/<uuid:case_id>/correction/", decisions.ask_correction, name="ask_correction"),
    path("worklist/<uuid:case_id>/refusal/", decisions.refuse, name="refuse"),
    path("worklist/<uuid:case_id>/ruling/", decisions.rule, name="rule"),
    path("worklist/<uuid:case_id>/time/", decisions.answer_time, name="answer_time"),
    path("worklist/<uuid:case_id>/return/", decisions.return_papers, name="return_papers"),
    path("claims/<uuid:case_id>/correct/", after_filing.correct, name="correct"),
    path("claims/<uuid:case_id>/more-time/", after_filing.more_time, name="more_time"),
    path("claims/<uuid:case_id>/ruling/", after_filing.insist, name="insist"),
    path("claims/<uuid:case_id>/withdraw/", after_filing.withdraw, name="withdraw"),
]
