"""One settings file: every difference between machines is an environment variable named in backend/env.py."""

from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF

from backend import addresses, env, page

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir(default=BASE_DIR / "var")

VERSION = "0.1.0"

DEBUG = False
SECRET_KEY = env.secret_key(DATA_DIR)
ORIGIN = env.origin()
SECURE = ORIGIN.startswith("https://")
ALLOWED_HOSTS = env.allowed_hosts(ORIGIN)
CSRF_TRUSTED_ORIGINS = [ORIGIN]

ROOT_URLCONF = "backend.urls"
CSRF_FAILURE_VIEW = "cards.api.problems.csrf_failure"
WSGI_APPLICATION = "backend.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "cards.Learner"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: the other names under this domain are not ours to speak for
    "security.W008",  # the proxy in front redirects to https
    "security.W021",  # nor is the browsers' preload list
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.headless",
    "allauth.usersessions",
    "csp",
    "backend",  # for manage.py serve
    "cards",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # above WhiteNoise, or index.html goes out without a policy
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cards.api.bodies.SaneBodies",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},  # for mails
    }
]

DATABASES = {"default": addresses.database(DATA_DIR)}
CACHES = {"default": addresses.cache(DATA_DIR)}

# Passwords, sessions, accounts
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600  # a mailed link is good for an hour
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_COOKIE_AGE = 180 * 24 * 3600  # from the last day of use: cards/accounts/sessions.py
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if SECURE:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

EMAIL_RECOVERY = bool(env.text("EMAIL_URL"))  # without it nothing is mailed, and the learner is told so
vars().update(addresses.email(ORIGIN))

ACCOUNT_ADAPTER = "cards.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "cards.accounts.signing_up.SignupForm"
ACCOUNT_USERNAME_VALIDATORS = "cards.accounts.adapter.NAME_VALIDATORS"
ACCOUNT_EMAIL_VERIFICATION = "optional" if EMAIL_RECOVERY else "none"
ACCOUNT_EMAIL_NOTIFICATIONS = EMAIL_RECOVERY
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Cardinal: "
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # a reset of an unknown address takes as long and says as much
# An address belongs to the account that proved it. Refusing one that is taken would tell who learns here.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # a found phone cannot move the account to another e-mail
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # here; all other sessions end
ACCOUNT_RATE_LIMITS = {
    "signup": "10/m/ip,100/d/ip",
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/10m/key",
    "reset_password_from_key": "10/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "5/m/user",
    "manage_email": "5/m/user",
}
# How many proxies append to X-Forwarded-For; with none the header is anybody's claim and is not read.
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.proxies(ORIGIN)
MFA_TOTP_ISSUER = "Cardinal"
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("app", "browser")
HEADLESS_SERVE_SPECIFICATION = False
HEADLESS_FRONTEND_URLS = {
    "account_confirm_email": f"{ORIGIN}/#/verify-email/{{key}}",
    "account_reset_password": f"{ORIGIN}/#/recover",
    "account_reset_password_from_key": f"{ORIGIN}/#/recover/{{key}}",
    "account_signup": f"{ORIGIN}/#/sign-up",
}

# Security headers
SECURE_SSL_REDIRECT = False  # the proxy in front redirects
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],  # blob: pictures and sounds kept on the phone
        "media-src": ["blob:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The built PWA
PAGE_DIR = BASE_DIR / "pwa" / "dist"
WHITENOISE_ROOT = (
    PAGE_DIR if PAGE_DIR.is_dir() else None
)  # backend/serve.py insists; the API's tests need not
WHITENOISE_INDEX_FILE = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_IMMUTABLE_FILE_TEST = page.IMMUTABLE
WHITENOISE_ADD_HEADERS_FUNCTION = page.always_ask_again
WHITENOISE_MIMETYPES = page.TYPES

# The API
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "cards.api.authentication.Token",
        "cards.api.authentication.Browser",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["cards.api.bodies.SmallJson"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "cards.api.problems.handler",
    "NUM_PROXIES": TRUSTED_PROXIES,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Cardinal",
    "DESCRIPTION": "Adaptive spaced repetition for certification exams.",
    "VERSION": VERSION,
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "cards.api.schema.finish",
    ],
}

IMPORT_MOST_BYTES = 200 * 1024 * 1024  # a file handed in; the Caddyfile lets as much through
MEDIA_MOST_BYTES = env.number("CARDINAL_MEDIA_MB", least=0, most=1_000_000) * 1024 * 1024  # of one learner

# Celery
CELERY_BROKER_URL = addresses.broker_url()
CELERY_BROKER_TRANSPORT_OPTIONS = addresses.broker_options(DATA_DIR)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_CONCURRENCY = env.number("CARDINAL_TASK_WORKERS", least=1, most=64)
CELERY_BEAT_SCHEDULE = {
    "verify derived rows": {
        "task": "cards.tasks.verify_rows_nightly",
        "schedule": crontab(hour=3, minute=10),
    },
    "clear sessions": {
        "task": "cards.tasks.clear_sessions_nightly",
        "schedule": crontab(hour=3, minute=40),
    },
    "sweep media": {
        "task": "cards.tasks.sweep_media_nightly",
        "schedule": crontab(hour=3, minute=50),
    },
    "sweep transfers": {
        "task": "cards.tasks.sweep_transfers",
        "schedule": 60.0,
        "options": {"expires": 60},  # a busy worker need not find a heap of them
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat")

LOGGING = env.logging()
