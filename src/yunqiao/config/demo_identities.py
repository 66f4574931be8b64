"""Demonstration people in every state of proving who they are; everything says it is a specimen."""

import io
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from PIL import Image, ImageDraw

from yunqiao.court.directory.models import Court
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.idempotency import RequestKey
from yunqiao.court.identity.models import Account
from yunqiao.court.identity.proof import actions, deciding
from yunqiao.court.identity.proof.entries import Point
from yunqiao.court.identity.proof.models import IdentityPaper, IdentityProof
from yunqiao.court.identity.proof.queries import papers_of
from yunqiao.court.papers.examination import examine_upload
from yunqiao.court.papers.keeping import keep

SIZE: Final = (760, 480)
HZ: Final = 8000
ZONE: Final = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
)
"""The specimen of ICAO Doc 9303, which expired in 2012."""


@dataclass(frozen=True, slots=True)
class Person:
    """One demonstration person: what they say, what they type, how far they are."""

    address: str
    said: dict[str, str]
    number: str
    reaches: str
    typed: dict[str, Any] = field(default_factory=dict)
    language: str = "zh-hans"


PEOPLE: Final = (
    Person(
        "party@abroad.example",
        {
            "who": "foreigner",
            "place": "US",
            "name": "CLAIMANT (DEMO)",
            "other_name": "原告（示例）",
        },
        "X12345671",
        "proved",
    ),
    Person(
        "waiting@abroad.example",
        {"who": "foreigner", "place": "AU", "name": "ANNA MARIA ERIKSSON", "other_name": "示例"},
        "L898902C3",
        "waiting",
        {"zone": ZONE, "birth_date": date(1974, 8, 12), "expires_on": date(2012, 4, 15)},
        "en",
    ),
    Person(
        "late@abroad.example",
        {"who": "hong_kong", "place": "", "name": "示例香港居民"},
        "A123456(4)",
        "late",
        language="zh-hant",
    ),
    Person(
        "refused@abroad.example",
        {"who": "citizen_abroad", "place": "CA", "name": "示例华侨"},
        "11010519491231002X",
        "refused",
    ),
    Person(
        "company@abroad.example",
        {
            "who": "entity_abroad",
            "place": "DE",
            "name": "SPECIMEN GMBH (DEMO)",
            "representative": "DIRECTOR (DEMO)",
        },
        "HRB 00000",
        "waiting",
        language="en",
    ),
    Person(
        "writing@abroad.example",
        {"who": "taiwan", "place": "", "name": "示例台灣居民"},
        "A123456789",
        "writing",
        language="zh-hant",
    ),
)


def fill(accounts: Sequence[Account], court: Court, clerk: Account) -> None:
    """Give every person their papers; `accounts` in the order of PEOPLE."""
    for person, account in zip(PEOPLE, accounts, strict=True):
        account.language = person.language
        account.save(update_fields=["language"])
        _lead(person, account, court, clerk)


def _lead(person: Person, account: Account, court: Court, clerk: Account) -> None:
    proof = actions.begin(by=account)
    actions.say_who(by=account, proof=proof, said={**person.said, "court": str(court.id)})
    for paper in papers_of(proof):
        if paper.is_statement and person.reaches == "writing":
            continue
        _give(paper, account)
        if not paper.is_statement:
            typed = {"kind": paper.one_of[0], "number": person.number, "zone": "", **person.typed}
            actions.describe(by=account, paper=paper, typed=typed)
    if person.reaches != "writing":
        actions.submit(by=account, proof_id=proof.id, key=_key(account, "submit"))
        _decide(person, proof, clerk)


def _decide(person: Person, proof: IdentityProof, clerk: Account) -> None:
    if person.reaches == "proved":
        deciding.prove(
            by=clerk, proof_id=proof.id, reason="示例 Demonstration", key=_key(clerk, "prove")
        )
    elif person.reaches == "refused":
        paper = papers_of(proof)[0]
        text = "照片被裁切，看不到号码。The photo is cut off; the number cannot be read."
        points = [Point(paper=str(paper.id), text=text)]
        deciding.refuse(by=clerk, proof_id=proof.id, points=points, key=_key(clerk, "refuse"))
    elif person.reaches == "late":
        yesterday = court_date(now()) - timedelta(days=2)
        IdentityProof.objects.filter(id=proof.id).update(due_on=yesterday)


def _give(paper: IdentityPaper, account: Account) -> None:
    content = _sound() if paper.is_statement else _picture()
    name, kind = (
        ("statement.wav", "audio/wav") if paper.is_statement else ("paper.jpg", "image/jpeg")
    )
    kept = keep(
        by=account,
        name=name,
        media_type=kind,
        chunks=[content],
        key=str(paper.id),
        envelope=paper.id,
    )
    examine_upload(upload_id=kept.id, give_up=True)


@cache
def _picture() -> bytes:
    image = Image.new("RGB", SIZE, "#eef1f6")
    draw = ImageDraw.Draw(image)
    draw.rectangle((20, 20, 740, 460), outline="#14305c", width=4)
    draw.rectangle((50, 70, 250, 320), outline="#14305c", width=2)
    draw.text((290, 80), "SPECIMEN - DEMONSTRATION - NOT A PAPER", fill="#14305c")
    for line, text in enumerate(ZONE.splitlines()):
        draw.text((60, 380 + 30 * line), text, fill="black")
    file = io.BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


@cache
def _sound() -> bytes:
    """A second of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(HZ)
        sound.writeframes(b"\x80" * HZ)
    return file.getvalue()


def _key(account: Account, name: str) -> RequestKey:
    return RequestKey.of(account.id, f"demo.identity.{name}", None)
