"""The settings of the court that journeys visit: with the gallery's pages beside its own."""

from yunqiao.config.settings import *  # noqa: F403 settings are read by Django from this module
from yunqiao.config.settings import ROOT, TEMPLATES

ROOT_URLCONF = "journeys.gallery"
TEMPLATES = [TEMPLATES[0] | {"DIRS": [ROOT / "tests" / "journeys" / "templates"]}]
# Many sign in from one machine within a minute.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "600/m/ip,60/10m/key",
    "request_sms_code": "600/m/ip,60/10m/key",
}
