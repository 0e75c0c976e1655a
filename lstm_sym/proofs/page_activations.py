"""Computes an activation from the LaTeX text of its formula, or of its derivative: its slope."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np

from lstm_sym.proofs import page_syntax
from lstm_sym.proofs.page_syntax import Node, PageError, key
from lstm_sym.proofs.page_values import BUILT_IN, EXTREMES, REDUCING, Evaluator, Value, number

Page = Mapping[str, Any]
Function = Callable[..., Any]


def activation(page: Page, name: str, formula: str = "latex", /, **parameters: float) -> Function:
    """The function that an activation's formula (or its "derivative") states, of a `Value`."""
    every = page["activations"]
    name = next(n for n, stated in every.items() if name in (n, *stated["aliases"]))
    stated = every[name]
    functions = {key(a["latex"].split("(x)")[0]): other for other, a in every.items()}
    left, right = page_syntax.equation(stated[formula], applied(functions))
    if left[0] != "call" or len(left[2]) != 1:
        raise PageError(f"{stated[formula]!r} defines no function of x")
    values = {
        key(p["latex"]): number(parameters.get(code, p["default"]))
        for code, p in stated["parameters"].items()
        if code in parameters or p["default"] is not None
    }
    inner, spelled = {}, key(stated[formula])
    for name_on_paper, other in functions.items():
        if name_on_paper not in spelled:
            continue
        # The function itself may be in the formula of its derivative; a tanh is known anyway,
        # and as a fraction of exponentials it would leave the range for an argument of 10**11.
        if name_on_paper not in BUILT_IN and (other != name or formula == "derivative"):
            inner[name_on_paper] = later(page, other)
            inner[name_on_paper + "'"] = later(page, other, "derivative")

    def compute(x: Value) -> Value:
        names = {**values, key("x"): Value((), x.data), r"\pi": number(np.longdouble(np.pi))}
        with np.errstate(all="ignore"):
            found = Evaluator(lambda node: _known(names, node), inner).evaluate(right)
        return Value(x.dims, np.broadcast_to(found.data, x.data.shape))

    return compute


def trees(page: Page) -> dict[str, tuple[Node, Node]]:
    """What the formula of each activation and its derivative say, as they are parsed."""
    every = page["activations"]
    known = applied(key(a["latex"].split("(x)")[0]) for a in every.values())
    return {
        f"{formula} of {name}": page_syntax.equation(a[formula], known)
        for name, a in every.items()
        for formula in ("latex", "derivative")
    }


def applied(functions: Iterable[str]) -> frozenset[str]:
    """The keys of all names that take arguments."""
    words = (*BUILT_IN, *EXTREMES, *REDUCING, r"\mathrmdiag")
    names = list(functions)
    return frozenset([*names, *(f + "'" for f in names), *words])


def later(page: Page, name: str, formula: str = "latex") -> Function:
    """The same function, whose formula is read when it is called for the first time."""
    known: list[Function] = []

    def compute(x: Value) -> Value:
        if not known:
            known.append(activation(page, name, formula))
        return known[0](x)

    return compute


def _known(names: Mapping[str, Value], node: Node) -> Value:
    if node[1] not in names:
        raise PageError(f"{node[1]} is not defined")
    return names[node[1]]


# Between the kinks of the activations, and close to them on both sides.
POINTS = np.array([-9.37, -5.71, -2.17, -1.43, -0.83, -0.29, 0.17, 0.67, 1.31, 2.09, 5.63, 9.11])
KINKS = np.array([-3, -2.5, -1, 0, 1, 2.5, 3, 6])
POINTS = np.concatenate([POINTS, KINKS - 2 / 512, KINKS + 2 / 512]).astype(np.longdouble)
STEP = np.longdouble(1) / 512
SLOPE_BOUND = 1e-9


def away_from_defaults(stated: Mapping[str, Any]) -> dict[str, float]:
    """Parameters away from their defaults: at 1 a factor could be missing unnoticed."""
    values = [p["default"] or 0.5 for p in stated.values()]
    return {
        code: 1.5 * v + 0.125 * k for k, (code, v) in enumerate(zip(stated, values, strict=True))
    }


def slope_error(manifest: Mapping[str, Any], name: str) -> float:
    """The largest difference in units of the bound; differences of two widths, extrapolated."""
    given = away_from_defaults(manifest["activations"][name]["parameters"])
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
    return float(off.max() / SLOPE_BOUND) if np.isfinite(off).all() else float("inf")
