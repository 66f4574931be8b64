"""Addresses of the account page, of second factors and of the way back."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from yunqiao.court.identity import account_views as account
from yunqiao.court.identity import factor_views as factor
from yunqiao.court.identity import views
from yunqiao.court.identity import way_back_views as way_back

app_name = "identity"
urlpatterns = [
    path("sign-in/code/state/", login_not_required(views.code_state), name="code_state"),
    path("sign-in/help/", login_not_required(way_back.help_page), name="help"),
    path(
        "sign-in/recovery-code/",
        login_not_required(way_back.recovery_code),
        name="recovery_code_sign_in",
    ),
    path("sign-in/officer/", login_not_required(way_back.ask), name="ask_officer"),
    path("sign-in/officer/code/", login_not_required(way_back.confirm), name="confirm_way_back"),
    path("account/", account.account, name="account"),
    path("account/names/", account.names_page, name="names"),
    path("account/names/<uuid:name_id>/remove/", account.remove_name, name="remove_name"),
    path("account/names/<uuid:name_id>/show/", account.show_name, name="show_name"),
    path("account/e-mail/", account.email, name="email"),
    path("account/phone/", account.phone, name="phone"),
    path("account/confirm/", account.confirm_address, name="confirm_address"),
    path("account/remove/<str:channel>/", account.remove_address, name="remove_address"),
    path("account/preferences/", account.preferences, name="preferences"),
    path("account/keys/", account.tokens_page, name="tokens"),
    path("account/keys/<uuid:token_id>/revoke/", account.revoke_token, name="revoke_token"),
    path("account/sessions/", account.sessions_page, name="sessions"),
    path("account/sessions/end/", account.end_sessions, name="end_sessions"),
    path("account/sessions/<uuid:session_id>/end/", account.end_session, name="end_session"),
    path("account/second-factor/", factor.index, name="factors"),
    path("account/second-factor/app/", factor.add_app, name="add_app"),
    path("account/second-factor/passkey/", factor.add_passkey, name="add_passkey"),
    path("account/second-factor/<int:factor_id>/remove/", factor.remove, name="remove_factor"),
    path("account/second-factor/codes/", factor.recovery_codes, name="recovery_codes"),
    path(
        "account/second-factor/codes/new/", factor.make_recovery_codes, name="make_recovery_codes"
    ),
    path("account/ways-back/<uuid:request_id>/stop/", way_back.stop, name="stop_way_back"),
    path("ways-back/", way_back.worklist, name="ways_back"),
    path("ways-back/<uuid:request_id>/", way_back.decide, name="decide_way_back"),
]
