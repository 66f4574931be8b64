"""Settings. Everything that differs between machines comes from the environment (docs/how-to/deploy.md)."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from psycopg.conninfo import conninfo_to_dict

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
HOME = Path(os.environ.get("YUNQIAO_HOME", ROOT / ".yunqiao"))


def _secret(name: str) -> str:
    """The secret of this installation: from the environment, else made once and kept in HOME."""
    if value := os.environ.get(name.upper()):
        return value
    place = HOME / "secrets" / name
    if not place.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", dir=place.parent
        ) as file:  # 0600, complete before it has its name
            file.write(secrets.token_urlsafe(48))
            file.flush()
            with suppress(FileExistsError):
                os.link(file.name, place)
    return place.read_text()


def _database(url: str) -> dict[str, Any]:
    """Django's description of a libpq URL or connection string; see findings on prepared statements."""
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "yunqiao.court.foundation.database",
        "NAME": parts.pop("dbname", "yunqiao"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {
            **parts,
            "server_side_binding": True,
            "prepare_threshold": 2,
            "pool": {
                "min_size": 1,
                "max_size": int(os.environ.get("DATABASE_POOL", "8")),
                "timeout": 5,
                # A database that was away is asked again each second, not ever more seldom.
                "reconnect_timeout": 1,
            },
        },
        "TEST": {"TEMPLATE": "template0"},
    }


SECRET_KEY = _secret("secret_key")
IDENTITY_KEYS = _secret("identity_keys")
"""Secrets that identity numbers are sealed with, newest first, one a word (identity.safekeeping)."""
DEBUG = False
ORIGIN = os.environ.get("YUNQIAO_ORIGIN", "http://localhost:8000")
SECURE = ORIGIN.startswith("https://")
ALLOWED_HOSTS = os.environ.get("YUNQIAO_HOSTS", "*" if not SECURE else "").split(",")
CSRF_TRUSTED_ORIGINS = [ORIGIN]
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("YUNQIAO_PROXIES", "0"))
"""How many proxies of ours stand before the web process, each adding to X-Forwarded-For."""
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "postgresql:///yunqiao"))}
MAIL_URL = os.environ.get("MAIL_URL", "smtp://localhost:8025")
SMS_URL = os.environ.get("SMS_URL", "")  # https://KEY_ID:SECRET@carrier.example
FACTOR_KEY = _secret("factor_key")
"""Encrypts the secrets of second factors; whoever loses it asks everybody to set them up anew."""
MAIL_FROM = os.environ.get("MAIL_FROM", "云桥 Yunqiao <court@yunqiao.example>")
STORAGE_URL = os.environ.get("STORAGE_URL", f"file://{HOME / 'documents'}")
UPLOADS_FOLDER = Path(os.environ.get("UPLOADS_FOLDER", HOME / "uploads"))
"""Pieces of uploads on their way; several web nodes share it."""
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "yunqiao.court.papers.plain_forms.WholeOrGone",
]
API_REQUESTS_PER_MINUTE = int(os.environ.get("API_REQUESTS_PER_MINUTE", "3000"))
"""Requests one account's programs may send to each web process in a minute."""
API_OPEN_REQUESTS_PER_MINUTE = int(os.environ.get("API_OPEN_REQUESTS_PER_MINUTE", "300"))
"""Requests one network may send without a token to each web process in a minute."""
SCANNER_URL = os.environ.get("SCANNER_URL", "")  # clamd: tcp://host:port or unix:///path
LOG_ORIGIN = os.environ.get("LOG_ORIGIN", "yunqiao/log")  # names the log and its key, for good
CHECKPOINT_SECONDS = float(os.environ.get("CHECKPOINT_SECONDS", "60"))
CHECKPOINT_MAIL = [place for place in os.environ.get("CHECKPOINT_MAIL", "").split(",") if place]
SEAL_NAME = os.environ.get("SEAL_NAME", "云桥 Yunqiao")  # whom a seal made here names
TIMESTAMP_URL = os.environ.get("TIMESTAMP_URL", "http://127.0.0.1:3161/")
IMMIGRATION_URL = os.environ.get("IMMIGRATION_URL", "http://127.0.0.1:3162")
IMMIGRATION_SECRET = _secret("immigration_secret")
TIMESTAMP_ROOTS = Path(os.environ.get("TIMESTAMP_ROOTS", HOME / "timestamp" / "root.pem"))
PAYMENT_ACCOUNTS = Path(os.environ.get("PAYMENT_ACCOUNTS", HOME / "payment" / "accounts"))
"""Which court takes payments how, one file of the firm's keys each (docs/how-to/take-payments.md)."""

INSTALLED_APPS = [
    # Ours first: our templates stand before those of the libraries.
    "yunqiao.court.foundation",
    "yunqiao.court.papers",
    "yunqiao.court.identity",
    "yunqiao.court.directory",
    "yunqiao.court.casefile",
    "yunqiao.court.fees",
    "yunqiao.court.filing",
    "yunqiao.court.registration",
    "yunqiao.court.administration",
    "yunqiao.court.procedure",
    "yunqiao.court.web",
    "yunqiao.court.api",
    "yunqiao.config.wiring.WiringConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "yunqiao.court.foundation.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "yunqiao.court.foundation.middleware.LanguageMiddleware",
    "yunqiao.court.api.middleware.ProgramsMiddleware",
    "yunqiao.court.foundation.middleware.ProblemPagesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yunqiao.court.api.middleware.PagesMiddleware",
]
PAGE_MIDDLEWARE = [  # what stands inside PagesMiddleware
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "yunqiao.court.identity.middleware.SignedInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {  # seconds; a worker silent for longer is dead, its jobs run again
    "update_heartbeat_interval": 2.0,
    "stalled_worker_timeout": 10.0,
}
ROOT_URLCONF = "yunqiao.config.urls"
WSGI_APPLICATION = "yunqiao.config.wsgi.application"
AUTH_USER_MODEL = "identity.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

CACHES = {
    "default": {  # shared by all processes: sign-in attempts are counted here
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # beyond it counts are dropped that still matter
    }
}

LOGIN_URL = "account_login"
LOGOUT_REDIRECT_URL = "web:home"
ACCOUNT_ADAPTER = "yunqiao.court.identity.sign_in.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900  # seconds: e-mail from abroad may be slow
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code itself proves the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "confirm_login_code": "yunqiao.court.identity.forms.CodeForm",
}
ACCOUNT_RATE_LIMITS = {  # identity.limits says what is counted by which key, and why
    "request_login_code": "20/m/ip,5/10m/key",
    "request_login_code_anywhere": "60/h/key",
    "request_sms_code": "10/10m/ip,100/d/ip,5/10m/key,15/d/key",  # a text costs money
    "request_sms_code_anywhere": "60/d/key",
    "short_code": "10/d/key",
    "recovery_code": "30/h/ip,10/d/key",
    "recovery_code_anywhere": "100/d/key",
    "login_failed": "10/m/ip,5/5m/key",
}
MFA_ADAPTER = "yunqiao.court.identity.factor_keeping.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # half a minute that a clock may be wrong
MFA_ALLOW_UNVERIFIED_EMAIL = True  # whoever is signed in has proved an address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
SESSION_ENGINE = "yunqiao.court.identity.session_store"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "frontend" / "build"]
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "yunqiao.court.foundation.statics.CourtStaticFilesStorage"},
}

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "yunqiao.court.web.errors.csrf_failure"
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
