"""The Django app that keeps a case while its pages are served."""

from django.apps import AppConfig


class StorageConfig(AppConfig):
    """Accounts, jobs and what they found, visits, pinned packages, and the audit log."""

    name = "goodoffices.storage"
    label = "storage"
    verbose_name = "Good Offices"
