"""Addresses of paying."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yunqiao.court.fees.paying import doors, views

app_name = "paying"
urlpatterns = [
    path(
        "api/payments/<str:account>/<slug:way>/callback",
        login_not_required(doors.callback),
        name="callback",
    ),
    path("cases/<uuid:case_id>/fees/pay/", views.pay, name="pay"),
    path("cases/<uuid:case_id>/fees/pay/<uuid:attempt_id>/", views.attempt, name="attempt"),
    path("cases/<uuid:case_id>/fees/pay/<uuid:attempt_id>/back/", views.back, name="back"),
    path("cases/<uuid:case_id>/fees/pay/<uuid:attempt_id>/stop/", views.stop, name="stop"),
]
