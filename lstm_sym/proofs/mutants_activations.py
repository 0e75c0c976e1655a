"""Wrong versions of the activations' formulas, printed again as NumPy and tried on the grids."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import sympy as sp

from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.notation import Activation, where
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import absolute, clip, maximum, minimum
from lstm_sym.proofs.calls import Printed, module
from lstm_sym.proofs.kills import Outcome, on_arrays, outcome
from lstm_sym.proofs.mutants import Mutant, Rewritten, of_tree, products, sums
from lstm_sym.recorded.case import grid_error
from lstm_sym.recorded.cases import cases, grids
from lstm_sym.targets.numpy import formulation as numpy_formulation
from lstm_sym.targets.numpy.activations import function
from lstm_sym.targets.printer import NoWordError

PERCENT = sp.Rational("1.01")
EXCHANGED = {maximum: minimum, minimum: maximum, sp.tanh: absolute, sp.exp: sp.tanh}
EXCHANGED |= {sp.Gt: sp.Lt, sp.Lt: sp.Gt, sp.Le: sp.Ge, sp.Ge: sp.Le}


def of_activations() -> Iterator[Mutant]:
    """Every mutant of every formula."""
    for activation in ACTIVATIONS:
        for rule, formula in of_tree(activation.formula, at_node):
            yield Mutant(
                "activations formula",
                activation.name,
                rule,
                Rewritten(activation.formula, formula),
                partial(replace, activation, formula=formula),
            )


def at_node(expr: sp.Basic) -> Iterator[tuple[str, Any]]:
    if expr == x:
        yield "change a sign", sp.Mul(-1, x)
    elif isinstance(expr, sp.Integer):
        if expr not in (-1, 2, 3):  # minus signs, fraction bars and powers
            yield "add one to a number", sp.Integer(expr.p + 1)
    elif isinstance(expr, sp.Rational):
        yield "change a number", sp.Rational(expr.p * PERCENT.p, expr.q * PERCENT.q)
    elif isinstance(expr, sp.Add):
        yield from sums(expr)
    elif isinstance(expr, sp.Mul):
        yield from products(expr)
    elif isinstance(expr, where):
        condition, value, otherwise = expr.args
        if value != otherwise:
            yield "exchange the branches", where(condition, otherwise, value)
            yield "drop the choice", value
            yield "drop the choice", otherwise
    elif isinstance(expr, clip):
        value, low, high = expr.args
        yield "drop a bound", maximum(value, low)
        yield "drop a bound", minimum(value, high)
    elif expr.func in EXCHANGED:
        yield "exchange a function", EXCHANGED[expr.func](*expr.args)
    elif isinstance(expr, sp.Function) and len(expr.args) == 1:
        yield "drop a function", expr.args[0]


def text(activation: Activation) -> str:
    """A module with one activation; the others are those of the product."""
    others = sorted(a.name for a in ACTIVATIONS if a.name != activation.name)
    lines = [
        "import math",
        "import numpy as np",
        "from lstm_numpy.arrays import Array",
        "from lstm_numpy.floats import of_floats",
        "from lstm_numpy.special import erfc",
        f"from lstm_numpy.activations import {', '.join(others)}",
    ]
    return "\n".join([*lines, *function(activation)]) + "\n"


def attempt(mutant: Mutant) -> Outcome:
    """The printer, Python, the grids or the layers that use the activation notice the mutant."""
    try:
        printed = module(text(mutant.make()))
    except (NoWordError, ValueError, TypeError, KeyError, AttributeError) as refused:
        return outcome(mutant, f"printer: {type(refused).__name__}")
    own = getattr(printed, mutant.place)
    largest = 0.0
    with np.errstate(all="ignore"):
        for grid in grids():
            if grid.name == mutant.place:
                try:
                    off = grid_error(grid, own(grid.x, **grid.parameters))
                except Exception as broken:
                    return outcome(mutant, f"arrays: {type(broken).__name__}")
                largest = max(largest, off * grid.bound)
                if off > 1:
                    return outcome(mutant, f"arrays: {grid}", largest)
        return _on_layers(mutant, own)


def _on_layers(mutant: Mutant, own: Any) -> Outcome:
    using = [case for case in cases() if mutant.place in " ".join(case.functions.values()).split()]
    for formulation in FORMULATIONS:
        held = [case for case in using if case.formulation == formulation.name]
        if held:
            written = numpy_formulation.module(formulation)
            printed = Printed(formulation, written, {mutant.place: own})
            tried = on_arrays(mutant, printed.run, held)
            if tried.killed:
                return tried
    return outcome(mutant, "", 0.0)
