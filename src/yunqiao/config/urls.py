"""Every address of the court. A test lists them all with who may use them."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
