"""Wrong versions of the equations, by fixed rules at every node of every equation."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.notation import Formulation, at, dot, maximum, minimum, over_time, where
from lstm_sym.notation.equations import Equation

# What a function is exchanged for, besides the formulation's own function symbols.
OTHER_FUNCTIONS = ("linear", "tanh", "sigmoid", "hard_sigmoid", "relu")


@lru_cache(maxsize=1)
def said(expr: sp.Basic) -> str:
    """The text of the one expression that mutants follow each other of."""
    return str(expr)


@dataclass(frozen=True)
class Rewritten:
    """A right side in place of another; it is written when it is read, as SymPy takes long."""

    old: sp.Basic
    new: sp.Basic

    def __str__(self) -> str:
        with sp.evaluate(False):  # which some signs depend on
            return f"{said(self.old)} -> {self.new}"


@dataclass(frozen=True)
class Mutant:
    """One wrong version; ``make`` builds it and may raise, which kills it."""

    kind: str
    place: str  # the label of the equation, or what else is changed
    rule: str
    change: str | Rewritten
    make: Callable[[], Any]

    def __str__(self) -> str:
        return f"{self.kind}: {self.place}: {self.rule}: {self.change}"


def of_equations(formulation: Formulation) -> Iterator[Mutant]:
    """Every mutant of the equations, of their conditions and of what cell and sequence return."""
    for equation in formulation.equations:
        for rule, change, changed in versions(formulation, equation):
            yield Mutant(
                f"{formulation.name} equation",
                equation.label,
                rule,
                change,
                partial(exchanged, formulation, equation, changed),
            )
    yield from of_results(formulation)


def versions(
    formulation: Formulation, equation: Equation
) -> Iterator[tuple[str, str | Rewritten, Equation | None]]:
    """Rule, change and the changed equation; None where the equation is dropped."""
    yield "drop the equation", "", None
    for rule, right in of_tree(equation.right, partial(at_node, formulation)):
        if right == equation.right:
            continue
        yield rule, Rewritten(equation.right, right), replace(equation, right=right)
    if isinstance(equation.left, sp.Tuple) and len(equation.left) > 1:
        swapped = sp.Tuple(*reversed(equation.left))
        yield "reverse the left side", str(swapped), replace(equation, left=swapped)
    for name, value in equation.when.items():
        rest = {k: v for k, v in equation.when.items() if k != name}
        yield "drop a condition", name, replace(equation, when=rest)
        chosen = value if isinstance(value, tuple) else (value,)
        for other in formulation.notation.options[name].choices:
            if other not in chosen:
                changed = replace(equation, when={**equation.when, name: other})
                yield "change a condition", f"{name}={other}", changed


#: Rule and changed expression, one by one.
Changes = Iterator[tuple[str, sp.Basic]]


def of_tree(expr: sp.Basic, at_node: Callable[[sp.Basic], Changes]) -> list[tuple[str, sp.Basic]]:
    """Every change of every node, the root first: all at once, as evaluation is off meanwhile."""
    with sp.evaluate(False):
        return list(_of_tree(expr, at_node))


def _of_tree(expr: sp.Basic, at_node: Callable[[sp.Basic], Changes]) -> Changes:
    yield from at_node(expr)
    for place, arg in enumerate(expr.args):
        # The name of a sequence and the time stand for themselves.
        for rule, changed in _of_tree(arg, at_node):
            args = [*expr.args[:place], changed, *expr.args[place + 1 :]]
            yield rule, expr.func(*args)


def at_node(formulation: Formulation, expr: sp.Basic) -> Changes:
    if isinstance(expr, sp.Symbol):
        yield from (("exchange a symbol", other) for other in alike(formulation, expr))
    elif isinstance(expr, sp.Integer):
        yield "add one to a number", sp.Integer(expr.p + 1)
    elif isinstance(expr, sp.Add):
        yield from sums(expr)
    elif isinstance(expr, sp.Mul):
        yield from products(expr)
    elif isinstance(expr, where):
        condition, value, otherwise = expr.args
        yield "exchange the branches", where(condition, otherwise, value)
        yield "drop the choice", value
        yield "drop the choice", otherwise
    elif isinstance(expr, sp.Tuple):
        yield "reverse the order", sp.Tuple(*reversed(expr))
    elif isinstance(expr, (dot, at, over_time)):
        return
    elif isinstance(expr, AppliedUndef):
        yield from calls(formulation, expr)
    elif isinstance(expr, (minimum, maximum)):  # whose arguments may come in either order
        other = minimum if isinstance(expr, maximum) else maximum
        yield "exchange a function", other(*expr.args)
    elif isinstance(expr, sp.Function) and len(expr.args) == 1:
        yield "drop a function", expr.args[0]
    elif isinstance(expr, sp.Function):
        yield "reverse the arguments", expr.func(*reversed(expr.args))


def sums(expr: sp.Add) -> Changes:
    for place, term in enumerate(expr.args):
        rest = [*expr.args[:place], *expr.args[place + 1 :]]
        yield "drop a term", sp.Add(*rest) if len(rest) > 1 else rest[0]
        signs = [*expr.args[:place], sp.Mul(-1, term), *expr.args[place + 1 :]]
        yield "change a sign", sp.Add(*signs)


def products(expr: sp.Mul) -> Changes:
    for place in range(len(expr.args)):
        rest = [*expr.args[:place], *expr.args[place + 1 :]]
        yield "drop a factor", sp.Mul(*rest) if len(rest) > 1 else rest[0]
    yield "product to sum", sp.Add(*expr.args)


def calls(formulation: Formulation, expr: sp.Basic) -> Changes:
    """Another function of the same argument, or none."""
    own = type(expr).__name__
    if own == formulation.cell.name:
        yield "drop the call", sp.Tuple(*formulation.cell.given[-len(formulation.cell.results) :])
        return
    yield "drop a function", expr.args[0]
    for name in dict.fromkeys((*formulation.notation.functions, *OTHER_FUNCTIONS)):
        if name != own:
            yield "exchange a function", sp.Function(name)(*expr.args)
    yield "the argument's sign", expr.func(sp.Mul(-1, expr.args[0]))


def alike(formulation: Formulation, symbol: sp.Symbol) -> list[sp.Symbol]:
    """Every other symbol of the same shape."""
    n = formulation.notation
    if symbol not in n.quantities:
        return []
    shape = n[symbol].shape
    return [q.symbol for q in n.quantities.values() if q.shape == shape and q.symbol != symbol]


def of_results(formulation: Formulation) -> Iterator[Mutant]:
    """What the cell and the sequence return, in another order."""
    for part in ("cell", "sequence"):
        stated = getattr(formulation, part)
        for place in range(len(stated.results) - 1):
            order = list(stated.results)
            order[place : place + 2] = reversed(order[place : place + 2])
            yield Mutant(
                f"{formulation.name} equation",
                stated.name,
                "exchange two results",
                ", ".join(map(str, order)),
                partial(with_part, formulation, part, results=tuple(order)),
            )


def exchanged(formulation: Formulation, old: Equation, new: Equation | None) -> Formulation:
    """The formulation with one equation exchanged or dropped; the notation checks itself."""

    def changed(equations: tuple[Equation, ...]) -> tuple[Equation, ...]:
        kept = (new if e == old else e for e in equations)
        return tuple(e for e in kept if e is not None)

    if old in formulation.cell.equations:
        return with_part(formulation, "cell", equations=changed(formulation.cell.equations))
    stated = formulation.sequence
    parts = {part: changed(getattr(stated, part)) for part in ("start", "each", "finish")}
    return with_part(formulation, "sequence", **parts)


def with_part(formulation: Formulation, part: str, **changes: Any) -> Formulation:
    """The formulation with changes of its cell, which the sequence calls, or of its sequence."""
    if part == "cell":
        cell = replace(formulation.cell, **changes)
        return replace(formulation, cell=cell, sequence=replace(formulation.sequence, cell=cell))
    return replace(formulation, sequence=replace(formulation.sequence, **changes))
