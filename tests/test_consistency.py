"""Our own conventions, checked on the sources."""

import ast
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

PACKAGE: Path = settings.PACKAGE
COURT = PACKAGE / "court"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted(
    path for path in COURT.glob("*/templates/**/*") if path.suffix in {".html", ".txt", ".js"}
)
GALLERY = sorted((Path(__file__).parent / "journeys" / "templates").glob("*.html"))
SOURCES = [*MODULES, *TEMPLATES, *GALLERY]  # the gallery shows every component
GIVEN_BY_NAME = re.compile(
    r"^(errors/\d+(_csrf)?\.html"  # Django, and web.errors by status
    r"|account/(request_login_code|confirm_login_code|logout)\.html"  # allauth
    r"|mfa/authenticate\.html|429\.html"
    r"|identity/messages/(code|told|notice)(_subject|_sms)?\.txt"  # identity.messages, by the channel
    r"|(filing|identity)/mail/\w+\.txt)$"  # the notices of a room, by the kind of the entry
)
LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def _name(template: Path) -> str:
    parts = template.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def _functions(module: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(module.read_text("utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_template_is_used_by_a_view_or_another_template() -> None:
    texts = {path: path.read_text("utf-8") for path in SOURCES}
    dead = [
        name
        for template in TEMPLATES
        if not GIVEN_BY_NAME.match(name := _name(template))
        and not any(f'"{name}"' in text for path, text in texts.items() if path != template)
    ]
    assert dead == []


def test_the_templates_chosen_by_name_belong_to_something() -> None:
    kinds = import_module("yunqiao.court.procedure.table").NOTIFIES
    letters = {f"{kind.lower()}{part}.txt" for kind in kinds for part in ("", "_subject")}
    assert {t.name for t in TEMPLATES if t.parent.name == "mail"} == letters


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_first_what_it_is_for_and_stays_short(module: Path) -> None:
    text = module.read_text("utf-8")
    first = ast.get_docstring(ast.parse(text)) or ""
    assert first.partition("\n")[0].endswith((".", "?"))
    assert len(text.splitlines()) <= LONGEST_MODULE


def test_no_function_is_too_long_to_read_at_once() -> None:
    long = [
        f"{module.relative_to(PACKAGE)}:{function.lineno} {function.name}"
        for module in MODULES
        for function in _functions(module)
        if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


@pytest.mark.parametrize(
    "module",
    [
        "administration.actions",
        "fees.entering",
        "filing.actions",
        "filing.arranging",
        "filing.assigning",
        "filing.counter",
        "filing.drafts",
        "identity.proof.by_hand",
        "identity.proof.deciding",
        "identity.proof.looking",
        "registration.actions",
    ],
)
def test_an_action_takes_keywords_alone_and_says_who_acts(module: str) -> None:
    found = import_module(f"yunqiao.court.{module}")
    for name, function in inspect.getmembers(found, inspect.isfunction):
        if (
            name.startswith(("_", "is_", "claim_of", "code_of", "fingerprint"))
            or function.__module__ != found.__name__
        ):
            continue
        parameters = inspect.signature(function).parameters.values()
        assert all(p.kind is p.KEYWORD_ONLY for p in parameters), name
        assert {p.name for p in parameters} & {"by", "entry", "draft"}, name


def test_views_read_through_queries_and_write_through_actions() -> None:
    """A view may name a model to get one row of it; it builds, changes and deletes none."""
    views = [p for p in COURT.rglob("*.py") if {p.stem, p.parent.name} & {"views", "matters"}]
    assert views
    written = re.compile(
        r"\.objects\.(create|update|get_or_create|bulk_create)|\.(save|delete)\(\)"
    )
    offenders = [str(p.relative_to(COURT)) for p in views if written.search(p.read_text("utf-8"))]
    assert offenders == []


def test_templates_carry_no_style_and_no_script_of_their_own() -> None:
    inline = re.compile(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|javascript:")
    assert [_name(t) for t in TEMPLATES if inline.search(t.read_text("utf-8"))] == []


def test_templates_name_courts_in_the_readers_language() -> None:
    assert [_name(t) for t in TEMPLATES if re.search(r"name_(zh|en)", t.read_text("utf-8"))] == []
