"""Addresses of filing, for parties and for filing clerks."""

from django.urls import path

from yunqiao.court.filing import after_filing, decisions, desk, views

app_name = "filing"
urlpatterns = [
    path("", views.start, name="start"),
    path("drafts/<uuid:draft_id>/", views.draft, name="draft"),
    path("drafts/<uuid:draft_id>/delete/", views.discard, name="discard"),
    path("drafts/<uuid:draft_id>/check/", views.check, name="check"),
    path("drafts/<uuid:draft_id>/<slug:name>/", views.section, name="section"),
    path("drafts/<uuid:draft_id>/<slug:name>/<int:number>/", views.item, name="item"),
    path("drafts/<uuid:draft_id>/<slug:name>/<int:number>/remove/", views.remove, name="remove"),
    path("claims/<uuid:case_id>/", views.claim, name="claim"),
    path("receipts/<uuid:case_id>/", views.receipt, name="receipt"),
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
