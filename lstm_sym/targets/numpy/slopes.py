"""The product ``lstm_numpy/slopes.py``: the derivative of each activation."""

from collections.abc import Iterator

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.passes.by_value import slope
from lstm_sym.passes.stable import stable
from lstm_sym.targets.numpy.activations import SOURCE
from lstm_sym.targets.numpy.printer import NumpyPrinter
from lstm_sym.targets.numpy.python import WIDTH, head, imports, laid_out, quiet, signature
from lstm_sym.targets.printer import SIGN


def module() -> str:
    """The text of the module."""
    body = [line for one in ACTIVATIONS for line in ("", "", *function(one))]
    called = sorted(
        {
            type(call).__name__
            for one in ACTIVATIONS
            for call in slope(one, ACTIVATIONS).atoms(AppliedUndef)
        }
    )
    lines = [
        head("The derivatives of the activations: of x, and of the value y that is known.", SOURCE),
        "import math",
        "from collections.abc import Callable",
        "",
        "import numpy as np",
        "",
        "from lstm_numpy import activations",
        *imports("lstm_numpy.activations", called),
        "from lstm_numpy.arrays import Array",
        "from lstm_numpy.special import erfc",
        *body,
        "",
        "",
        "#: The derivative of each function of lstm_numpy.activations.",
        "OF: dict[Callable[..., Array], Callable[..., Array]] = {",
        *(f"    activations.{one.name}: {one.name}_slope," for one in ACTIVATIONS),
        "}",
    ]
    return "\n".join(lines) + "\n"


def function(activation: Activation) -> Iterator[str]:
    """The derivative of one activation."""
    parameters = ["x: Array", "y: Array"] + [
        f"{p.name}: float" + ("" if p.default is None else f" = {float(p.default)}")
        for p in activation.parameters
    ]
    formula = slope(activation, ACTIVATIONS)
    printer = NumpyPrinter(
        {a.name: a.name for a in ACTIVATIONS}, [p.name for p in activation.parameters]
    )
    printer.element = "x.dtype.type"
    computed = stable(formula, x)
    shown = printer.print(computed)
    is_long = len(f"    return {shown}") > WIDTH
    if activation.overflows:
        yield quiet("divide")
    yield from signature(f"{activation.name}_slope", parameters, "Array")
    yield f'    """The derivative of `activations.{activation.name}` at x, where its value is y."""'
    varies = formula.free_symbols & {x, sp.Symbol("y", real=True)}
    value = shown if varies else f"np.full_like(x, {shown})"
    if is_long and isinstance(computed, sp.Add):
        names = [f"term_{place}" for place in range(1, len(computed.args) + 1)]
        for name, term in zip(names, computed.args, strict=True):
            yield from _term(name, term, printer)
        value = " + ".join(names)
    yield from laid_out(f"    return {value}", activation.name)


def _term(name: str, term: sp.Expr, printer: NumpyPrinter) -> Iterator[str]:
    """A term of a long sum; a product in as many lines as it needs."""
    left = term.args if isinstance(term, sp.Mul) else (term,)
    before = ""
    while left:
        for number in range(len(left), 0, -1):
            with sp.evaluate(False):
                part = sp.Mul(*left[:number]) if number > 1 else left[0]
            line = f"    {name} = {before}"
            line += printer.bracket(part, SIGN) if before and number == 1 else printer.print(part)
            if len(line) <= WIDTH or number == 1:
                break
        yield line
        left, before = left[number:], f"{name} * "
