"""Django's settings. Everything that differs per place comes from the environment (`meedoen.environment`)."""

from typing import Any
from urllib.parse import unquote, urlsplit

import django_stubs_ext
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from meedoen import environment
from meedoen.basis.accounts.sign_in_settings import *  # noqa: F403 - one file holds everything of signing in

django_stubs_ext.monkeypatch()  # classes of Django that mypy knows as generic are so at run time too

ENVIRONMENT = environment.environment()
PRODUCTION = ENVIRONMENT == "productie"
DEBUG = ENVIRONMENT == "ontwikkeling"
DATA_FOLDER = environment.data_folder()
SOURCE = environment.CHECKOUT / "src" / "meedoen"

SECRET_KEY = environment.secret()
ALLOWED_HOSTS = environment.hosts()
ROOT_URLCONF = "meedoen.urls"
WSGI_APPLICATION = "meedoen.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "organisations.Account"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "meedoen.basis.organisations",
    "meedoen.basis.accounts",  # before allauth: its templates go before allauth's own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "procrastinate.contrib.django",
    "meedoen.basis.access",
    "meedoen.basis.audit_log",
    "meedoen.basis.documents",
    "meedoen.basis.outbox",
    "meedoen.basis.ui",
    "meedoen.keten",
    "meedoen.dossiers",
    "meedoen.intake",
    "meedoen.pip",
    "meedoen.traject",
    "meedoen.werkplek",
    "meedoen.beheer",
    "meedoen.basis.registry",  # last, when all others are ready: it reads their manifests
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "meedoen.keten.duo.api.KetenMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "meedoen.permissions_policy.permissions_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "meedoen.basis.accounts.middleware.ActorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meedoen.basis.ui.context.page",
            ],
        },
    },
    # Long lists, and nothing else: docs/adr/0007.
    {"BACKEND": "django.template.backends.jinja2.Jinja2", "NAME": "lijsten", "APP_DIRS": True},
]


# A server that vanished without a word: found within a minute, else a worker would wait for hours.
NOTICE_A_DEAD_SERVER = {
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds
}


def _database(url: str) -> dict[str, Any]:
    """Return Django's settings for a libpq address; its other parameters (sslmode, ...) stay as they are."""
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError as error:
        # The address itself holds a password and is not repeated.
        raise ImproperlyConfigured(
            "DATABASE_URL is geen adres zoals postgresql://gebruiker:wachtwoord@server:5432/database."
        ) from error
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "meedoen"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": {"connect_timeout": 5, **NOTICE_A_DEAD_SERVER, **parts},
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "TEST": {"NAME": "meedoen_test"},
    }


DATABASES = {"default": _database(environment.database_url())}

# The outbox (meedoen.basis.outbox): messages under way at once per channel, seconds a worker may take over
# one, and how long an hour takes (only a test makes it shorter)
OUTBOX_THREADS = int(environment.number_above_zero("MEEDOEN_BERICHTEN_DRADEN", 4))
OUTBOX_LEASE_SECONDS = environment.number_above_zero("MEEDOEN_BERICHTEN_HUUR", 120)
OUTBOX_HOUR_IN_SECONDS = (
    3600.0 if PRODUCTION else environment.number_above_zero("MEEDOEN_UUR_IN_SECONDEN", 3600)
)

# Time and language
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [SOURCE / "locale"]

# Sessions, cookies and passwords
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = (
    "Lax"  # the return from a municipality's identity provider is a cross-site navigation
)
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

# What a browser may do with our pages
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
    }
}
PERMISSIONS_POLICY = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
    "magnetometer=(), microphone=(), midi=(), payment=(), usb=(), publickey-credentials-create=(self), "
    "publickey-credentials-get=(self)"
)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # a letter is previewed in a frame of our own page
if PRODUCTION:
    # `serve` listens on this machine only: the proxy in front of it ends TLS and says so.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

# Files: what is served, and what is never served
STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [DATA_FOLDER / "pakketten"]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
_HASHED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _PLAIN if DEBUG else _HASHED},
}
MEDIA_ROOT = environment.documents_folder()
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# The chain: who ends mutual TLS in front of us, and how it tells whose certificate it saw
KETEN_PROXY_HEADER = environment.chain_proxy_header()
KETEN_PROXY_SECRET = environment.chain_proxy_secret()
KETEN_PROXY_PROOF_HEADER = "X-Keten-Geheim"

# Mail
_mail_server = environment.mail_server()
if _mail_server is None:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_FOLDER / "mail"
else:
    _mail = urlsplit(_mail_server)
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL
    EMAIL_TIMEOUT = 20

# A line of the log says where it went wrong, never about whom.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "logging.Formatter" if DEBUG else "meedoen.log_format.FormatterWithoutData",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "meedoen": {"level": "INFO"},
        "urllib3": {"level": "CRITICAL"},  # its warnings and debug lines repeat addresses, with a BSN in them
    },
}
