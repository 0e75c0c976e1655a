"""Hoists out of the loop over time what does not wait for a state.

A gate's sum is split in two: its terms without a state can be computed for many timesteps at once,
those with one only when the timestep before is done.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sympy as sp

from lstm_sym.passes.arithmetic import summands


@dataclass(frozen=True)
class Hoisted:
    """By gate, the terms outside of the loop and those inside; their sum is what it was."""

    outside: Mapping[str, tuple[sp.Expr, ...]]
    inside: Mapping[str, tuple[sp.Expr, ...]]


def hoist(sums: Mapping[str, sp.Expr], states: Iterable[sp.Symbol]) -> Hoisted:
    """Every sum split; raises ValueError where nothing can be hoisted or nothing remains."""
    carried = set(states)
    outside: dict[str, tuple[sp.Expr, ...]] = {}
    inside: dict[str, tuple[sp.Expr, ...]] = {}
    for gate, total in sums.items():
        terms = summands(total)
        inside[gate] = tuple(term for term in terms if term.free_symbols & carried)
        outside[gate] = tuple(term for term in terms if not term.free_symbols & carried)
        if not inside[gate] or not outside[gate]:
            raise ValueError(
                f"gate {gate}: {total} cannot be split into terms with and without {carried}"
            )
    return Hoisted(outside, inside)
