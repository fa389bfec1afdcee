"""The Django app that shows a case."""

from django.apps import AppConfig, apps


class WebConfig(AppConfig):
    """The team's pages."""

    name = "goodoffices.web"
    label = "web"
    verbose_name = "Good Offices"

    def ready(self) -> None:
        """Note who signs in, where a case with accounts is open."""
        if apps.is_installed("goodoffices.storage"):
            from goodoffices.web.signing_in import note_signing_in  # noqa: PLC0415 -- after the apps

            note_signing_in()
