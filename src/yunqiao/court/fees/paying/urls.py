"""Addresses of paying."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yunqiao.court.fees.paying import desk_views, doors, views

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
    path("finance/", desk_views.desk, name="desk"),
    path("finance/parties/<uuid:party_id>/", desk_views.money, name="money"),
    path("finance/parties/<uuid:party_id>/assign/", desk_views.assign, name="assign"),
    path("finance/parties/<uuid:party_id>/owed-again/", desk_views.hand_over, name="hand_over"),
    path("finance/parties/<uuid:party_id>/refund/", desk_views.propose, name="propose"),
    path("finance/refunds/<uuid:refund_id>/approve/", desk_views.approve, name="approve"),
    path("finance/refunds/<uuid:refund_id>/reject/", desk_views.reject, name="reject"),
    path(
        "finance/refunds/<uuid:refund_id>/transferred/",
        desk_views.transferred,
        name="transferred",
    ),
    path("finance/unbooked/<uuid:money_id>/", desk_views.unbooked, name="unbooked"),
    path("finance/statements/", desk_views.statement, name="statement"),
    path("finance/statements/import/", desk_views.import_statement, name="import_statement"),
]
