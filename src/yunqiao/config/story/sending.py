"""Sending a file piece by piece (tus), over a line that breaks off on the way."""

import base64
from dataclasses import dataclass
from http import HTTPStatus

from yunqiao.config.story.visitor import Answer, StoryError, Visitor, until

VERSION = {"Tus-Resumable": "1.0.0"}
PIECE = 4 * 1024 * 1024


@dataclass(frozen=True)
class Line:
    """The line of one visitor to the uploads of one draft or paper."""

    visitor: Visitor
    envelope: str
    uploads: str = "/filing/uploads/"

    def send(self, name: str, content: bytes, *, break_off: bool = False) -> int:
        """Send a file whole; the bytes that had arrived when the line broke, or all of them.

        Raises:
            StoryError: the court does not take it.
        """
        place = self._announce(name, len(content))
        arrived = self._interrupted(place, content) if break_off else 0
        until(lambda: self._forward(place, content), what=f"the rest of {name}")
        return arrived or len(content)

    def _announce(self, name: str, size: int) -> str:
        given = {"filename": name, "filetype": "", "envelope": self.envelope}
        metadata = ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in given.items()
        )
        headers = {"Upload-Length": str(size), "Upload-Metadata": metadata}
        answer = self.visitor.ask("POST", self.uploads, b"", self._headers() | headers)
        if answer.status != HTTPStatus.CREATED:
            raise StoryError(f"{name}: {answer.status} {answer.body.decode(errors='replace')}")
        return answer.headers["Location"].removeprefix(self.visitor.origin)

    def _forward(self, place: str, content: bytes) -> int | None:
        """Send the next piece from where the court stands; the size once all of it has arrived."""
        at = self._offset(place)
        answer = self._patch(place, at, content[at : at + PIECE])
        if answer.status == HTTPStatus.CONFLICT:  # it still takes in what came before the break
            return None
        reached = int(answer.headers["Upload-Offset"])
        return reached if reached == len(content) else None

    def _patch(self, place: str, at: int, piece: bytes) -> Answer:
        answer = self.visitor.ask("PATCH", place, piece, self._piece_headers(at))
        if answer.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.CONFLICT}:
            raise StoryError(f"{place}: {answer.status} {answer.body.decode(errors='replace')}")
        return answer

    def _offset(self, place: str) -> int:
        answer = self.visitor.ask("HEAD", place, headers=VERSION)
        if answer.status != HTTPStatus.OK:
            raise StoryError(f"{place}: {answer.status}")
        return int(answer.headers["Upload-Offset"])

    def _interrupted(self, place: str, content: bytes) -> int:
        """A third arrives; then the line breaks in the middle of the rest. Where it goes on."""
        third = len(content) // 3
        self._patch(place, 0, content[:third])
        connection = self.visitor.connect()
        connection.putrequest("PATCH", place)
        headers = self.visitor.headers() | self._piece_headers(third)
        for name, value in {**headers, "Content-Length": str(len(content) - third)}.items():
            connection.putheader(name, value)
        connection.endheaders(content[third : 2 * third])
        connection.close()
        arrived = self._offset(place)
        if arrived < third:
            raise StoryError(f"{place}: of {third} bytes that had arrived {arrived} are left")
        return arrived

    def _headers(self) -> dict[str, str]:
        token = self.visitor.cookies.get("csrftoken", "")
        return {**VERSION, "X-CSRFToken": token, "Referer": self.visitor.origin}

    def _piece_headers(self, at: int) -> dict[str, str]:
        offset = {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"}
        return self._headers() | offset
