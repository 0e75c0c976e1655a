"""The largest error of each activation against 150 digits, in float32 and float64.

    python -m lstm_sym.measure.numerics > docs/results/numerics.json

An error is given in units in the last place of the true value, and absolutely; and relative to 1
where the value is below 1, which is what a layer feels of it.
"""

import json
import sys
import warnings
from typing import Any

import numpy as np

from lstm_numpy import activations
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation
from lstm_sym.proofs.fingerprint import of_code
from lstm_sym.proofs.readback_activations import meant, mp

# The formula of gelu cancels 90 of them where it is smallest.
DIGITS = 150
COLUMNS = (
    *("activation", "type", "ulp", "at", "ulp of 1 or more", "absolute", "at"),
    "up to 1e30 on both sides",
)
CODE = ("lstm_numpy/activations.py", "lstm_numpy/special.py")
# Dense where the functions bend, and far out.
POINTS = np.concatenate([np.linspace(-20, 20, 1601), np.linspace(-1, 1, 401) * 1e-3])
FAR = np.array([s * 10.0**k for k in range(2, 31) for s in (-1, 1)])


def largest_errors(activation: Activation, dtype: type) -> dict[str, Any]:
    """Errors over the sweep, where they are largest, and what happens far out."""
    given = [0.75 if p.default is None else float(p.default) for p in activation.parameters]
    formula = meant(activation)
    function = getattr(activations, activation.name)
    x: Any = POINTS.astype(dtype)
    found = function(x, *given)
    ulp, absolute, of_one = ([0.0, 0.0] for _ in range(3))
    for at, ours in zip(x, found, strict=True):
        true = formula(mp.mpf(float(at)), *(mp.mpf(repr(g)) for g in given))
        error = float(abs(mp.mpf(float(ours)) - true))
        size = np.abs(dtype(float(true)))
        for largest, value in (
            (ulp, error / float(np.spacing(size))),
            (absolute, error),
            (of_one, error / float(np.spacing(max(size, dtype(1))))),
        ):
            if value > largest[0]:
                largest[:] = [value, float(at)]
    return {
        "ulp": [round(ulp[0], 2), ulp[1]],
        "absolute": [float(f"{absolute[0]:.2e}"), absolute[1]],
        "ulp_of_at_least_1": [round(of_one[0], 2), of_one[1]],
        "far": far(function, given, dtype),
    }


def far(function: Any, given: list[float], dtype: type) -> str:
    """Whether something warns up to 1e30, or is NaN."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            values = function(FAR.astype(dtype), *given)
        except (RuntimeWarning, FloatingPointError) as warned:
            return str(warned)
    if np.isnan(values).any():
        return "NaN"
    return "finite" if np.isfinite(values).all() else "inf, which is right"


def main() -> None:
    mp.dps = DIGITS
    rows = {
        a.name: {dtype.__name__: largest_errors(a, dtype) for dtype in (np.float32, np.float64)}
        for a in ACTIVATIONS
    }
    sys.stdout.write(json.dumps(recorded(rows), indent=1) + "\n")


def recorded(found: dict[str, dict[str, dict[str, Any]]]) -> dict[str, Any]:
    """The record with the table of the site."""
    return {
        "command": "python -m lstm_sym.measure.numerics > docs/results/numerics.json",
        "of": of_code(*CODE),
        "digits": DIGITS,
        "points": len(POINTS),
        "columns": COLUMNS,
        "rows": [
            [
                f"`{name}`",
                dtype,
                errors["ulp"][0],
                errors["ulp"][1],
                errors["ulp_of_at_least_1"][0],
                errors["absolute"][0],
                errors["absolute"][1],
                errors["far"],
            ]
            for name, by_type in found.items()
            for dtype, errors in by_type.items()
        ],
    }


if __name__ == "__main__":
    main()
