"""Registration of this room with Django."""

from django.apps import AppConfig


class FoundationConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.foundation"
    label = "foundation"
