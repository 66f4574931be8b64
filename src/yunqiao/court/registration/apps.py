"""Registration of this room with Django."""

from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.registration"
    label = "registration"
