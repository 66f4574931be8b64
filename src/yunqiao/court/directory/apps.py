"""Registration of this room with Django."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.directory"
    label = "directory"
