"""The facts of a question as a form: labelled fields in, submitted text out as facts in JSON."""

import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin, get_type_hints

from yunqiao.law.catalogue import Provision
from yunqiao.law.facts import FactsError, plain, quotable
from yunqiao.law.texts import Language, name_of, text

Kind = Literal[
    "text", "int", "bool3", "date", "datetime", "decimal", "choice", "list", "group"
]  # fmt: skip


class Choice(NamedTuple):
    """One option: what is submitted, and what is read. The empty value means "not known"."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form.

    `path` is the dotted path into the facts; below a list it holds `[]`, which the form replaces
    by `[0]`, `[1]` … for each item. `required` fields have no default; `may_be_unknown` ones may
    be left empty, which means that the fact is not known. `default` is the value as JSON.
    A group holds its fields; a list holds the fields of one item.
    """

    path: str
    label: str
    kind: Kind
    required: bool
    may_be_unknown: bool = False
    default: Any = None
    choices: tuple[Choice, ...] = ()
    fields: tuple["FormField", ...] = ()

    @property
    def begins_as(self) -> str:
        """The default as it is submitted; empty where there is none."""
        if isinstance(self.default, bool):
            return str(self.default).lower()
        return "" if self.default is None else str(self.default)


def fields_of(provision: Provision, language: Language) -> list[FormField]:
    """The form of a question, in the order of its facts; empty for an organisational provision."""
    return _fields(provision.facts, language, "") if provision.facts else []


def facts_from(provision: Provision, submitted: Mapping[str, str]) -> dict[str, Any]:
    """Submitted text by path (`frozen[0].value`) as the JSON that `facts.read` takes.

    A field left empty is left out, and so is an item of a list whose fields are all empty; a
    required list without items is given as empty.

    Raises:
        FactsError: a path is not a field of the form, or a whole number is not one.
    """
    form = fields_of(provision, "en")
    kinds = dict(_kinds(form))
    tree: dict[str, Any] = {}
    for path, given in submitted.items():
        value = given.strip()
        kind = kinds.get(_INDEX.sub("[]", path))
        if kind is None:
            raise FactsError(quotable(path), "is not a field of this form")
        if value:
            _put(tree, _STEP.findall(path), _from_text(kind, value, path))
    return _with_lists({step: _closed(below) for step, below in tree.items()}, form)


_SIMPLE: Final[dict[type, Kind]] = {
    str: "text",
    int: "int",
    bool: "bool3",
    date: "date",
    datetime: "datetime",
    Decimal: "decimal",
}
_INDEX: Final = re.compile(r"\[\d{1,3}\]")
_STEP: Final = re.compile(rf"{_INDEX.pattern}|[^.\[\]]+")


def _fields(facts: type, language: Language, prefix: str) -> list[FormField]:
    hints = get_type_hints(facts)
    return [
        _field(
            hints[field.name],
            language,
            path=f"{prefix}{field.name}",
            label=name_of(f"field.{facts.__name__}.{field.name}", language),
            required=field.default is MISSING and field.default_factory is MISSING,
            default=_default(field),
        )
        for field in fields(facts)
    ]


def _default(field: "Field[Any]") -> Any:
    if field.default_factory is not MISSING:
        return plain(field.default_factory())
    return None if field.default is MISSING else plain(field.default)


def _field(hint: Any, language: Language, **known: Any) -> FormField:
    if get_origin(hint) is types.UnionType:
        (only,) = (option for option in get_args(hint) if option is not type(None))
        return _field(only, language, may_be_unknown=True, **known)
    if get_origin(hint) in (tuple, frozenset):
        return FormField(kind="list", fields=_item(get_args(hint)[0], language, known), **known)
    if is_dataclass(hint) and isinstance(hint, type):
        below = tuple(_fields(hint, language, f"{known['path']}."))
        return FormField(kind="group", fields=below, **known)
    if issubclass(hint, Enum):
        return FormField(kind="choice", choices=_members(hint, language, **known), **known)
    if hint is bool:
        return FormField(kind="bool3", choices=_yes_no(language, **known), **known)
    return FormField(kind=_SIMPLE[hint], **known)


def _item(hint: Any, language: Language, known: Mapping[str, Any]) -> tuple[FormField, ...]:
    path = f"{known['path']}[]"
    if is_dataclass(hint) and isinstance(hint, type):
        return tuple(_fields(hint, language, f"{path}."))
    return (_field(hint, language, path=path, label=known["label"], required=True),)


def _members(
    choices: type[Enum], language: Language, *, may_be_unknown: bool = False, **_: Any
) -> tuple[Choice, ...]:
    named = tuple(
        Choice(str(member.value), name_of(f"member.{choices.__name__}.{member.name}", language))
        for member in choices
    )
    return (*named, *_not_known(language, may_be_unknown=may_be_unknown))


def _yes_no(language: Language, *, may_be_unknown: bool = False, **_: Any) -> tuple[Choice, ...]:
    return (
        Choice("true", text("form.yes", language)),
        Choice("false", text("form.no", language)),
        *_not_known(language, may_be_unknown=may_be_unknown),
    )


def _not_known(language: Language, *, may_be_unknown: bool) -> tuple[Choice, ...]:
    return (Choice("", text("form.not_known", language)),) if may_be_unknown else ()


def _kinds(form: list[FormField] | tuple[FormField, ...]) -> list[tuple[str, Kind]]:
    found: list[tuple[str, Kind]] = []
    for field in form:
        if field.fields:
            found += _kinds(field.fields)
        else:
            found.append((field.path, field.kind))
    return found


def _from_text(kind: Kind, value: str, path: str) -> Any:
    if kind == "bool3":
        return {"true": True, "false": False}.get(value, value)
    if kind == "int":
        try:
            return int(value)
        except ValueError:
            raise FactsError(path, "give a whole number") from None
    return value


def _put(tree: dict[str, Any], steps: list[str], value: Any) -> None:
    *above, last = steps
    for step in above:
        tree = tree.setdefault(step, {})
    tree[last] = value


def _closed(tree: Any) -> Any:
    """Nested steps as JSON: steps that are indices become a list, and gaps close up."""
    if not isinstance(tree, dict):
        return tree
    inner = [(step, _closed(below)) for step, below in tree.items()]
    if inner and inner[0][0].startswith("["):
        return [below for _, below in sorted(inner, key=lambda item: int(item[0][1:-1]))]
    return dict(inner)


def _with_lists(given: dict[str, Any], form: Iterable[FormField]) -> dict[str, Any]:
    """The same facts, with an empty list for every required one that nothing was submitted for."""
    found = dict(given)
    for field in form:
        name = field.path.rpartition(".")[2]
        below = found.get(name)
        if isinstance(below, dict):
            found[name] = _with_lists(below, field.fields)
        elif isinstance(below, list):
            found[name] = [
                _with_lists(item, field.fields) if isinstance(item, dict) else item
                for item in below
            ]
        elif below is None and field.kind == "list" and field.required:
            found[name] = []
    return found
