"""Whether a signature is the name of whoever signs: compared leniently, and a person decides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from yunqiao.court.casefile.models import Case, PartyKind, Representation
from yunqiao.court.filing.claim import Claim
from yunqiao.court.foundation.search.words import folded
from yunqiao.court.identity.models import PersonName
from yunqiao.court.identity.proof.queries import standing_of

MOST_PARTS: Final = 5
"""Parts of a name that are tried in every order."""


@dataclass(frozen=True, slots=True)
class Signers:
    """Who may stand under a claim: its claimants and agents, by every name known of them.

    A natural person signs for an organisation: the representative the claim names. `persons` are
    those who act. What the court has recorded of one counts where the claim gives one of these
    names; a name that was proved counts also where an organisation claims. `case` has agents who were named after filing.
    """

    claim: Claim
    persons: Sequence[UUID | None]
    case: Case | None = None

    def warning(self, signature: str) -> str:
        """What to say of a signature that is nobody's name here; empty where it is one."""
        told = list(self._told())
        if any(is_same_name(signature, name) for name in told):
            return ""
        names = list(dict.fromkeys([*told, *self._recorded(told)]))
        if any(is_same_name(signature, name) for name in names):
            return ""
        said = {"signature": signature, "names": "; ".join(names)}
        return _("The signature “%(signature)s” is none of the names known here: %(names)s.") % said

    def _told(self) -> Iterator[str]:
        if self.claim.representation is not None:
            yield self.claim.representation.name
        yield from self.claim.claimant_names()
        if self.case is not None:
            agents = Representation.objects.filter(case=self.case).order_by("since", "id")
            yield from agents.values_list("name", flat=True)

    def _recorded(self, told: Sequence[str]) -> Iterator[str]:
        kinds = {party.kind for party in self.claim.claimants()}
        for person in filter(None, self.persons):
            own = PersonName.objects.filter(person=person).order_by("script", "text")
            standing = standing_of(person)
            proof = standing.proof
            known = (proof.name, proof.other_name, proof.representative) if proof else ()
            proved = [name for name in known if name]
            if standing.is_proved and PartyKind.ORGANISATION in kinds:
                yield from proved
            names = [*own.values_list("text", flat=True), *proved]
            if any(is_same_name(name, one) for name in names for one in told):
                yield from names


def is_same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name.

    Traditional and simplified characters, accents, capitals, width, spaces and the order of the
    parts do not count; nor does a part left out where two are left.
    """
    parts, others = folded(one), folded(other)
    if not parts or not others:
        return one.strip() == other.strip()
    fewer, more = sorted((set(parts), set(others)), key=len)
    return bool(_orders(parts) & _orders(others)) or (len(fewer) > 1 and fewer <= more)


def _orders(parts: Sequence[str]) -> set[str]:
    if len(parts) > MOST_PARTS:
        return {"".join(sorted(parts))}
    return {"".join(order) for order in permutations(parts)}
