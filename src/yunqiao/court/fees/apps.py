"""Registration of this room with Django."""

from django.apps import AppConfig


class FeesConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.fees"
    label = "fees"
