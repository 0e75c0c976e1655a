"""Proof 5: which mutants a looser tolerance would let live."""

from collections.abc import Sequence
from typing import Any

from lstm_sym.proofs.kills import Outcome

BOUNDS = (1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
# No mutant may come closer than this to the loosest bound that holds.
MARGIN = 10


def table(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """For each tolerance the mutants whose largest error on the arrays stays below it.

    Mutants that raise, and those that something else than the arrays noticed, have no error.
    """
    measured = seen_in_numbers(outcomes)
    rows = []
    for bound in BOUNDS:
        alive = sorted(one.mutant for one in within(outcomes, bound))
        rows.append({"tolerance": bound, "measured": len(measured), "alive": alive})
    return rows


def within(outcomes: Sequence[Outcome], bound: float) -> list[Outcome]:
    """The mutants that a bound would let live."""
    return [one for one in seen_in_numbers(outcomes) if one.error <= bound]


def seen_in_numbers(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The mutants that numbers told from the original, and how far off they were."""
    seen = (one for one in outcomes if one.check.startswith(("arrays", "page")))
    return [one for one in seen if one.error != float("inf")]
