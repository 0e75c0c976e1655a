"""Which equations of two cells differ, and in which terms."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation.equations import Equation
from lstm_sym.roles import Roles
from lstm_sym.targets.paper import formulation as paper


@dataclass(frozen=True)
class Side:
    """One equation of one cell, and those of its terms that the other cell does not have."""

    text: str
    own_terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """The equations of one role; None where a cell has none."""

    role: str
    one: Side | None
    other: Side | None
    same: bool
    note: str = ""


def pairs(one: Roles, other: Roles) -> Iterator[Pair]:
    """Every role of either cell, in the order of the first."""
    shared = set(one.equations) & set(other.equations)
    kept = [shared | alone(roles, shared) for roles in (one, other)]
    mine, theirs = one.inlined(kept[0]), other.inlined(kept[1])
    for role in (*mine, *(role for role in theirs if role not in mine)):
        if role in mine and role in theirs:
            yield compared(role, (one, mine[role]), (other, theirs[role]))
        elif role in mine:
            yield Pair(role, Side(text(one, mine[role])), None, same=False)
        else:
            yield Pair(role, None, Side(text(other, theirs[role])), same=False)


def alone(roles: Roles, shared: set[str]) -> set[str]:
    """The gates that the other cell lacks; what is no gate is put where it is used."""
    return {r for r in roles.equations if r not in shared and r.endswith(("-gate", "-state"))}


def compared(role: str, first: tuple[Roles, Equation], second: tuple[Roles, Equation]) -> Pair:
    """The equations of a role that both cells have."""
    around = [outside(roles, e.right) for roles, e in (first, second)]
    one, other = side(*first, without=second), side(*second, without=first)
    note = "" if around[0] == around[1] else "another function around the sum"
    same = not (note or one.own_terms or other.own_terms)
    return Pair(role, one, other, same, note)


def side(roles: Roles, equation: Equation, without: tuple[Roles, Equation]) -> Side:
    """An equation, and its terms that another one does not have."""
    others = Counter(repr(without[0].key(term)) for term in terms(without[1].right))
    only = []
    for term in terms(equation.right):
        key = repr(roles.key(term))
        if others[key]:
            others[key] -= 1
        else:
            only.append(printer(roles).print(term))
    return Side(text(roles, equation), tuple(only))


def terms(expr: sp.Basic) -> list[sp.Basic]:
    """The terms of the sum that an equation's functions act on."""
    inner = inside(expr)
    if not isinstance(inner, sp.Add):
        return [inner]
    return [term for part in inner.args for term in (terms(part) if part.is_Add else [part])]


def inside(expr: sp.Basic) -> sp.Basic:
    """The argument of the functions around a sum: x of f(clip(x, -k, k))."""
    is_call = isinstance(expr, sp.core.function.AppliedUndef)
    if is_call or type(expr).__name__ == "clip":
        return inside(expr.args[0])
    return expr


def outside(roles: Roles, expr: sp.Basic) -> Any:
    """The functions around a sum."""
    found: list[Any] = []
    while expr != inside(expr):
        found.append((roles.key(expr)[0], *map(roles.key, expr.args[1:])))
        expr = expr.args[0]
    return found


def text(roles: Roles, equation: Equation) -> str:
    return paper.equation(printer(roles), equation)


def printer(roles: Roles) -> paper.Printer:
    """The printer of plain text, with the chosen activations under their names."""
    by_name = {a.name: a for a in ACTIVATIONS}
    chosen = {name: by_name[function] for name, function in roles.functions.items()}
    return paper.unicode(roles.formulation, chosen)
