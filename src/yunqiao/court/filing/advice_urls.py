"""Addresses of the advice before filing, open to all."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yunqiao.court.filing.views import advice

app_name = "advice"
urlpatterns = [path("court/", login_not_required(advice.court), name="court")]
