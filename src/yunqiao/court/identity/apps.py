"""Registration of this room with Django."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The room's name and label."""

    name = "yunqiao.court.identity"
    label = "identity"
