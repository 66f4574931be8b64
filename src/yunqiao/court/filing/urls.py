"""Addresses of filing, for parties and for filing clerks."""

from django.urls import path

from yunqiao.court.filing import desk, views

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
]
