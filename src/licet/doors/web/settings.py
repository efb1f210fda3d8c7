"""What Django is told. Where a house lies comes from its configuration; nothing here depends on a person.

``for_house`` gives what only an open house knows: its secret, the name it is reached by, whether that is by https.
"""

from __future__ import annotations

import datetime as dt
import os
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import dj_database_url
from csp.constants import NONE, SELF

from licet.terms.errors import InputError

if TYPE_CHECKING:
    from licet.doors.config import Config
    from licet.ledger.folder import Home

ROOMS: Final = (
    "ledger",
    "subjects",
    "notices",
    "consent",
    "objections",
    "collection",
    "retention",
    "rights",
    "accountability",
)
"""The rooms that own tables, from the ground up."""

SQLITE: Final[dict[str, Any]] = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
    " PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;"
    " PRAGMA temp_store = MEMORY;"  # what a savepoint may have to put back is not written to a file
    " PRAGMA wal_autocheckpoint = 0;",  # `licet.ledger.settling` does it
}
A_YEAR: Final = 365 * 24 * 3600
NEAR: Final = ("localhost", "127.0.0.1", "[::1]")


def database(data: Path, url: str | None) -> dict[str, Any]:
    """Return Django's description of a house's database: the one that a URL names, else the file in its folder."""
    if url:
        if url.startswith("postgres") and find_spec("psycopg") is None:
            raise InputError("PostgreSQL needs its driver: install `licet[postgres]`, or unset `DATABASE_URL`")
        return {**dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True), "ATOMIC_REQUESTS": False}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data.absolute() / "ledger.db"),
        "OPTIONS": dict(SQLITE),
        "CONN_MAX_AGE": None,
    }


def for_house(house: Home, config: Config) -> dict[str, Any]:
    """Return the settings of an open house."""
    secure = config.is_secure
    return {
        "SECRET_KEY": house.derived("django").hex(),
        # a house that is reached by a name answers to no other, but for this machine asking how it is
        "ALLOWED_HOSTS": [*{config.host: None, **dict.fromkeys(NEAR)}],
        "CSRF_TRUSTED_ORIGINS": [config.base_url],
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        "LANGUAGE_COOKIE_SECURE": secure,
        "SECURE_HSTS_SECONDS": A_YEAR if secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
    }


# ------------------------------------------------------------------------------------------------ parts

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "axes",
    *(f"licet.{room}" for room in ROOMS if find_spec(f"licet.{room}") and find_spec(f"licet.{room}.apps")),
    "licet.doors.web",
]
MIDDLEWARE = [
    "licet.doors.web.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "licet.doors.web.middleware.speaking",
    "licet.doors.web.middleware.open_only",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "licet.doors.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["licet.doors.web.templatetags.saying"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "licet.doors.web.middleware.frame",
            ],
        },
    }
]
DATABASES = {"default": database(Path(os.environ.get("LICET_DATA", "licet-data")), os.environ.get("DATABASE_URL"))}
MIGRATION_MODULES = {"axes": None}  # failed logins are counted in memory: no address, no name is written down
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = "a house has its own"  # noqa: S105  # `for_house` replaces it before anything is signed
STATIC_URL = "/static/"
APPEND_SLASH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
X_FRAME_OPTIONS = "DENY"
# `no-referrer` would make browsers send "Origin: null" with forms, which CSRF must refuse (Fetch, "Origin" header)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

# ------------------------------------------------------------------------------------ time and language

USE_TZ = True
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "licet_language"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# --------------------------------------------------------------------------------------------- accounts

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "console"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_RESET_TIMEOUT = 24 * 3600
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "licet.doors.web.errors.csrf_failed"

AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "licet.doors.web.errors.locked_out"
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# ------------------------------------------------------------------------------------------ what pages may do

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# ------------------------------------------------------------------------------------------------- logs

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "licet.doors.web.logs.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers print paths and mail tracebacks
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": True},
        "licet": {"handlers": [], "level": "INFO", "propagate": True},
    },
}
