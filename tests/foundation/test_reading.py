import pytest

from support.makers import a_court
from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.reading import one

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_prepared_read_gives_the_row_that_the_orm_gives() -> None:
    court = a_court()
    Court.objects.filter(id=court.id).update(announced=[{"year": 2027, "off": [], "work": []}])
    read = one(Court, '"id" = %s', [court.id])
    assert read
    known = Court.objects.get()
    assert vars(read) | {"_state": None} == vars(known) | {"_state": None}
