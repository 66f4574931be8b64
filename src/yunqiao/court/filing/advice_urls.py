"""Addresses of the advice before filing, open to all."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yunqiao.court.filing import advice_views

app_name = "advice"
urlpatterns = [path("court/", login_not_required(advice_views.court), name="court")]
