"""Sessions in the database, read by a prepared statement: every page begins with one."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session

from yunqiao.court.foundation.clock import now
from yunqiao.court.foundation.reading import one


class SessionStore(db.SessionStore):
    """Django's own, but for the way it is read."""

    def _get_session_from_db(self) -> Session | None:
        found = one(Session, "session_key = %s AND expire_date > %s", [self.session_key, now()])
        if found is None:
            self._session_key = None
        return found
