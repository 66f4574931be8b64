"""Addresses of signing in. The names are the ones allauth looks up."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yunqiao.court.identity import views

sign_in = login_not_required(views.SignInView.as_view())

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/", sign_in, name="account_request_login_code"),
    path("sign-in/", sign_in, name="account_signup"),
    path(
        "sign-in/code/",
        login_not_required(views.CodeView.as_view()),
        name="account_confirm_login_code",
    ),
    path("sign-out/", views.SignOutView.as_view(), name="account_logout"),
    path("account-closed/", login_not_required(views.closed), name="account_inactive"),
]
