"""The tables of the database beside a case."""

from goodoffices.storage.models.account import Account, AccountRole, Invitation
from goodoffices.storage.models.audit import AuditLine
from goodoffices.storage.models.job import Job, JobState
from goodoffices.storage.models.personal import PinnedPackage, Visit
from goodoffices.storage.models.words import SealedWords

__all__ = [
    "Account",
    "AccountRole",
    "AuditLine",
    "Invitation",
    "Job",
    "JobState",
    "PinnedPackage",
    "SealedWords",
    "Visit",
]
