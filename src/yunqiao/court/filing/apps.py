"""Registration of this room with Django."""

from django.apps import AppConfig


class FilingConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.filing"
    label = "filing"
