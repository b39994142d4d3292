"""The real settings on throw-away data: a temporary folder per test process, and cheap password hashing.

TEST_ON=scaled tests the other way to run: PostgreSQL and Redis in place of SQLite and files.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import services

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

if (
    "TEST_DATA" not in os.environ
):  # the workers of one run share their parent's folder, which the parent removes
    os.environ["TEST_DATA"] = tempfile.mkdtemp(prefix="cardinal-tests-")
    atexit.register(shutil.rmtree, os.environ["TEST_DATA"], ignore_errors=True)

for name in ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "CARDINAL_ORIGIN", "CARDINAL_SECRET_KEY"):
    os.environ.pop(name, None)  # a developer's own settings are never tested on
os.environ["CARDINAL_DATA"] = str(Path(os.environ["TEST_DATA"]) / WORKER)
if services.SCALED:
    os.environ["DATABASE_URL"] = services.postgres_url()
    os.environ["REDIS_URL"] = services.redis_url(worker=WORKER)

from backend.settings import *  # noqa: E402, F403  Django's own way to build one settings module on another
from backend.settings import DATA_DIR, DATABASES  # noqa: E402  the environment above must come first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not services.SCALED:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # in memory there is no WAL
