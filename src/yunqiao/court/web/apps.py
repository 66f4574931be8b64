"""Registration of this room with Django."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.web"
    label = "web"
