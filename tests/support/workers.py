"""The worker's work, done in the test itself."""

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def work(queues: list[str] | None = None) -> None:
    """Run every job there is, as the worker does; only those of some queues if they are named."""
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(
            queues=queues, wait=False, install_signal_handlers=False, listen_notify=False
        )
