"""Addresses of the pages that cross rooms."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yunqiao.court.web import app, auditing, documents, explorer, matters, verifying, views

app_name = "web"
urlpatterns = [
    path("", login_not_required(views.home), name="home"),
    path("matters/", matters.matters, name="matters"),
    path("audit/", auditing.audit, name="audit"),
    path("cases/<uuid:case_id>/", matters.case, name="case"),
    path("cases/<uuid:case_id>/documents/<uuid:document_id>/", documents.download, name="document"),
    path("verify/", login_not_required(verifying.ask), name="verify"),
    path("verify/<str:code>/", login_not_required(verifying.letter), name="verify_letter"),
    path("law/", login_not_required(explorer.index), name="law"),
    path("law/<str:question_id>/", login_not_required(explorer.question), name="law_question"),
    path(
        "law/<str:question_id>/cases/<str:case_id>/",
        login_not_required(explorer.case),
        name="law_case",
    ),
    path("language/", login_not_required(views.language), name="language"),
    path("offline/", login_not_required(app.offline), name="offline"),
    path("manifest.webmanifest", login_not_required(app.manifest), name="manifest"),
    path("sw.js", login_not_required(app.service_worker), name="service_worker"),
]
