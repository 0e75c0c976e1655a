"""The activations in JAX: words of JAX where it has them, or functions printed from formulas."""

from collections.abc import Iterable, Iterator
from functools import cache

import sympy as sp
from sympy.core.function import AppliedUndef

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Activation
from lstm_sym.notation.activations import x
from lstm_sym.targets.jax.printer import FormulaPrinter, smooth
from lstm_sym.targets.numpy.python import WIDTH, head, labelled, quoted, signature, wrap
from lstm_sym.targets.numpy.statements import INDENT
from lstm_sym.targets.paper import formulation as paper

BY_NAME = {activation.name: activation for activation in ACTIVATIONS}
SOURCE = "lstm_sym/equations/activations.py"


@cache
def name_of(name: str) -> str:
    """What calls an activation: JAX's own function where the formula is no more than that."""
    *_, value = statements(name)
    function, _, argument = value.partition("(")
    is_jax = function.startswith(("jnp.", "jax."))
    return function if is_jax and argument == "x)" else name


def statements(name: str) -> list[str]:
    """The formula as JAX computes it: what its branches have in place of x, then the value."""
    formula, kept = smooth(BY_NAME[name].formula, x)
    calls = {one: name_of(one) for one in called(formula)}
    show = FormulaPrinter(calls, [p.name for p in BY_NAME[name].parameters]).print
    return [*(f"{symbol} = {show(value)}" for symbol, value in kept.items()), show(formula)]


def called(expr: sp.Basic) -> set[str]:
    """The activations that an expression names."""
    return {type(call).__name__ for call in expr.atoms(AppliedUndef)} & set(BY_NAME)


def printed(names: Iterable[str]) -> list[Activation]:
    """The activations of these names, and those that their formulas name, that JAX has not."""
    found: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        found.add(name)
        waiting |= called(smooth(BY_NAME[name].formula, x)[0]) - found
    return [a for a in ACTIVATIONS if a.name in found and name_of(a.name) == a.name]


def function(name: str) -> Iterator[str]:
    """One activation as a function of an array."""
    activation = BY_NAME[name]
    parameters = ["x: Array"] + [
        f"{p.name}: float" + ("" if p.default is None else f" = {float(p.default)}")
        for p in activation.parameters
    ]
    formula = paper.of_activation(activation)[1].print(activation.formula)
    yield from signature(activation.name, parameters, "Array")
    yield f'{INDENT}"""{quoted(activation.meaning[0].upper() + activation.meaning[1:])}."""'
    for bounded in (p for p in activation.parameters if p.least is not None):
        yield f"{INDENT}if {bounded.name} < {bounded.least}:"
        said = f"{bounded.name} is {{{bounded.name}}}, expected {bounded.least} or more"
        yield f'{INDENT * 2}raise ValueError(f"{said}")'
    yield from wrap(f"{activation.name}(x) = {quoted(formula)}", f"{INDENT}# ")
    *before, value = statements(activation.name)
    yield from (INDENT + line for line in before)
    if len(value) <= WIDTH - len(f"{INDENT}return "):
        yield from labelled(f"{INDENT}return {value}", activation.name)
    else:
        yield from (f"{INDENT}return (", f"{INDENT * 2}{value}", f"{INDENT})  # {activation.name}")


def module() -> str:
    """All activations, each under the name that the equations have for it."""
    own = printed(BY_NAME)
    body = [line for a in own for line in ("", "", *function(a.name))]
    taken = [f"{a.name} = {name_of(a.name)}" for a in ACTIVATIONS if a not in own]
    aliases = [f"{alias} = {a.name}" for a in ACTIVATIONS for alias in a.aliases]
    lines = [
        head("The elementwise activations of Keras and ONNX, in JAX.", SOURCE),
        *(["import math", ""] if any("math." in line for line in body) else []),
        "import jax",
        "import jax.numpy as jnp",
        "from jax import Array",
        "",
        *taken,
        *body,
        "",
        "",
        "# Other names that Keras has for them.",
        *aliases,
    ]
    return "\n".join(lines) + "\n"
