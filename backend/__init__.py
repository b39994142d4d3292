"""The composition root: settings, addresses, processes. No domain words here."""

from backend.celery import app as celery_app

__all__ = ["celery_app"]
