"""A case's docket as the case page tells it: what happened, who did it, what follows, what proves it."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from yunqiao.court.casefile.actors import actors_of, told_by
from yunqiao.court.casefile.entries import (
    CASE_ASSIGNED,
    CASE_REGISTERED,
    CLAIM_FILED,
    CORRECTION_REQUESTED,
    DEADLINE_MOVED,
    FEE_CHANGED,
    FEE_NOTICE_ISSUED,
    FEE_PERIOD_SET,
    FEE_RELIEF_GRANTED,
    FEE_RELIEF_REFUSED,
    LETTER_ISSUED,
    NOTICE_SENT,
    OF_MONEY,
    PARTY_REACHED,
    RECEIPT_ISSUED,
)
from yunqiao.court.casefile.letters import document_id_of
from yunqiao.court.casefile.models import Case
from yunqiao.court.casefile.words import cited, letter_name, title_of_entry
from yunqiao.court.fees.paying.queries import written_yuan
from yunqiao.court.fees.paying.words import way_name
from yunqiao.court.foundation.clock import court_date
from yunqiao.court.foundation.components import DocumentLink, Progress, TimelineItem
from yunqiao.court.foundation.models import DocketEntry
from yunqiao.court.foundation.proof import Place, places_of
from yunqiao.court.foundation.reader import written_amount, written_date
from yunqiao.court.identity.told import ARRIVED
from yunqiao.law.money import CNY

FINGERPRINT = 12
"""Hexadecimal digits of an entry's hash that a page shows."""
NOTHING = "0.00"


def timeline(
    case: Case,
    entries: Sequence[DocketEntry],
    seen: Container[UUID],
    kept: Container[UUID] = frozenset(),
) -> list[TimelineItem]:
    """The entries, in their order, with the letters among the documents seen; the first of them is where the case stands now.

    Of those `kept` from the reader nothing shows but their place on the docket.
    """
    persons = {person for entry in entries for person in (entry.actor, entry.on_behalf_of)}
    actors = actors_of(case, persons)
    places = places_of([entry.id for entry in entries])
    return [
        TimelineItem(
            title=_("Something that concerns another party alone"),
            at=entry.at,
            proof=_proof(entry, places.get(entry.id)),
        )
        if entry.id in kept
        else TimelineItem(
            title=title_of_entry(entry),
            at=entry.at,
            by=actors[None] if entry.kind == RECEIPT_ISSUED else told_by(actors, entry),
            documents=list(_documents(entry, seen)),
            text=" ".join(_details(entry)),
            proof=_proof(entry, places.get(entry.id)),
            progress=Progress.NOW if position == 0 else Progress.DONE,
        )
        for position, entry in enumerate(entries)
    ]


def _details(entry: DocketEntry) -> Iterator[str]:
    record = entry.record
    if entry.kind == CLAIM_FILED:
        yield from filter(None, map(_examined_by, record["findings"]))
    elif entry.kind == CORRECTION_REQUESTED:
        points = record["payload"]["points"]
        yield from (f"{number}. {point['text']}" for number, point in enumerate(points, start=1))
    elif said := _SAYS.get(entry.kind):
        yield said(record["payload"])
    elif reason := record["payload"].get("reason"):
        yield _("Reasons: %(reason)s") % {"reason": reason}


def _documents(entry: DocketEntry, seen: Container[UUID]) -> Iterator[DocumentLink]:
    if entry.kind == LETTER_ISSUED and document_id_of(entry) in seen:
        url = reverse("web:document", args=[entry.stream_id, document_id_of(entry)])
        yield DocumentLink(letter_name(entry.payload["kind"]), url, "PDF")


def _examined_by(finding: Mapping[str, Any]) -> str:
    last_day = finding["dates"].get("last_day")
    if last_day is None:
        return ""
    article = _("; ").join(cited(citation) for citation in finding["citations"])
    words = {"day": written_date(date.fromisoformat(last_day)), "article": article}
    return _("The court examines it by %(day)s (%(article)s).") % words


def _registered(payload: Mapping[str, Any]) -> str:
    return _("Case number: %(number)s") % {"number": payload["number"]}


def _assigned(payload: Mapping[str, Any]) -> str:
    """The division and how it was chosen; who the judge is, the court tells in its own letter."""
    ways = {
        "random": _("by lot"),
        "fewest": _("to whoever has the fewest cases"),
        "by_hand": _("by hand"),
    }
    what = _("A judge was chosen") if payload["judge"] else _("A division was chosen")
    said = {"what": what, "way": ways[payload["how"]], "division": payload["division_name"]}
    if not payload["division_name"]:
        return _("%(what)s %(way)s.") % said
    return _("%(what)s %(way)s: %(division)s.") % said


def _fee(payload: Mapping[str, Any]) -> str:
    amounts = ("was", "becomes", "to_refund")
    said = {name: written_amount(Decimal(payload[name]), CNY) for name in amounts}
    if payload["to_refund"] != NOTHING:
        return _("From %(was)s to %(becomes)s; %(to_refund)s go back.") % said
    if payload["was"] != NOTHING:
        return _("From %(was)s to %(becomes)s.") % said
    return said["becomes"]


def _moved(payload: Mapping[str, Any]) -> str:
    said = {name: _day(payload[name]) for name in ("before", "after")}
    return _("From %(before)s to %(after)s, because the court's calendar was changed.") % said


def _period(payload: Mapping[str, Any]) -> str:
    return _("Last day: %(day)s") % {"day": _day(payload["last_day"])}


def _money(payload: Mapping[str, Any]) -> str:
    """How much, and by which way where there is one."""
    amount = written_yuan(payload["fen"])
    if not payload["way"]:
        return amount
    return _("%(amount)s, by %(way)s") % {"amount": amount, "way": way_name(payload["way"])}


def _day(written: str) -> str:
    return written_date(date.fromisoformat(written))


def _notice(payload: Mapping[str, Any]) -> str:
    said = {"to": payload["to"], "subject": payload["subject"]}
    if not payload["to"]:
        return (
            _("“%(subject)s” had no address to go to. The court gets in touch another way.") % said
        )
    if payload["answer"] == ARRIVED:
        return _("“%(subject)s”, to %(to)s.") % said
    return _("“%(subject)s” did not reach %(to)s. The court gets in touch another way.") % said


def _proof(entry: DocketEntry, place: Place | None) -> str:
    known: dict[str, object] = {"fingerprint": entry.hash.hex()[:FINGERPRINT], "seq": entry.seq}
    if place is None:
        return _("Entry %(seq)s, fingerprint %(fingerprint)s, waiting for the log") % known
    if place.sealed_at is None:
        return (
            _("Entry %(seq)s, fingerprint %(fingerprint)s, in the log, waiting for its seal")
            % known
        )
    known["day"] = written_date(court_date(place.sealed_at))
    return _("Entry %(seq)s, fingerprint %(fingerprint)s, in the log, sealed %(day)s") % known


_SAYS: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    CASE_REGISTERED: _registered,
    CASE_ASSIGNED: _assigned,
    DEADLINE_MOVED: _moved,
    FEE_CHANGED: _fee,
    FEE_NOTICE_ISSUED: _fee,
    FEE_PERIOD_SET: _period,
    NOTICE_SENT: _notice,
    PARTY_REACHED: lambda payload: str(payload["note"]) if payload.get("party") else "",
    **dict.fromkeys((FEE_RELIEF_GRANTED, FEE_RELIEF_REFUSED), lambda _payload: ""),
    **dict.fromkeys(OF_MONEY, _money),
}
"""What an entry says under its title, by its kind; what a party lives on, its own page of fees says."""
