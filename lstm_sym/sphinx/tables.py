"""Tables of symbols, options, activations and versions, as docutils nodes."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

from docutils import nodes
from docutils.nodes import Element, Node

from lstm_sym.manifest.read import Activation, Option, Symbol
from lstm_sym.sphinx.boxes import may_break
from lstm_sym.sphinx.cards import reference

Cell: TypeAlias = Sequence[Node]

#: Before the gate's letter, in the meaning of a block of an array.
BLOCK = ", block "


def activations(stated: Iterable[Activation]) -> Node:
    """All activations, one line each, linked to their cards."""
    rows = [
        cells([[reference("act", a.name)], text(a.meaning), text(a.since or "not in Keras")])
        for a in stated
    ]
    return table(["name", "meaning", "since Keras"], rows, "lstm-activations")


def table(head: Sequence[str], rows: Iterable[Element], name: str) -> nodes.table:
    """A table with a head."""
    group = nodes.tgroup(cols=len(head))
    group += [nodes.colspec(colwidth=96 // len(head)) for _ in head]
    group += nodes.thead("", cells([breaking(words) for words in head]))
    group += nodes.tbody("", *rows)
    return nodes.table("", group, classes=["lstm-table", name])


def cells(contents: Iterable[Cell]) -> nodes.row:
    """A row of a table."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *c)) for c in contents))


def together(things: Sequence[Symbol | Option]) -> list[list[Symbol | Option]]:
    """The things of each row: the blocks of one array share a row."""
    groups = groupby(things, key=_company)
    return [list(group) for _, group in groups]


def _company(thing: Symbol | Option) -> str:
    stem, between, _ = thing.meaning.partition(BLOCK)
    return stem if between else thing.name


def _meaning(row: Sequence[Symbol | Option]) -> Cell:
    stem, between, _ = row[0].meaning.partition(BLOCK)
    blocks = ", ".join(thing.meaning.removeprefix(stem + between) for thing in row)
    word = "blocks" if len(row) > 1 else "block"
    return text(f"{stem}, {word} {blocks}" if between else stem)


def math(row: Sequence[Symbol]) -> Cell:
    """Symbols as on paper."""
    return listed([nodes.math(symbol.latex, symbol.latex) for symbol in row])


def _names(row: Sequence[Symbol | Option]) -> Cell:
    return listed([nodes.literal("", thing.code, classes=["lstm-name"]) for thing in row])


def listed(parts: Sequence[Node]) -> Cell:
    """Several things with commas between them."""
    *before, last = parts
    whole = [nodes.inline("", "", part, nodes.Text(","), classes=["lstm-whole"]) for part in before]
    return [node for part in whole for node in (part, nodes.Text(" "))] + [last]


def _code(code: str) -> Cell:
    return [nodes.literal("", code)]


def text(words: str) -> Cell:
    """Plain words."""
    return [nodes.Text(words)]


def breaking(name: str) -> Cell:
    """Words whose names may go on in the next line after an underscore, a slash or a digit."""
    first, *more = re.split(r"(?<=[_=./\d])(?=[^\W\d_])(?!e\b|e\d)", name)  # not within 1e-7
    rest = ((may_break(), nodes.Text(part)) for part in more)
    return [nodes.Text(first), *(node for pair in rest for node in pair)]


def _shape(symbol: Symbol) -> Cell:
    return _code(symbol.sizes) if symbol.shape else text(symbol.sizes)


def _choices(option: Option) -> Cell:
    said: list[Node] = [nodes.Text(option.meaning)]
    if option.default is not None and not option.choices:
        said += [nodes.Text("; default "), nodes.literal("", str(option.default))]
    if option.default is not None:
        for value, words in option.choices.items():
            is_default = " (default of lstm_numpy)" if value == str(option.default) else ""
            said += [
                nodes.Text("; "),
                nodes.literal("", value),
                nodes.Text(f"{is_default}: {words}"),
            ]
    return said


#: Head of the table and content of a row, for each part of a formulation's notation.
NOTATION: Mapping[str, tuple[Sequence[str], Callable[[Any], Sequence[Cell]]]] = {
    "symbols": (
        ["on paper", "in code", "shape", "meaning"],
        lambda row: [math(row), _names(row), _shape(row[0]), _meaning(row)],
    ),
    "functions": (
        ["on paper", "in code", "default", "meaning"],
        lambda row: [math(row), _names(row), [reference("act", row[0].default)], _meaning(row)],
    ),
    "options": (
        ["option", "meaning"],
        lambda row: [_names(row), _choices(row[0])],
    ),
}
