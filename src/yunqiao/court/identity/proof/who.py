"""Saying who one is: plain choices, and the facts of law each stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yunqiao.court.identity.facts import LitigantFacts

NATURAL: Final = "natural"
ORGANISATION: Final = "organisation"


@dataclass(frozen=True, slots=True)
class Who:
    """A choice in plain words. `place_is` names the fact that the place answers, if one is needed."""

    name: Promise
    hint: Promise | str = ""
    natural: bool = True
    place_is: str = ""
    fixed: tuple[tuple[str, Any], ...] = ()

    def facts(self, place: str) -> LitigantFacts:
        """The facts of law; the place counts where one is needed."""
        given: dict[str, Any] = {"natural_person": self.natural, **dict(self.fixed)}
        if self.place_is and place:
            given[self.place_is] = place
        return LitigantFacts(**given)


PERSONS: Final[Mapping[str, Who]] = {
    "foreigner": Who(
        _("A citizen of another country"),
        _("Name the country of your nationality below."),
        place_is="nationality",
    ),
    "stateless": Who(_("A person without any nationality"), fixed=(("stateless", True),)),
    "hong_kong": Who(_("A resident of Hong Kong"), fixed=(("region", "HK"),)),
    "macao": Who(_("A resident of Macao"), fixed=(("region", "MO"),)),
    "taiwan": Who(_("A resident of Taiwan"), fixed=(("region", "TW"),)),
    "citizen_abroad": Who(
        _("A Chinese citizen living outside the Mainland"),
        _("Name below where you have lived for the last year."),
        place_is="habitual_residence",
        fixed=(("nationality", "CN"),),
    ),
    "citizen_at_home": Who(
        _("A Chinese citizen living in the Mainland"),
        fixed=(("nationality", "CN"), ("habitual_residence", "CN")),
    ),
}
ORGANISATIONS: Final[Mapping[str, Who]] = {
    "entity_abroad": Who(
        _("Registered in another country"),
        _("Name the country of registration below."),
        natural=False,
        place_is="registered_in",
    ),
    "entity_hong_kong": Who(
        _("Registered in Hong Kong"), natural=False, fixed=(("registered_in", "HK"),)
    ),
    "entity_macao": Who(_("Registered in Macao"), natural=False, fixed=(("registered_in", "MO"),)),
    "entity_taiwan": Who(
        _("Registered in Taiwan"), natural=False, fixed=(("registered_in", "TW"),)
    ),
    "entity_at_home": Who(
        _("Registered in the Mainland"), natural=False, fixed=(("registered_in", "CN"),)
    ),
}
EVERYBODY: Final[Mapping[str, Who]] = {**PERSONS, **ORGANISATIONS}
