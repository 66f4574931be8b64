"""Every address of the court. A test lists them all with who may use them."""

from django.urls import URLPattern, URLResolver, path

from yunqiao.court.api.v1 import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
]
