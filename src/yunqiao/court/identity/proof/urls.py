"""Addresses of proving an identity, for the person and for filing clerks."""

from django.urls import path

from yunqiao.court.identity.proof import desk, paper_views, views

app_name = "proof"
PAPER = "papers/<uuid:paper_id>/"
CHECK = "worklist/<uuid:proof_id>/"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("who/", views.who, name="who"),
    path("check/", views.check, name="check"),
    path("uploads/", paper_views.uploads, name="uploads"),
    path("uploads/<uuid:session_id>/", paper_views.uploads, name="upload"),
    path(PAPER, paper_views.paper, name="paper"),
    path(f"{PAPER}details/", paper_views.details, name="details"),
    path(f"{PAPER}remove/<uuid:exhibit_id>/", paper_views.remove, name="remove"),
    path(f"{PAPER}unfinished/<uuid:session_id>/", paper_views.give_up, name="give_up"),
    path(f"{PAPER}<uuid:exhibit_id>/<slug:which>/", paper_views.file, name="file"),
    path("worklist/", desk.worklist, name="worklist"),
    path(CHECK, desk.examine, name="examine"),
    path(f"{CHECK}files/<uuid:file_id>/<slug:which>/", desk.file, name="given_file"),
    path(f"{CHECK}number/<uuid:paper_id>/", desk.number, name="number"),
    path(f"{CHECK}by-hand/", desk.by_hand, name="by_hand"),
]
