"""The product ``lstm_numpy/activations.py``: one function an activation."""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.equations.activations import MIXING
from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.notation.words import in_sympy
from lstm_sym.passes.expand import expand
from lstm_sym.passes.stable import stable
from lstm_sym.targets.numpy.printer import NumpyPrinter
from lstm_sym.targets.numpy.python import docstring, head, labelled, quiet, signature
from lstm_sym.targets.paper import formulation as paper

SOURCE = "lstm_sym/equations/activations.py"


def module() -> str:
    """The text of the module."""
    lines = [
        head("The elementwise activations of Keras and ONNX.", SOURCE),
        "import math",
        "from collections.abc import Callable",
        "",
        "import numpy as np",
        "",
        "from lstm_numpy.arrays import Array",
        "from lstm_numpy.floats import of_floats",
        "from lstm_numpy.special import erfc",
        "",
    ]
    for activation in ACTIVATIONS:
        lines += ["", *function(activation), ""]
    return "\n".join([*lines, *tables()]) + "\n"


def function(activation: Activation) -> Iterator[str]:
    """One activation: the formula in the form that does not overflow."""
    if activation.overflows:
        yield quiet("divide")
    yield "@of_floats"
    parameters = ["x: Array"] + [
        f"{p.name}: float" + ("" if p.default is None else f" = {float(p.default)}")
        for p in activation.parameters
    ]
    yield from signature(activation.name, parameters, "Array")
    yield from docstring(*text(activation))
    for bounded in (p for p in activation.parameters if p.least is not None):
        yield f"    if {bounded.name} < {bounded.least}:"
        said = f"{bounded.name} is {{{bounded.name}}}, expected {bounded.least} or more"
        yield f'        raise ValueError(f"{said}")'
    names = {a.name: a.name for a in ACTIVATIONS}
    printer = NumpyPrinter(names, [p.name for p in activation.parameters])
    value = printer.print(stable(activation.formula, x))
    yield from labelled(f"    return {value}", activation.name)


def text(activation: Activation) -> tuple[str, list, list[str]]:
    """Summary, sections and examples of the docstring."""
    meaning = activation.meaning
    since = f"Keras {activation.since} and later" if activation.since else "ONNX"
    formula = paper.of_activation(activation)[1].print(activation.formula)
    parameters = [("x : array, any shape", "what it is taken of, element by element")]
    parameters += [(f"{p.name} : float", p.meaning) for p in activation.parameters]
    sections = [
        ("Parameters", parameters),
        ("Returns", [("array, shape and float type of x", f"{activation.name}(x) = {formula}")]),
        ("Raises", [("TypeError, ValueError", refused(activation))]),
    ]
    required = [p for p in activation.parameters if p.default is None]
    values = {p.symbol: p.default for p in activation.parameters if p.default is not None}
    values |= {p.symbol: sp.Rational(n + 1, 2) for n, p in enumerate(required)}
    given = "".join(f", {float(values[p.symbol])}" for p in required)
    numbers = [float(example(activation, at, values)) for at in (-2, 0, 2)]
    call = f"{activation.name}(np.array([-2.0, 0.0, 2.0]){given})"
    return (
        f"{meaning[0].upper()}{meaning[1:]} ({since}).",
        sections,
        [f">>> {call}.round(4).tolist()", str(numbers)],
    )


def refused(activation: Activation) -> str:
    """What the function does not take, in words."""
    said = "x is not an array of floats"
    if activation.parameters:
        said += ", or a parameter is not a number"
    bounded = [f"{p.name} is below {p.least}" for p in activation.parameters if p.least is not None]
    return ", ".join([said, *bounded])


def example(activation: Activation, at: int, values: dict) -> str:
    """The value at one point, to four decimals, from SymPy and not from the printed code."""
    # The numbers first: of a choice between numbers nothing is left to decide.
    formula = expand(activation.formula, ACTIVATIONS).xreplace({x: sp.Integer(at), **values})
    exact = in_sympy(formula)
    rounded = f"{sp.N(exact, 30):.4f}" if not exact.is_Integer else f"{int(exact)}.0"
    # NumPy keeps the sign of a zero that comes from below.
    return rounded.replace("-0.0000", "-0.0")


def tables() -> Iterator[str]:
    """Names to functions, for options that are strings."""
    yield ""
    yield "# Other names that Keras has for them."
    for activation in (a for a in ACTIVATIONS if a.since):
        yield from (f"{alias} = {activation.name}" for alias in activation.aliases)
    yield ""
    yield "#: The functions that may be called by name, and other names that Keras has for them."
    yield "BY_NAME: dict[str, Callable[..., Array]] = {"
    for activation in (a for a in ACTIVATIONS if a.since):
        for name in (activation.name, *activation.aliases):
            yield f'    "{name}": {activation.name},'
    yield "}"
    yield ""
    yield "#: The first release of Keras that takes each name."
    yield "SINCE = {"
    for activation in (a for a in ACTIVATIONS if a.since):
        for name in (activation.name, *activation.aliases):
            yield f'    "{name}": "{activation.since}",'
    yield "}"
    yield ""
    yield "#: Functions that need more than x; as an option they are passed as a callable."
    needing = [
        a.name for a in ACTIVATIONS if a.since and any(p.default is None for p in a.parameters)
    ]
    yield f"NEED_PARAMETERS = ({', '.join(repr(name) for name in needing)},)".replace("'", '"')
    yield ""
    yield "#: Functions of Keras that mix units and so are not activations of an LSTM."
    yield f"MIXING = ({', '.join(repr(name) for name in MIXING)})".replace("'", '"')
