import psycopg
import pytest
from django.db import connection

from yunqiao.court.directory.models import Court


@pytest.mark.django_db(transaction=True)
def test_a_pooled_connection_that_the_server_closed_is_not_taken() -> None:
    assert not Court.objects.exists()
    number = connection.connection.info.backend_pid
    info = connection.connection.info
    connection.close()
    with psycopg.connect(info.dsn, password=info.password, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", (number,))
    assert not Court.objects.exists()
    assert connection.connection.info.backend_pid != number
