"""The fast form against the readable one, on numbers, as a caller has them: no symbols, no shims.

Both forms round, each in its own order of the same operations. How much that may matter is seen
from the readable form itself: from what it gives for numbers that are a few ulps apart.
"""

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from lstm_sym.notation import Formulation
from lstm_sym.proofs.calls import Printed, together
from lstm_sym.proofs.drawn import drawn
from lstm_sym.recorded.calls import arguments

#: Relative to the largest value above 1, in float64.
BOUND = 1e-12
#: So far apart are the other numbers, and so many times their effect is allowed.
NUDGE, TIMES = 2.0**-48, 100


def differences(formulation: Formulation, text: str, fast: str) -> Iterator[str]:
    """In which configurations the two forms differ, on drawn numbers, and by how much.

    The fast form is called through the readable module, and through its `prepare`.
    """
    readable = Printed(formulation, text)
    name = formulation.module
    with together({f"{name}_fast": fast, name: text}) as modules, np.errstate(all="ignore"):
        for case in drawn(formulation, readable):
            words = arguments(formulation, case.given, case.options, {})
            theirs = list(case.expected.values())
            near = readable.run(nudged(case.given), case).values()
            for what, ours in ways(formulation, modules[name], words):
                off = max(map(beyond, ours, theirs, near), default=0.0)
                if not off <= 1:
                    yield f"{what}, {case.name}: {off * BOUND:.0e}"


def ways(
    formulation: Formulation, module: ModuleType, words: Mapping[str, Any]
) -> Iterator[tuple[str, Any]]:
    """What a caller gets from the printed function, and twice from what `prepare` returns."""
    sequence = formulation.sequence
    yield sequence.name, vars(module)[sequence.name](**words)
    later = {str(sequence.given[0]), "initial_state", "mask"}
    packed = module.prepare(**{k: v for k, v in words.items() if k not in later})
    (x,) = sequence.given
    each = {k: v for k, v in words.items() if k in later - {str(x)}}
    for time in ("once", "again"):
        yield f"prepare, called {time}", packed(words[str(x)], **each)


def nudged(given: Mapping[str, Any]) -> dict[str, Any]:
    """The same numbers, each a few ulps larger or smaller: a small sum of large terms shows it."""
    random = np.random.default_rng(0)
    return {
        name: value
        if np.asarray(value).dtype == bool
        else value * (1 + NUDGE * random.choice((-1, 1), np.shape(value)))
        for name, value in given.items()
    }


def beyond(ours: Any, theirs: Any, near: Any) -> float:
    """How far two results are apart, in units of what is allowed; infinite where one is no number.

    >>> beyond(np.ones(2), np.ones(2), np.ones(2))
    0.0
    """
    with np.errstate(all="ignore"):
        if ours.shape != theirs.shape:
            return float("inf")
        both = np.isfinite(ours) & np.isfinite(theirs)
        same = both | (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
        # Where the other numbers give none either, rounding decides.
        if not np.all(same | ~np.isfinite(near)):
            return float("inf")
        allowed = BOUND * np.maximum(1, np.abs(theirs)) + TIMES * np.abs(theirs - near)
        return float(np.max(np.where(both, np.abs(ours - theirs) / allowed, 0), initial=0))
