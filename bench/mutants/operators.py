"""What may be changed in the code of the law, one change at a time."""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from yunqiao.law.findings import Outcome

Function = ast.FunctionDef | ast.AsyncFunctionDef

COMPARISONS: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
ARITHMETIC: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
ANSWERS: Final = {"yes": "no", "no": "yes", "for_the_court": "yes"}
OUTCOMES: Final = {one.name: (Outcome.NO if one is Outcome.YES else Outcome.YES).name for one in Outcome}  # fmt: skip
NOT_CODE: Final = {"annotation", "returns", "decorator_list", "type_params", "type_comment"}


@dataclass(frozen=True)
class Change:
    """One change at one place: `parent.field` (or its item `index`) becomes `to`."""

    parent: ast.AST
    field: str
    index: int | None
    to: ast.AST
    line: int
    was: str
    becomes: str
    function: str

    @contextmanager
    def made(self) -> Iterator[None]:
        """The tree with this change in it, put back afterwards."""
        before = self._put(self.to)
        try:
            yield
        finally:
            self._put(before)

    def _put(self, node: Any) -> Any:
        if self.index is None:
            before = getattr(self.parent, self.field)
            setattr(self.parent, self.field, node)
        else:
            items = getattr(self.parent, self.field)
            before, items[self.index] = items[self.index], node
        return before


def changes(tree: ast.Module) -> Iterator[Change]:
    """Every change of a module, from top to bottom; `function` is empty at module level."""
    yield from _below(tree, "", "")


def _below(parent: ast.AST, function: str, prefix: str) -> Iterator[Change]:
    for field, value in ast.iter_fields(parent):
        if field in NOT_CODE:
            continue
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for index, node in items:
            if isinstance(node, ast.AST) and not _is_docstring(node):
                for to in _variants(node):
                    ast.copy_location(to, node)
                    ast.fix_missing_locations(to)
                    yield Change(
                        parent, field, index, to, getattr(node, "lineno", 0),
                        ast.unparse(node), ast.unparse(to), function,
                    )  # fmt: skip
                yield from _below(node, *_names(node, field, function, prefix))


def _names(node: ast.AST, field: str, function: str, prefix: str) -> tuple[str, str]:
    """The function a node lies in, and the prefix of names below it."""
    if isinstance(node, Function) and not function:
        return f"{prefix}{node.name}", prefix
    if isinstance(node, ast.ClassDef) and not function:
        return "", f"{prefix}{node.name}."
    if field == "args" and isinstance(node, ast.arguments):
        return "", prefix  # defaults are made when the module is read
    return function, prefix


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    yield from _of_conditions(node)
    yield from _of_values(node)
    yield from _of_statements(node)


def _of_conditions(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in COMPARISONS[type(node.ops[0])]:
            yield ast.Compare(node.left, [other()], node.comparators)
    elif isinstance(node, ast.Compare):
        for n, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)][:1]:
                ops = [*node.ops[:n], other(), *node.ops[n + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)
    elif isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.If | ast.IfExp) and isinstance(
        node.test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr
    ):
        negated = ast.UnaryOp(ast.Not(), node.test)
        if isinstance(node, ast.If):
            yield ast.If(negated, node.body, node.orelse)
        else:
            yield ast.IfExp(negated, node.body, node.orelse)


def _of_values(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.BinOp) and not _of_text(node):
        yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
    elif isinstance(node, ast.Set):
        for n in range(len(node.elts)) if len(node.elts) > 1 else ():
            yield ast.Set([*node.elts[:n], *node.elts[n + 1 :]])
    elif isinstance(node, ast.Compare):
        yield from _with_shorter_list(node)
    else:
        yield from _of_names(node)


def _of_names(node: ast.AST) -> Iterator[ast.AST]:
    """An amount written as text, and an outcome by its name."""
    if isinstance(node, ast.Call) and _is_call_of(node, {"Decimal"}):
        (given,) = node.args
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield ast.BinOp(node, ast.Add(), ast.Constant(1))
    elif (
        isinstance(node, ast.Attribute)
        and ast.unparse(node.value) == "Outcome"
        and node.attr in OUTCOMES
    ):
        yield ast.Attribute(node.value, OUTCOMES[node.attr], ast.Load())


def _with_shorter_list(node: ast.Compare) -> Iterator[ast.AST]:
    *_, last = node.comparators
    if isinstance(node.ops[-1], ast.In | ast.NotIn) and isinstance(last, ast.Tuple):
        for n in range(len(last.elts)):
            fewer = ast.Tuple([*last.elts[:n], *last.elts[n + 1 :]], ast.Load())
            yield ast.Compare(node.left, node.ops, [*node.comparators[:-1], fewer])


def _of_statements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Return) and node.value is not None:
        if _is_call_of(node.value, ANSWERS.keys()) and isinstance(node.value, ast.Call):
            assert isinstance(node.value.func, ast.Name)
            other = ast.Name(ANSWERS[node.value.func.id], ast.Load())
            yield ast.Return(ast.Call(other, node.value.args, node.value.keywords))
        elif not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise | ast.AugAssign) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ):
        yield ast.Pass()


def _is_call_of(node: ast.AST, names: Any) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names


def _of_text(node: ast.BinOp) -> bool:
    return (
        any(
            isinstance(side, ast.JoinedStr)
            or (isinstance(side, ast.Constant) and isinstance(side.value, str))
            for side in (node.left, node.right)
        )
        or type(node.op) not in ARITHMETIC
    )


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
