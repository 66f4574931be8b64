"""Addresses of fees, for the party who pays and for the court's staff."""

from django.urls import path

from yunqiao.court.fees.views import decisions, desk, party, relief_papers, withdrawal

app_name = "fees"
urlpatterns = [
    path("<uuid:case_id>/", party.fees, name="fees"),
    path("<uuid:case_id>/relief/", party.relief, name="relief"),
    path(
        "<uuid:case_id>/relief/<uuid:exhibit_id>/remove/",
        relief_papers.remove,
        name="remove_relief_file",
    ),
    path(
        "<uuid:case_id>/relief/<uuid:exhibit_id>/<slug:copy>/",
        relief_papers.file,
        name="relief_file",
    ),
    path("<uuid:case_id>/withdraw/", withdrawal.withdraw, name="withdraw"),
    path("desk/", desk.worklist, name="worklist"),
    path("desk/<uuid:case_id>/", desk.case, name="desk"),
    path("desk/<uuid:case_id>/facts/", desk.facts, name="facts"),
    path("desk/<uuid:case_id>/receipt/", desk.receipt, name="receipt"),
    path("desk/<uuid:case_id>/change/", decisions.change, name="change"),
    path("desk/<uuid:case_id>/relief/", decisions.relief, name="decide_relief"),
    path("desk/<uuid:case_id>/unpaid/", decisions.unpaid, name="unpaid"),
    path("desk/<uuid:case_id>/again/", decisions.ask_again, name="ask_again"),
    path("desk/<uuid:case_id>/withdrawal/", withdrawal.rule, name="rule_on_withdrawal"),
]
