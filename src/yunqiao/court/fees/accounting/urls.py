"""Addresses of the court's books."""

from django.urls import path

from yunqiao.court.fees.accounting import rate_views, report_views, views

app_name = "accounting"
urlpatterns = [
    path("finance/days/", views.days, name="days"),
    path("finance/days/<uuid:day_id>/", views.day, name="day"),
    path("finance/differences/<uuid:difference_id>/", views.explain, name="explain"),
    path("finance/rates/", rate_views.rates, name="rates"),
    path("finance/reports/", report_views.page, name="reports"),
    path("finance/reports/csv/", report_views.spreadsheet, name="csv"),
    path("finance/reports/pdf/", report_views.paper, name="pdf"),
]
