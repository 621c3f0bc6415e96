"""Settings. Every environment variable that matters is read here and nowhere else."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from basehaven.core.errors import WrongSetting
from basehaven.project.database import databases

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("BASEHAVEN_HOME", "var")).absolute()
HOME.mkdir(parents=True, exist_ok=True)

PRODUCTION = os.environ.get("BASEHAVEN_PRODUCTION", "") == "1"
DEBUG = os.environ.get("BASEHAVEN_DEBUG", "") == "1"
if PRODUCTION and DEBUG:
    raise WrongSetting("BASEHAVEN_DEBUG=1 shows children's data in error pages; unset it.")


def _secret_key() -> str:
    given = os.environ.get("BASEHAVEN_SECRET_KEY", "")
    if given:
        return given
    if PRODUCTION:
        raise WrongSetting(
            "BASEHAVEN_SECRET_KEY is not set. Give it 50 random characters and keep them secret."
        )
    path = HOME / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("BASEHAVEN_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [host for host in os.environ.get("BASEHAVEN_ORIGINS", "").split(",") if host]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "basehaven.apps.accounts",  # before allauth: its templates come first
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "basehaven.apps.audit",
    "basehaven.apps.consent",
    "basehaven.apps.record",
    "basehaven.apps.room",
    "basehaven.apps.intake",
    "basehaven.apps.policy",
    "django.forms",  # last, so that our own form templates come before its own
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "basehaven.apps.accounts.middleware.AccountsMiddleware",
]

ROOT_URLCONF = "basehaven.project.urls"
WSGI_APPLICATION = "basehaven.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "basehaven.apps.accounts.context.page",
            ],
            "builtins": ["django.templatetags.i18n"],
        },
    }
]

FORM_RENDERER = "basehaven.apps.accounts.rendering.FormRenderer"

DATABASES = databases(os.environ.get("DATABASE_URL", ""), HOME)
DATABASE_ROUTERS = ["basehaven.project.database.LooksRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["basehaven.apps.accounts.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "basehaven.apps.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds: "a fresh sign-in" for exports with names
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # closing the browser signs out: devices are shared
MFA_ADAPTER = "basehaven.apps.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Basehaven"
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: clocks of phones drift (RFC 6238, section 5.2)
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_AGE = 12 * 3600  # seconds, the longest a sign-in lasts
BASEHAVEN_IDLE_SECONDS = int(os.environ.get("BASEHAVEN_IDLE_SECONDS", "1800"))
BASEHAVEN_TABLET_IDLE_SECONDS = int(os.environ.get("BASEHAVEN_TABLET_IDLE_SECONDS", "120"))
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
if PRODUCTION:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if os.environ.get("BASEHAVEN_BEHIND_PROXY", "") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # sign-in limits count the caller, not the proxy
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = "basehaven.locale.formats"
TIME_ZONE = os.environ.get("BASEHAVEN_TIME_ZONE", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = None  # served from the package by whitenoise; nothing is collected
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True  # assets come from the package, with no build step

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # bytes, of a form without files
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # larger uploads go to disk at once
BASEHAVEN_UPLOAD_MAX_BYTES = int(os.environ.get("BASEHAVEN_UPLOAD_MAX_BYTES", str(512 * 2**20)))

# Makes the pseudonyms of snapshots; empty: a file in the home folder holds it.
BASEHAVEN_SNAPSHOT_KEY = os.environ.get("BASEHAVEN_SNAPSHOT_KEY", "")

# A team's own knowledge/contact/silence.yaml: when a gap in contact is spoken of.
BASEHAVEN_RATIO_RULES = [
    name.strip()
    for name in os.environ.get("BASEHAVEN_RATIO_RULES", "head-start,state").split(",")
    if name.strip()
]
# Whether family reads whom their child turns to, adult by adult: see docs/how-to/turns-to.md.
BASEHAVEN_FAMILY_SEES_TURNS = os.environ.get("BASEHAVEN_FAMILY_SEES_TURNS", "1") == "1"
BASEHAVEN_SILENCE_RULES = os.environ.get("BASEHAVEN_SILENCE_RULES", "")

# On disk, so that every process counts the same failed sign-ins. Holds no child's data.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "basehaven.apps.accounts.logs.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own request log would print addresses and search words of a child.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
