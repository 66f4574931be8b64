"""Addresses of the trial divisions."""

from django.urls import path

from yunqiao.court.registration import views

app_name = "registration"
urlpatterns = [
    path("", views.worklist, name="worklist"),
    path("<uuid:case_id>/", views.case, name="case"),
    path("<uuid:case_id>/assignment/", views.assign, name="assign"),
    path("<uuid:case_id>/papers/<uuid:paper_id>.pdf", views.paper, name="paper"),
]
