"""The product ``manifest.json``: every equation with its symbols, texts and places in the code.

The documentation reads this and never SymPy.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import sympy as sp

from lstm_sym.bibliography import BIBLIOGRAPHY, links
from lstm_sym.dropout import DROPOUT_MASKS
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.printers.unicode import plain
from lstm_sym.products import paper, words
from lstm_sym.products.latex import value_and_slope
from lstm_sym.products.readable import readable
from lstm_sym.products.trace import Place, places
from lstm_sym.products.tree import tree
from lstm_sym.roles import Roles
from lstm_sym.storage import STORAGES
from lstm_sym.versions import (
    KERAS1_VERSIONS,
    KERAS_VERSIONS,
    NEWEST_KERAS,
    TENSORFLOW_VERSIONS,
)

ABOUT = "Printed from {} by `lstm-sym generate`. Do not edit."


def manifest(files: Mapping[str, str]) -> str:
    """The manifest's text, for the texts of all other products."""
    content = {
        "about": ABOUT.format("lstm_sym"),
        "formulations": {f.name: formulation(f, files) for f in FORMULATIONS},
        "activations": {a.name: activation(a, found) for a, found in _activations(files)},
        "keras_versions": [asdict(row) for row in KERAS_VERSIONS],
        "tensorflow_versions": [asdict(row) for row in TENSORFLOW_VERSIONS],
        "newest_keras": NEWEST_KERAS,
        "keras1_versions": [asdict(row) for row in KERAS1_VERSIONS],
        "dropout_masks": [asdict(row) for row in DROPOUT_MASKS],
        "storages": [asdict(storage) for storage in STORAGES],
        "bibliography": [
            {"key": p.key, "cited": p.cited(), "address": p.address, "bibtex": p.bibtex}
            for p in BIBLIOGRAPHY
        ],
        "links": links(source for f in FORMULATIONS for source in f.sources),
    }
    return signed(content, files)


def of_one(stated: Formulation, files: Mapping[str, str]) -> str:
    """The manifest of a formulation outside the project, whose module stands in no package."""
    content = {
        "about": ABOUT.format(paper.written_in(stated)),
        "formulations": {stated.name: formulation(stated, files, package="")},
    }
    return signed(content, files)


def signed(content: dict[str, Any], files: Mapping[str, str]) -> str:
    """The manifest's text, with the digests of the products and its own."""
    content["files"] = {path: digest(text) for path, text in sorted(files.items())}
    content["digest"] = digest(json.dumps(content, sort_keys=True))
    return readable(content) + "\n"


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def formulation(
    stated: Formulation, files: Mapping[str, str], package: str = "lstm_numpy"
) -> dict[str, Any]:
    """Title, sources, notation and equations of one formulation."""
    n = stated.notation
    file = f"{package}/{stated.module}.py".lstrip("/")
    found = places(file, files[file], [e.label for e in stated.equations])
    results = stated.cell.results
    roles = Roles(stated)
    in_cell = {e.label: role for role, e in roles.equations.items()}
    return {
        "title": stated.title,
        "sources": list(stated.sources),
        "module": f"{package}.{stated.module}".lstrip("."),
        "written_in": paper.written_in(stated),
        "gates": stated.layout.gates,
        "cell": {
            "name": stated.cell.name,
            "latex": stated.cell.latex,
            "given": [s.name for s in stated.cell.given],
            "weights": [s.name for s in stated.cell.weights],
            "results": [s.name for s in stated.cell.results],
            "states": {s.before.name: s.now.name for s in n.series_of if s.now in results},
        },
        "stacks": {
            whole.name: {
                "gates": "".join(stack.blocks),
                "blocks": [s.name for s in stack.blocks.values()],
                "transposed": stack.transposed,
            }
            for whole, stack in n.stacks.items()
        },
        "symbols": {
            q.name: {
                "latex": q.latex,
                "text": plain(q.latex),
                "shape": list(q.shape),
                "meaning": q.meaning,
            }
            for q in n.quantities.values()
        },
        "functions": {
            f.name: {"latex": f.latex, "default": f.default, "meaning": f.meaning}
            for f in n.functions.values()
        },
        "options": {
            o.name: {
                "meaning": o.meaning,
                "default": o.default,
                "choices": {str(value): said for value, said in o.choices.items()},
            }
            for o in n.options.values()
        },
        # What each symbol is for, in words that all formulations share: so that two compare.
        "roles": {symbol.name: role for symbol, role in roles.names.items()},
        "equations": [
            equation(stated, e, found[e.label]) | {"role": in_cell.get(e.label, "")}
            for e in stated.equations
        ],
    }


def equation(stated: Formulation, one: Equation, found: list[Place]) -> dict[str, Any]:
    """One equation as the pages show it."""
    printer = paper.latex(stated)
    latex = paper.equation(printer, one)
    when = paper.condition(stated, one.when)
    parts = ("start", "each", "finish")
    part = next((p for p in parts if one in getattr(stated.sequence, p)), "cell")
    return {
        "label": one.label,
        "part": part,
        "when": when,
        "holds": {name: _values(value) for name, value in one.when.items()},
        "latex": latex,
        "tree": tree(printer, one),
        "marked": paper.equation(paper.marked(stated), one),
        "text": paper.equation(paper.unicode(stated), one),
        "words": words.equation(stated, one),
        "symbols": _in_order(one),
        "defines": [s.name for s in one.defined],
        # After the loop the quantity at T is the one of the last timestep.
        "in_code": {
            s.last.name: s.now.name
            for s in stated.notation.series_of
            if s.last in one.right.free_symbols
        },
        "code": found,
        "fingerprint": digest(f"{latex}\n{when}")[:12],
    }


def activation(stated: Activation, found: list[Place]) -> dict[str, Any]:
    """One activation as the pages show it."""
    text = paper.of_activation(stated)[1].print(stated.formula)
    value, slope = value_and_slope(stated)
    marked_value, marked_slope = value_and_slope(stated, marked=True)
    value_words, slope_words = words.activation(stated)
    return {
        "latex": value,
        "derivative": slope,
        "marked": marked_value,
        "marked_derivative": marked_slope,
        "text": f"{stated.name}(x) = {text}",
        "words": value_words,
        "derivative_words": slope_words,
        "meaning": stated.meaning,
        "since": stated.since,
        "aliases": list(stated.aliases),
        "parameters": {
            p.name: {
                "latex": p.latex,
                "default": None if p.default is None else float(p.default),
                "meaning": p.meaning,
            }
            for p in stated.parameters
        },
        "code": found,
        "fingerprint": digest(value)[:12],
    }


def _activations(files: Mapping[str, str]) -> list[tuple[Activation, list[Place]]]:
    file = "lstm_numpy/activations.py"
    found = places(file, files[file], [a.name for a in ACTIVATIONS])
    return [(a, found[a.name]) for a in ACTIVATIONS]


def _values(value: object) -> list[str]:
    """The values of an option under which an equation holds, as the options' choices name them."""
    return [str(one) for one in (value if isinstance(value, tuple) else (value,))]


def _in_order(one: Equation) -> list[str]:
    """The names in an equation, left to right."""
    names: dict[str, None] = {}
    for side in (one.left, one.right):
        for node in sp.preorder_traversal(side):
            if isinstance(node, sp.Symbol):
                names[node.name] = None
            elif isinstance(node, sp.core.function.AppliedUndef):
                names[type(node).__name__] = None
    return list(names)
