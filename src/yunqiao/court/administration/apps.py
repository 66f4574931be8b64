"""Registration of this room with Django."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.administration"
    label = "administration"
