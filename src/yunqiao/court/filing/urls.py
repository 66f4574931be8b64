"""Addresses of filing, for parties and for filing clerks."""

from django.urls import path

from yunqiao.court.filing import (
    after_filing,
    counter_views,
    decisions,
    desk,
    evidence_views,
    tus_doors,
    views,
)

app_name = "filing"
urlpatterns = [
    path("", views.start, name="start"),
    path("drafts/<uuid:draft_id>/", views.draft, name="draft"),
    path("drafts/<uuid:draft_id>/delete/", views.discard, name="discard"),
    path("drafts/<uuid:draft_id>/check/", views.check, name="check"),
    path("uploads/", tus_doors.for_browser, name="uploads"),
    path("uploads/<uuid:session_id>/", tus_doors.for_browser, name="upload"),
    path("drafts/<uuid:draft_id>/evidence/", evidence_views.listing, name="evidence"),
    path(
        "drafts/<uuid:draft_id>/evidence/<uuid:exhibit_id>/", evidence_views.exhibit, name="exhibit"
    ),
    path(
        "drafts/<uuid:draft_id>/evidence/<uuid:exhibit_id>/arrange/",
        evidence_views.arrange,
        name="arrange",
    ),
    path(
        "drafts/<uuid:draft_id>/evidence/<uuid:exhibit_id>/<slug:which>/",
        evidence_views.file,
        name="exhibit_file",
    ),
    path(
        "drafts/<uuid:draft_id>/evidence/unfinished/<uuid:session_id>/",
        evidence_views.give_up,
        name="give_up",
    ),
    path("drafts/<uuid:draft_id>/<slug:name>/", views.section, name="section"),
    path("drafts/<uuid:draft_id>/<slug:name>/<int:number>/", views.item, name="item"),
    path("drafts/<uuid:draft_id>/<slug:name>/<int:number>/remove/", views.remove, name="remove"),
    path("claims/<uuid:case_id>/", views.claim, name="claim"),
    path("receipts/<uuid:case_id>/", views.receipt, name="receipt"),
    path("counter/", counter_views.people, name="counter"),
    path("counter/people/new/", counter_views.new_person, name="counter_person"),
    path("counter/people/<uuid:person_id>/", counter_views.begin, name="counter_begin"),
    path("counter/drafts/<uuid:draft_id>/", counter_views.sign, name="counter_sign"),
    path("counter/receipts/<uuid:case_id>/", counter_views.receipt, name="counter_receipt"),
    path("join/", counter_views.join, name="join"),
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
