"""Wrong versions of the page: of the LaTeX, word by word, and of every entry of the manifest."""

import copy
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial
from typing import Any

from lstm_sym.proofs.mutants import Mutant
from lstm_sym.proofs.page_syntax import NAME, RESERVED, tokens

Manifest = Mapping[str, Any]
# What a word becomes; a name becomes another name of the same formula.
WORDS = {
    "+": ("-",),
    "-": ("+",),
    r"\odot": ("+", " "),
    r"\otimes": (r"\odot",),
    r"\le": (r"\ge",),
    ">": ("<",),
    "<": (">",),
    "t": ("T",),
    "T": ("t",),
    r"\max": (r"\min",),
    r"\min": (r"\max",),
    r"\tanh": (r"\log",),
    "|": (" ",),
}

#: What the mutants of the parts of a manifest are called.
KINDS = {"formulations": "LaTeX", "gradients": "gradients LaTeX"}


def formula_mutants(latex: str) -> Iterator[tuple[str, str]]:
    """Rule and text, for every word of a formula's right side."""
    left, _, right = latex.partition(" = ")
    parts = tokens(right)
    names = sorted({word for word in parts if NAME.match(word) and word not in RESERVED})
    for place, word in enumerate(parts):
        for rule, new in _changes(word, names):
            text = " ".join([*parts[:place], new, *parts[place + 1 :]])
            yield rule, f"{left} = {text}"
    if r"\begin{cases}" in parts and _swapped(right) != right:
        yield "exchange the branches", f"{left} = {_swapped(right)}"


def _changes(word: str, names: list[str]) -> Iterator[tuple[str, str]]:
    for new in WORDS.get(word, ()):
        yield ("lose a sign" if new == " " else "change a sign"), new
    if word.isdigit():
        yield "add one to a number", str(int(word) + 1)
    elif word[:1].isdigit():
        yield "change a number", str(Decimal(word) * Decimal("1.01"))
    if word in names and word not in ("t", "T"):
        for other in names:
            if other not in (word, "t", "T"):
                yield "exchange a name", other
        yield "lose a name", " "


def _swapped(right: str) -> str:
    """The first two values of a choice exchanged."""
    head, _, rest = right.partition(r"\begin{cases}")
    rows, _, tail = rest.partition(r"\end{cases}")
    cells = [row.split("&") for row in rows.split(r"\\")]
    cells[0][0], cells[1][0] = f" {cells[1][0].strip()} ", f" {cells[0][0].strip()} "
    body = r"\\".join("&".join(row) for row in cells)
    return rf"{head}\begin{{cases}}{body}\end{{cases}}{tail}"


def of_equations(manifest: Manifest, name: str, part: str = "formulations") -> Iterator[Mutant]:
    """Every mutant of the LaTeX of a formulation's equations; each makes a whole manifest.

    ``part`` "gradients" has the equations backwards.
    """
    for place, e in enumerate(manifest[part][name]["equations"]):
        for rule, latex in formula_mutants(e["latex"]):
            yield Mutant(
                f"{name.removesuffix('_gradients')} {KINDS[part]}",
                e["label"],
                rule,
                f"{e['latex']} -> {latex}",
                partial(changed, manifest, (part, name, "equations", place, "latex"), latex),
            )


def of_activations(manifest: Manifest) -> Iterator[Mutant]:
    """Every mutant of the LaTeX of the activations and of their derivatives."""
    for name, stated in manifest["activations"].items():
        for formula in ("latex", "derivative"):
            for rule, latex in formula_mutants(stated[formula]):
                path = ("activations", name, formula)
                yield Mutant(
                    f"activations LaTeX {formula}",
                    name,
                    rule,
                    f"{stated[formula]} -> {latex}",
                    partial(changed, manifest, path, latex),
                )


def of_entries(manifest: Manifest, within: tuple[Any, ...]) -> Iterator[Mutant]:
    """Every entry of a part changed: a text marked, a number up, a flag turned, a list cut."""
    part: Any = manifest
    for step in within:
        part = part[step]
    for path, value in entries(part, within):
        new: Any
        if isinstance(value, bool):
            new = not value
        elif isinstance(value, int | float):
            new = value + 1
        elif isinstance(value, str):
            new = f"{value}~"
        elif value is None:
            new = 1
        else:
            new = value[1:]
        if new == value:
            continue  # infinity
        place = ".".join(str(step) for step in path)
        rule = f"change {type(value).__name__}"
        yield Mutant(
            "manifest",
            place,
            rule,
            "",
            partial(changed, manifest, path, new),
        )


def entries(node: Any, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """The leaves of a manifest and its lists of texts, each with its path."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from entries(value, (*path, key))
    elif isinstance(node, list) and node and isinstance(node[0], dict):
        for place, value in enumerate(node):
            yield from entries(value, (*path, place))
    elif not isinstance(node, list) or node:
        yield path, node


def changed(manifest: Manifest, path: tuple[Any, ...], value: Any) -> Manifest:
    """The manifest with another value at a path; what is not on the path is shared."""
    if not path:
        return value
    new: Any = copy.copy(manifest)
    new[path[0]] = changed(new[path[0]], path[1:], value)
    return new
