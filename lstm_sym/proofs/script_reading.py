"""The printed JavaScript of every cell against its equations, and activations in C and JavaScript.

A cell is run for each unit on exact numbers, under each value of its options; an activation at the
numbers and with the digits of `readback_activations`.
"""

import re
from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from typing import Any

import sympy as sp

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs.c_case import WORDS, WORDS_OF_PRECISION, Case
from lstm_sym.proofs.c_running import SIGNS, Running, opaque
from lstm_sym.proofs.c_syntax import Parsed, Parser, alone, parsed, tokens
from lstm_sym.proofs.configurations import configurations
from lstm_sym.proofs.readback_activations import BOUND, POINTS, ROUNDED, has_long_numbers, meant, mp
from lstm_sym.targets.c.activations import CALLABLE as IN_C
from lstm_sym.targets.javascript.source import CALLABLE as IN_SCRIPT
from lstm_sym.targets.javascript.source import FORMULATIONS, LEFT_OUT

SCRIPT = "javascript/lstm.js"
CELL = re.compile(
    r"^(\w+): \{\n(?P<head>.*?)  cell\((?P<given>.*?)\) \{\n(?P<body>.*?)^  \},", re.M | re.S
)
WEIGHTS = re.compile(r"(\w+): (rows|columns)\((\d+)(?:, (\w+))?\)")
RETURN = re.compile(r"    return \{(?P<names>[^}]*)\};")
ARROW = re.compile(r"^const (\w+) = \(([^)]*)\) => (.*);$", re.M)
EXACT: dict[str, Callable[..., Any]] = {
    **{name: getattr(mp, name) for name in ("exp", "expm1", "log", "log1p", "sqrt", "erfc")},
    "fast_exp": mp.exp,
    "tanh": mp.tanh,
    "hypot": mp.hypot,
    "pow": pow,
    "max": max,
    "min": min,
    "abs": abs,
    "maximum": max,
    "minimum": min,
    "absolute": abs,
    "clip": lambda value, low, high: min(max(value, low), high),
    "logaddexp": lambda one, other: mp.log(mp.exp(one) + mp.exp(other)),
    "where": lambda condition, yes, no: yes if condition else no,
    "all": lambda value: value,
    "square": lambda value: value * value,
}


class Script(Running):
    """JavaScript, in which whole numbers divide to fractions."""

    signs = SIGNS | {
        "/": lambda one, other: (
            Fraction(one, other) if type(one) is type(other) is int else one / other
        )
    }


class InScript(Case):
    """One timestep of a formulation; all sizes but that of the input are one."""

    def __init__(self, stated: Formulation, configuration: Any) -> None:
        names = [d for q in stated.notation.quantities.values() for d in q.shape]
        sizes = {name.rstrip("?").rpartition("*")[2]: 3 for name in names}
        entry = stated.notation[stated.cell.given[0]].shape[-1]
        vars(self).update(stated=stated, configuration=configuration, default=False)
        vars(self).update(sizes={**sizes, entry: 2})

    @property
    def formulation(self) -> Formulation:
        return self.stated  # type: ignore[attr-defined]


def of_cell(text: str, name: str) -> tuple[int, list[str]]:
    """How many timesteps of a cell were compared, and the first that differs."""
    (stated,) = (f for f in FORMULATIONS if f.name == name)
    compared = 0
    for configuration in configurations(stated, of_cell=True):
        if any(configuration.options.get(k) == v for k, v in LEFT_OUT.items()):
            continue
        compared += 1
        case = InScript(stated, configuration)
        try:
            (cell,) = (found for found in CELL.finditer(text) if found[1] == name)
            differing = next(_differing(case, cell, text), "")
        except Exception as broken:  # wrong code may raise anything
            differing = f"{type(broken).__name__}: {broken}"
        if differing:
            return compared, [f"{SCRIPT}, {name}: {differing} ({configuration})"]
    return compared, []


def _differing(case: InScript, cell: re.Match[str], text: str) -> Iterator[str]:
    """The first equation of each unit whose value is another."""
    blank = "\n" * text.count("\n", 0, cell.start("body"))
    statements, _, returned = cell["body"].partition("    return ")
    block = Parser(list(tokens(f"{blank}{{{statements}}}"))).block()
    names = {e.left for e in case.formulation.cell.steps if e.left in case.meant}
    missing = {str(s) for s in names} - set(re.findall(r"\w+", returned))
    if missing:
        yield f"the cell does not return {sorted(missing)}"
    wanted = {str(e.left): e.label for e in case.formulation.cell.steps}
    for unit in range(3):
        running = Script(Parsed({}, {}, {}), "", _words(case), {})
        scope = ChainMap(_given(case, cell, unit) | case.functions | {"u": unit})
        running.run(block, scope)
        for name, found in running.given.items():
            symbol = next(s for s in case.meant if str(s) == name)
            ((value, line),) = found
            if value != case.meant[symbol][unit]:
                yield f"{wanted[name]}, line {line}: {name}"


def _words(case: InScript) -> dict[str, Callable[..., Any]]:
    names = (*WORDS, *(a.name for a in ACTIVATIONS), *case.functions)
    words: dict[str, Callable[..., Any]] = {name: partial(opaque, name) for name in names}
    words["dot"] = lambda x, w: sum((a * b for a, b in zip(x, w, strict=True)), opaque("") * 0)
    return words


def _given(case: InScript, cell: re.Match[str], unit: int) -> dict[str, Any]:
    """What the cell is given: vectors, options, and its unit of every block, as `run` does it."""
    found: dict[str, Any] = dict(case.configuration.options)
    kinds = {m[1]: m for m in WEIGHTS.finditer(cell["head"])}
    for name in re.findall(
        r"(\w+)(?=[,\s}])(?!:)", re.sub(r"\w+: \[.*?\]", "", cell["given"], flags=re.S)
    ):
        if name in case.given:
            found[name] = case.given[name]
    for name, blocks in re.findall(r"(\w+): \[(.*?)\]", cell["given"], re.S):
        kind, count, absent = kinds[name][2], int(kinds[name][3]), kinds[name][4]
        array = case.given.get(name, [int(absent or 0)] * 3 * count)
        by_unit = list(map(list, zip(*array, strict=True))) if kind == "columns" else array
        units = [by_unit[k * 3 + unit] for k in range(count)]
        found |= dict(zip(re.findall(r"\w+", blocks), units, strict=True))
    return found


# Activations.


def of_activations(text: str) -> list[str]:
    """The activations in JavaScript that mean another number than their formula."""
    arrows = {m[1]: m for m in ARROW.finditer(text)}
    stated = (a for a in IN_SCRIPT if a.name in arrows)  # tanh is Math's own
    wrong: list[str] = []
    for activation in stated:
        wrong += _at_points(activation, partial(_arrow, arrows, activation.name), f"{SCRIPT}: ")
    return wrong


def _arrow(arrows: Mapping[str, re.Match[str]], name: str, *given: Any) -> Any:
    """What a function of the script gives."""
    names = [part.partition(" = ")[0] for part in arrows[name][2].split(", ")]
    words = EXACT | {n: partial(_arrow, arrows, n) for n in arrows if n not in EXACT}
    running = Script(Parsed({}, {}, {}), "", words, {"PI": mp.pi}, mp.mpf)
    tree = Parser(list(tokens(arrows[name][3]))).expression()
    return running.value(tree, ChainMap(dict(zip(names, given, strict=False)), running.names))


def in_c(text: str, suffix: str) -> list[str]:
    """What the functions of the activations say in C, without the names of the precision."""
    code = alone(text, *(f"{a.name}_{suffix}" for a in IN_C if a.name != "tanh"))
    return WORDS_OF_PRECISION.sub("", code).split()


def of_c_activations(path: str, text: str, suffix: str) -> list[str]:
    """The activations in C that mean another number; tanh and fast_exp are approximated there."""
    names = [a.name for a in IN_C if a.name != "tanh"]
    code = alone(text, *(f"{name}_{suffix}" for name in names))
    words = {f"{name}_{suffix}": word for name, word in EXACT.items()}
    running = Running(parsed(code), code, words, {}, mp.mpf)
    wrong: list[str] = []
    for activation in (a for a in IN_C if a.name != "tanh"):
        call = partial(running.call, f"{activation.name}_{suffix}")
        wrong += _at_points(activation, lambda x, *_given, c=call: c(x), f"{path} ({suffix}): ")
    return wrong


def _at_points(activation: Any, value: Callable[..., Any], where: str) -> Iterator[str]:
    """The first point at which the code gives another number than the formula."""
    formula = meant(activation)
    defaults = [mp.mpf(p.default.p) / p.default.q for p in activation.parameters]
    rounded = has_long_numbers(activation) or activation.formula.has(sp.pi, sp.erf)
    bound = ROUNDED if rounded else BOUND
    for point in POINTS:
        at = mp.mpf(point.p) / point.q
        try:
            off = abs(value(at, *defaults) - (true := formula(at, *defaults)))
        except Exception as broken:  # wrong code may raise anything
            yield f"{where}{activation.name}: {type(broken).__name__}: {broken}"
            return
        if not off <= bound * max(1, abs(true)):
            yield f"{where}{activation.name} at {point}"
            return
