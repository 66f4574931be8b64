"""Addresses of signing in. The names are the ones allauth looks up."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from yunqiao.court.identity import api, factor_views, views
from yunqiao.court.identity.factors import before_second_factor

sign_in = login_not_required(views.SignInView.as_view())

urlpatterns = [
    path("sign-in/", sign_in, name="account_login"),
    path("sign-in/", sign_in, name="account_request_login_code"),
    path("sign-in/", sign_in, name="account_signup"),
    path(
        "sign-in/phone/",
        login_not_required(views.PhoneSignInView.as_view()),
        name="account_login_by_phone",
    ),
    path(
        "sign-in/code/",
        login_not_required(views.CodeView.as_view()),
        name="account_confirm_login_code",
    ),
    path(
        "sign-in/second-factor/",
        login_not_required(factor_views.SecondFactorView.as_view()),
        name="mfa_authenticate",
    ),
    path(
        "sign-in/passkey/",
        login_not_required(factor_views.PasskeySignInView.as_view()),
        name="mfa_login_webauthn",
    ),
    path("account/show-it-is-you/", factor_views.ask_again, name="mfa_reauthenticate"),
    path("account/show-it-is-you/", factor_views.ask_again, name="mfa_reauthenticate_webauthn"),
    path("sign-out/", before_second_factor(views.SignOutView.as_view()), name="account_logout"),
    path("account-closed/", login_not_required(views.closed), name="account_inactive"),
    path("api/v1/sms/reports", login_not_required(api.sms_report), name="sms_report"),
    path("", include("yunqiao.court.identity.account_urls")),
]
