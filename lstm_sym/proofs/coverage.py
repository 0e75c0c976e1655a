"""Coverage of the equations: each defines once, is executed, and speaks of known symbols."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sympy as sp

from lstm_sym.notation import Formulation, over_time
from lstm_sym.notation.branches import holds
from lstm_sym.notation.equations import Equation
from lstm_sym.proofs.configurations import Configuration, configurations
from lstm_sym.proofs.page import Formulas
from lstm_sym.recorded import cases


def definitions(formulation: Formulation) -> Iterator[str]:
    """Symbols that two equations define under the same options, or that are used out of time."""
    sequence, series = formulation.sequence, formulation.notation.series_of
    every = list(configurations(formulation))
    for part in (formulation.cell.steps, sequence.start, sequence.each, sequence.finish):
        asked = sorted({name for e in part for name in e.when})
        # Of the configurations that execute the same equations of a part, the first.
        differing = {tuple(c.options[name] for name in asked): c for c in reversed(every)}
        for configuration in differing.values():
            yield from _twice(part, configuration)
    now, last = {s.now for s in series}, {s.last for s in series}
    for e in sequence.finish:
        if not isinstance(e.right, over_time) and e.right.free_symbols & now:
            yield f"{e.label}: after the last timestep there is no timestep t"
    for e in (*formulation.cell.steps, *sequence.start, *sequence.each):
        if e.right.free_symbols & last:
            yield f"{e.label}: the quantity at T is not known before the end"


def _twice(part: Iterable[Equation], configuration: Configuration) -> Iterator[str]:
    defined: dict[sp.Symbol, str] = {}
    for e in part:
        for symbol in e.defined if holds(e.when, configuration.options) else ():
            if symbol in defined:
                yield f"{defined[symbol]} and {e.label} both define {symbol} ({configuration})"
            defined[symbol] = e.label


def executed(manifest: Mapping[str, Any]) -> dict[str, int]:
    """For each equation the number of reference cases that execute it.

    An equation that another formulation states word for word is executed by its cases too: the
    equations over time are.
    """
    said: dict[tuple[str, str], int] = {}
    found: dict[str, tuple[str, str]] = {}
    for name, stated in manifest["formulations"].items():
        known = cases.cases_of(name)
        for e in stated["equations"]:
            words = (e["latex"], e["when"])
            number = sum(Formulas.holds(e["when"], case.options) for case in known)
            said[words] = said.get(words, 0) + number
            found[f"{name}.{e['label']}"] = words
    return {equation: said[words] for equation, words in found.items()}


def notation(manifest: Mapping[str, Any], name: str) -> Iterator[str]:
    """Symbols of a manifest that are not described, that share a name, or that nothing uses."""
    formulation = manifest["formulations"][name]
    symbols, functions = formulation["symbols"], formulation["functions"]
    known = {*symbols, *functions, *manifest["activations"], formulation["cell"]["name"]}
    used = {s for e in formulation["equations"] for s in e["symbols"]}
    blocks = {b for stack in formulation["stacks"].values() for b in stack["blocks"]}
    for code, symbol in symbols.items():
        for fact in ("latex", "text", "meaning"):
            if not symbol[fact]:
                yield f"{name}.{code} has no {fact}"
        if not isinstance(symbol["shape"], list):
            yield f"{name}.{code} has no shape"
    # A result may share its name with a state at the end: c_T = c_T.
    same = {e["label"] for e in formulation["equations"] if _is_a_name(e["latex"])}
    papers = [re.sub(r"[{}\s]", "", s["latex"]) for s in symbols.values()]
    for code, paper in zip(symbols, papers, strict=True):
        if papers.count(paper) > 1 and code.lower().replace("_", "-") not in same | _twins(
            formulation, same
        ):
            yield f"{name}.{code} shares its name on paper with another symbol: {paper}"
    for code in sorted(blocks - used):
        yield f"{name}.{code} is a block that no equation uses"
    for e in formulation["equations"]:
        for code in sorted(set(e["symbols"]) - known):
            yield f"{name}.{e['label']}: {code} is not in the notation"
        if not e["code"]:
            yield f"{name}.{e['label']} is nowhere in the code"


def _is_a_name(latex: str) -> bool:
    """Whether both sides of an equation are the same: ``c_T = c_T``."""
    left, _, right = latex.partition(" = ")
    return left == right


def _twins(formulation: Mapping[str, Any], labels: set[str]) -> set[str]:
    """The names on the right sides of those equations, as labels."""
    right = (e["symbols"][-1] for e in formulation["equations"] if e["label"] in labels)
    return {name.lower().replace("_", "-") for name in right}
