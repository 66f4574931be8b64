"""Registration of this room with Django."""

from django.apps import AppConfig


class CaseFileConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.casefile"
    label = "casefile"
