"""Proof 5: which mutants a looser tolerance would let live."""

from collections.abc import Sequence
from typing import Any

from lstm_sym.proofs.kills import Outcome

BOUNDS = (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)


def table(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """For each tolerance the mutants whose largest error on the arrays stays below it.

    Mutants that raise, and those that something else than the arrays noticed, have no error.
    """
    measured = [
        one
        for one in outcomes
        if one.check.startswith(("arrays", "page")) and one.error != float("inf")
    ]
    rows = []
    for bound in BOUNDS:
        alive = sorted(one.mutant for one in measured if one.error <= bound)
        rows.append({"tolerance": bound, "measured": len(measured), "alive": alive})
    return rows
