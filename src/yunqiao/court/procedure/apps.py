"""Registration of this floor with Django."""

from django.apps import AppConfig


class ProcedureConfig(AppConfig):
    """The floor's name and label."""

    name = "yunqiao.court.procedure"
    label = "procedure"
