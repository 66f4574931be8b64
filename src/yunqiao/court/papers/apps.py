"""Registration of this room with Django."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.papers"
    label = "papers"
