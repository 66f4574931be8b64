"""Advice before filing: which courts may hear a dispute, why, and what is still to be known.

It is advice: the court that is asked decides whether it may hear the case.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, StrictBool, StringConstraints

from yunqiao.court.directory.models import Court
from yunqiao.court.directory.places import courts_in, province_in
from yunqiao.court.filing import facts
from yunqiao.court.filing.claim import Amount, Given
from yunqiao.court.filing.estimate import Estimate, estimate
from yunqiao.court.foundation.clock import court_date, now
from yunqiao.court.foundation.legal_words import cited, language
from yunqiao.court.foundation.written import Clean
from yunqiao.law.findings import Finding, Outcome
from yunqiao.law.jurisdiction.advice import Advice
from yunqiao.law.jurisdiction.agreement import ChosenCourt
from yunqiao.law.jurisdiction.connection import ConnectingPoint, Dispute
from yunqiao.law.jurisdiction.exclusive import ExclusiveSubject
from yunqiao.law.texts import name_of
from yunqiao.law.wording import sentence

LONGEST_PLACE: Final = 300
MOST_POINTS: Final = 20
CNY: Final = "CNY"
CHINA: Final = "CN"
Place = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_PLACE), Clean]


class AdviceGiven(Given):
    """What is known of a dispute with a foreign element; what is left out is not known.

    `place` is where the defendant is, or where the thing lies that connects the case with China,
    in any words; `amount` is in yuan.
    """

    dispute: Dispute
    subject: ExclusiveSubject = ExclusiveSubject.ANY_OTHER
    arbitration_agreement: StrictBool | None = None
    chosen: ChosenCourt | None = None
    chosen_in_writing: StrictBool | None = None
    defendant_domiciled_in_china: StrictBool | None = None
    plaintiff_lives_in_china: StrictBool | None = None
    points: Annotated[tuple[ConnectingPoint, ...], Field(max_length=MOST_POINTS)] = ()
    place: Place = ""
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of competence: where the court is, why, the article, and whether the court weighs it."""

    at: str
    where: str
    why: str
    citation: str
    for_the_court: bool


@dataclass(frozen=True, slots=True)
class CourtAdvice:
    """The advice in the reader's words; `courts` are those of the directory that fit it."""

    outcome: Outcome
    code: str
    because: Sequence[str]
    grounds: Sequence[Ground]
    level: str
    level_words: str
    courts: Sequence[Court]
    missing: Sequence[str]
    missing_words: Sequence[str]
    doubts: Sequence[str]
    try_next: Sequence[str]
    citations: Sequence[str]
    fee: Estimate | None

    @property
    def notice(self) -> str:
        """That this decides nothing."""
        return _("This is advice. Whether it may hear the case, the court you file with decides.")


def advise(given: AdviceGiven) -> CourtAdvice:
    """The advice for what is known today."""
    province = province_in(given.place) if given.place else ""
    finding = facts.court_advice(
        court_date(now()),
        dispute=given.dispute,
        subject=given.subject,
        arbitration_agreement=given.arbitration_agreement,
        chosen=given.chosen,
        chosen_in_writing=given.chosen_in_writing,
        defendant_domiciled_in_china=given.defendant_domiciled_in_china,
        plaintiff_lives_in_china=given.plaintiff_lives_in_china,
        points=given.points,
        region=province or None,
        amount=given.amount,
    )
    return _in_words(given, finding, province)


def known_from(content: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft already says, as far as the advice asks for it."""
    defendants, claimants = content.get("defendants") or (), content.get("claimants") or ()
    known: dict[str, Any] = dict(_kind_of((content.get("case") or {}).get("cause", "")))
    if defendants:
        known["defendant_domiciled_in_china"] = defendants[0].get("country") == CHINA
        known["place"] = (defendants[0].get("address") or "")[:LONGEST_PLACE]
    if claimants:
        known["plaintiff_lives_in_china"] = claimants[0].get("country") == CHINA
    amounts = [one for one in content.get("requests") or () if one.get("amount")]
    if amounts and all(one.get("currency", CNY) == CNY for one in amounts):
        known["amount"] = sum(Decimal(one["amount"]) for one in amounts)
    return known


def _kind_of(cause: str) -> Mapping[str, Any]:
    """The kind of dispute a cause in words suggests; the filer corrects it."""
    lowered = cause.lower()
    return next((kind for words, kind in _SUGGESTS if any(word in lowered for word in words)), {})


_SUGGESTS: Final[Sequence[tuple[tuple[str, ...], Mapping[str, Any]]]] = (
    (("继承", "繼承", "inherit", "succession"),
     {"dispute": Dispute.PROPERTY, "subject": ExclusiveSubject.SUCCESSION}),
    (("租赁", "租賃", "建设工程", "lease"),
     {"dispute": Dispute.CONTRACT, "subject": ExclusiveSubject.IMMOVABLE_BY_INTERPRETATION}),
    (("离婚后财产", "離婚後財產"), {"dispute": Dispute.PROPERTY}),
    (("离婚", "離婚", "抚养", "撫養", "收养", "divorce", "custody", "adoption"),
     {"dispute": Dispute.PERSONAL_STATUS}),
    (("侵权", "侵權", "损害", "損害", "tort", "damage", "injury"), {"dispute": Dispute.TORT}),
    (("合同", "借贷", "借貸", "买卖", "買賣", "loan", "sale", "contract", "service"),
     {"dispute": Dispute.CONTRACT}),
    (("所有权", "所有權", "物权", "物權", "property"), {"dispute": Dispute.PROPERTY}),
)  # fmt: skip


def _in_words(given: AdviceGiven, finding: Finding, province: str) -> CourtAdvice:
    spoken = language()
    held = finding.value if isinstance(finding.value, Advice) else None
    level = held.level.value if held and held.level else ""
    missing = tuple(_missing(given, finding, held, province))
    return CourtAdvice(
        outcome=finding.outcome,
        code=finding.code,
        because=[sentence(reason, spoken) for reason in finding.because],
        grounds=[
            Ground(
                at=one.court.value,
                where=name_of(f"word.CourtAt.{one.court.name}", spoken),
                why=sentence(one.why, spoken),
                citation=cited(str(one.cited)),
                for_the_court=one.for_the_court,
            )
            for one in (held.courts if held else ())
        ],
        level=level,
        level_words=str(_LEVELS[level]) if level in _LEVELS else "",
        courts=courts_in(province, level if level in _LEVELS else "", given.place) if held else (),
        missing=missing,
        missing_words=[_name_of(name) for name in missing],
        doubts=[sentence(doubt, spoken) for doubt in finding.doubts],
        try_next=[sentence(step, spoken) for step in finding.try_next],
        citations=[cited(str(citation)) for citation in finding.citations],
        fee=estimate([{"amount": given.amount}]) if given.amount else None,
    )


def _missing(
    given: AdviceGiven, finding: Finding, held: Advice | None, province: str
) -> Iterator[str]:
    """The facts without which the advice is not whole, by the names of `AdviceGiven`."""
    for name in finding.missing:
        yield "chosen_in_writing" if name == "written" else name
    if finding.code == "NO_JURISDICTION" and not given.points:
        yield "points"
    if held and not province:
        yield "place"
    if held and given.amount is None:
        yield "amount"


def _name_of(fact: str) -> str:
    if fact == "place":
        return _("Where the defendant is, or what connects the case with China")
    if fact == "chosen_in_writing":
        return name_of("field.ClauseFacts.written", language())
    return name_of(f"field.AdviceFacts.{fact}", language())


_LEVELS: Final[Mapping[str, Promise]] = {
    "basic": gettext_lazy("Basic people's court"),
    "intermediate": gettext_lazy("Intermediate people's court"),
    "high": gettext_lazy("High people's court"),
    "supreme": gettext_lazy("Supreme People's Court"),
}
