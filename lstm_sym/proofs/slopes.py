"""Whether the derivative on the page is the slope of the formula on the page, by differences."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_sym.proofs.page_activations import activation
from lstm_sym.proofs.page_values import Value

# Between the kinks of the activations, and close to them on both sides.
POINTS = np.array([-9.37, -5.71, -2.17, -1.43, -0.83, -0.29, 0.17, 0.67, 1.31, 2.09, 5.63, 9.11])
KINKS = np.array([-3, -2.5, -1, 0, 1, 2.5, 3, 6])
POINTS = np.concatenate([POINTS, KINKS - 2 / 512, KINKS + 2 / 512]).astype(np.longdouble)
STEP = np.longdouble(1) / 512
BOUND = 1e-9


def away(stated: Mapping[str, Any]) -> dict[str, float]:
    """Parameters away from their defaults, where a factor of 1 would hide."""
    values = [p["default"] or 0.5 for p in stated.values()]
    return {
        code: 1.5 * v + 0.125 * k for k, (code, v) in enumerate(zip(stated, values, strict=True))
    }


def error(manifest: Mapping[str, Any], name: str) -> float:
    """The largest difference in units of the bound; differences of two widths, extrapolated."""
    given = away(manifest["activations"][name]["parameters"])
    function = activation(manifest, name, **given)
    slope = activation(manifest, name, "derivative", **given)

    def at(x: Any) -> Any:
        return function(Value((), x)).data

    def difference(step: Any) -> Any:
        return (at(POINTS + step) - at(POINTS - step)) / (2 * step)

    wide, narrow, finer = (difference(STEP / 2**k) for k in (0, 1, 2))
    first, second = (4 * narrow - wide) / 3, (4 * finer - narrow) / 3
    true = (16 * second - first) / 15
    found = slope(Value((), POINTS)).data
    off = np.abs(found - true) / np.maximum(1, np.abs(true))
    return float(off.max() / BOUND) if np.isfinite(off).all() else float("inf")
