"""The Django app that keeps a case while its pages are served."""

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """Accounts, the entries of the case, jobs, visits, and the audit log."""

    name = "goodoffices.storage"
    label = "storage"
    verbose_name = "Good Offices"
    default_auto_field = "django.db.models.BigAutoField"
