"""Addresses of administration."""

from django.urls import path

from yunqiao.court.administration.views import calendars, history, letters, pages, providers, things

app_name = "administration"
urlpatterns = [
    path("", pages.home, name="home"),
    path("<uuid:court_id>/", pages.court, name="court"),
    path("<uuid:court_id>/courts-below/new/", pages.found, name="found"),
    path("<uuid:court_id>/history/", history.history, name="history"),
    path("<uuid:court_id>/providers/", providers.providers, name="providers"),
    path("<uuid:court_id>/providers/message/", providers.message, name="message"),
    path("<uuid:court_id>/years/<int:year>/calendar.csv", calendars.export, name="export"),
    path("<uuid:court_id>/years/<int:year>/import/", calendars.import_year, name="import"),
    path("<uuid:court_id>/letters/<slug:letter>/preview.pdf", letters.preview, name="preview"),
    path("<uuid:court_id>/<slug:name>/", things.listing, name="topic"),
    path("<uuid:court_id>/<slug:name>/<str:subject>/", things.edit, name="thing"),
]
