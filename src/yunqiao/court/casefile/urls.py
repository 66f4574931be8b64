"""Addresses of the case file."""

from django.urls import path

from yunqiao.court.casefile import documents

app_name = "casefile"
urlpatterns = [
    path("<uuid:document_id>/<slug:which>/", documents.show, name="document"),
]
