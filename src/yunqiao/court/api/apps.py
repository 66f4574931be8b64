"""Registration of this room with Django."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.api"
    label = "api"
