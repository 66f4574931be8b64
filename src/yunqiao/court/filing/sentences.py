"""Errors in a claim as sentences that say what to do next."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yunqiao.court.foundation.written import CONTROL, FILL_IN

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise  # known to the stubs alone

SENTENCES: Final[Mapping[str, "_StrPromise"]] = {
    "country": gettext_lazy("Choose a country or region from the list."),
    "currency": gettext_lazy("Choose a currency from the list."),
    "email": gettext_lazy("Write the whole e-mail address, for example name@example.org."),
    "phone": gettext_lazy("Write the number with its country code, for example +1 626 555 0134."),
    "control": CONTROL,
    "unreachable": gettext_lazy(
        "Give a postal address, or consent to electronic service with an e-mail address or telephone number."
    ),
    "nowhere_to_send": gettext_lazy(
        "For electronic service give an e-mail address or a telephone number, or take your consent back."
    ),
    "sides": gettext_lazy("Name at least one claimant and one defendant."),
    "requests": gettext_lazy("Say what the court should order."),
    "representative": gettext_lazy(
        "Only an organisation acts through a representative. Leave this empty for a person."
    ),
    "translation": gettext_lazy("Say which other document of the claim this one translates."),
    "documents": gettext_lazy("Each document can be named once."),
    "power_of_attorney": gettext_lazy("Add the power of attorney to the agent's papers."),
    "notary_elsewhere": gettext_lazy(
        "A notary of the Mainland certifies only what is signed there. Check where it was signed."
    ),
    "ends_before": gettext_lazy("The authority ends before it was signed. Check both dates."),
    "string_too_long": gettext_lazy(
        "The text is too long. Shorten it, or attach it as a document."
    ),
    "string_too_short": FILL_IN,
    "missing": FILL_IN,
    "decimal_max_places": gettext_lazy(
        "Write the amount with at most two decimals, for example 12500.00."
    ),
    "decimal_max_digits": gettext_lazy("The amount is too large. Check the number of zeros."),
    "decimal_whole_digits": gettext_lazy("The amount is too large. Check the number of zeros."),
    "finite_number": gettext_lazy("Write the amount in digits, for example 12500.00."),
    "amount.greater_than_equal": gettext_lazy(
        "Write the amount without a minus, for example 12500.00. Leave it empty if it is not about money."
    ),
    "greater_than_equal": gettext_lazy("Write 0 or a larger number."),
    "less_than_equal": gettext_lazy("The number is too large."),
    "side": gettext_lazy("Put claimants under “claimants” and defendants under “defendants”."),
    "extra_forbidden": gettext_lazy("There is no such field. Leave it out."),
    "string_type": gettext_lazy("Write text, in quotation marks."),
    "string_unicode": gettext_lazy("The text is not Unicode. Send it in UTF-8."),
    "string_pattern_mismatch": gettext_lazy(
        "The text does not have the form asked for. See the description at /api/."
    ),
    "enum": gettext_lazy("Choose one of the values the description at /api/ names."),
    "literal_error": gettext_lazy("Choose one of the values the description at /api/ names."),
    "bool_type": gettext_lazy("Write true or false."),
    "bool_parsing": gettext_lazy("Write true or false."),
    "int_type": gettext_lazy("Write a whole number."),
    "int_parsing": gettext_lazy("Write a whole number."),
    "int_parsing_size": gettext_lazy("The number is too large."),
    "int_from_float": gettext_lazy("Write a whole number."),
    "decimal_type": gettext_lazy("Write the amount in digits, for example 12500.00."),
    "decimal_parsing": gettext_lazy("Write the amount in digits, for example 12500.00."),
    "uuid_type": gettext_lazy("Write the id as it was given to you."),
    "uuid_parsing": gettext_lazy("Write the id as it was given to you."),
    "tuple_type": gettext_lazy("Write a list, in square brackets."),
    "list_type": gettext_lazy("Write a list, in square brackets."),
    "too_short": gettext_lazy("The list is too short. Add one."),
    "too_long": gettext_lazy("The list is too long. Leave some out."),
    "dict_type": gettext_lazy("Write an object, in curly brackets."),
    "model_type": gettext_lazy("Write an object, in curly brackets."),
    "model_attributes_type": gettext_lazy("Write an object, in curly brackets."),
}


def sentence(found: Mapping[str, Any]) -> str:
    """The sentence for one of pydantic's errors, in the reader's language.

    A field can have its own, under its name: an amount is no mere number.
    """
    kind = str(found["type"])
    field = str(found["loc"][-1]) if found["loc"] else ""
    known = SENTENCES.get(f"{field}.{kind}") or SENTENCES.get(kind)
    return str(known) if known is not None else _("Check this value: it cannot be understood.")
