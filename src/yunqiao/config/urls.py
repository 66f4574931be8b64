"""Every address of the court. A test lists them all with who may use them."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path

from yunqiao.court.api import pages
from yunqiao.court.api.v1 import api
from yunqiao.court.filing import tus_doors

urlpatterns: list[URLPattern | URLResolver] = [
    # Tried in this order: programs ask most often.
    path("api/v1/tus/", tus_doors.for_program, name="tus-uploads"),
    path("api/v1/tus/<uuid:session_id>/", tus_doors.for_program, name="tus-upload"),
    path("api/v1/", api.urls),
    path("", include("yunqiao.court.web.urls")),
    path("", include("yunqiao.court.identity.urls")),
    path("identity/", include("yunqiao.court.identity.proof.urls")),
    path("filing/", include("yunqiao.court.filing.urls")),
    path("fees/", include("yunqiao.court.fees.urls")),
    path("trial/", include("yunqiao.court.registration.urls")),
    path("administration/", include("yunqiao.court.administration.urls")),
    path("advice/", include("yunqiao.court.filing.advice_urls")),
    path("", include("yunqiao.court.fees.paying.urls")),
    path("", include("yunqiao.court.fees.accounting.urls")),
    path("documents/", include("yunqiao.court.casefile.urls")),
    path("api/", login_not_required(pages.reference), name="api"),
]
handler400 = "yunqiao.court.web.errors.bad_request"
handler403 = "yunqiao.court.web.errors.forbidden"
handler404 = "yunqiao.court.web.errors.not_found"
handler500 = "yunqiao.court.web.errors.broken"
