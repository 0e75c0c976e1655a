"""Every float32 there is through sigmoid, tanh and hard_sigmoid, against float64. Takes long.

    python -m lstm_sym.measure.sweep > docs/results/sweep.json

The reference is computed in float64, whose error is 2**29 times finer than what is measured.
"""

import json
import sys
import warnings
from collections.abc import Callable

import numpy as np

from lstm_numpy import activations
from lstm_sym.proofs.fingerprint import of_functions

Array = np.ndarray
CHUNK = 1 << 20
ALL = 1 << 32


def sigmoid(x: Array) -> Array:
    grown = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, grown) / (1 + grown)


COLUMNS = (
    *("activation", "numbers", "largest error in ulp", "at", "largest error", "at"),
    "correctly rounded",
)
REFERENCES: dict[str, Callable[[Array], Array]] = {
    "sigmoid": sigmoid,
    "tanh": np.tanh,
    "hard_sigmoid": lambda x: np.clip(x / 6 + 0.5, 0, 1),
}


def errors(name: str, x: Array) -> tuple[Array, Array, Array]:
    """Of float32 numbers: the errors, the same in ulp, and where a result is correctly rounded."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = activations.BY_NAME[name](x)
    true = REFERENCES[name](x.astype(np.float64))
    rounded = true.astype(np.float32)
    error = np.abs(found - true)
    return error, error / np.spacing(np.abs(rounded)).astype(np.float64), found == rounded


def sweep(name: str, stop: int = ALL) -> dict[str, object]:
    """The largest errors of one activation over the float32 numbers of the first bit patterns."""
    worst_ulp, at_ulp, worst, at, exact, count = 0.0, 0.0, 0.0, 0.0, 0, 0
    for start in range(0, stop, CHUNK):
        bits = np.arange(start, min(start + CHUNK, stop), dtype=np.uint64).astype(np.uint32)
        x = bits.view(np.float32)
        x = x[~np.isnan(x)]
        if not len(x):
            continue
        error, ulp, is_rounded = errors(name, x)
        one, other = int(ulp.argmax()), int(error.argmax())
        if ulp[one] > worst_ulp:
            worst_ulp, at_ulp = float(ulp[one]), float(x[one])
        if error[other] > worst:
            worst, at = float(error[other]), float(x[other])
        exact += int(is_rounded.sum())
        count += len(x)
    return {
        "numbers": count,
        "largest_ulp": round(worst_ulp, 3),
        "largest_ulp_at": at_ulp,
        "largest_error": float(f"{worst:.3e}"),
        "largest_error_at": at,
        "correctly_rounded": round(exact / count, 4),
    }


def main() -> None:
    found = {}
    for name in REFERENCES:
        found[name] = sweep(name)
        sys.stderr.write(f"{name}: {found[name]}\n")
    stated = {
        "command": "python -m lstm_sym.measure.sweep > docs/results/sweep.json",
        "of": of_functions(*REFERENCES),
        "columns": COLUMNS,
        "rows": [[f"`{name}`", *errors.values()] for name, errors in found.items()],
    }
    sys.stdout.write(json.dumps(stated, indent=1) + "\n")


if __name__ == "__main__":
    main()
