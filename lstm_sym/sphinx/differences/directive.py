"""The directive ``{lstm:diff}``."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import directives

from lstm_sym.diff.cells import Cell, Row, Side, Stated, of_cells, of_options
from lstm_sym.manifest.read import Equation, Formulation, Function, Manifest, UnknownName
from lstm_sym.sphinx import names as facts
from lstm_sym.sphinx.boxes import block
from lstm_sym.sphinx.cards import CARD, formula, reference
from lstm_sym.sphinx.diagram.directive import values
from lstm_sym.sphinx.differences.lines import underlined, underlined_names
from lstm_sym.sphinx.directive import FromManifest


class Head(NamedTuple):
    """What is above a side, and in place of an equation that it does not have."""

    said: str
    missing: str = "no such equation"


class ShowDifferences(FromManifest):
    """``{lstm:diff} keras pytorch``: two cells beside each other, what differs marked.

    ``{lstm:diff} keras go_backwards=True`` shows what an option changes in a formulation. The
    first side has the usual values; ``:from:`` gives it others, which the second side has, too.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {"from": directives.unchanged_required}

    def run(self) -> list[Node]:
        """The rows that differ, then what is the same."""
        words = self.arguments[0].split()
        names = [word for word in words if "=" not in word]
        settings = [word for word in words if "=" in word]
        if (len(names), bool(settings)) not in ((2, False), (1, True)):
            self.warn("name two formulations, or one and an option such as mask=True", "names")
            return []
        first = names[0]
        found = [self.find("formulation", name) for name in names]
        if None in found:
            return []
        try:
            start = values(self.manifest, first, self.options.get("from", "").split())
            changed = start | values(self.manifest, first, settings)
        except UnknownName as unknown:
            self.warn(str(unknown), "unknown")
            return []
        if len(names) == 2:
            first_cell, second_cell = (cell(self.manifest, one) for one in found)
            rows, heads = of_cells(first_cell, second_cell), [Head(one.title) for one in found]
        else:
            rows = of_options(*(holding(self.manifest, first, c) for c in (start, changed)))
            heads = _choices(self.manifest, first, start, changed)
        shown = [_row(self.manifest, row, heads) for row in rows if not row.same]
        if not shown:
            shown = [nodes.paragraph("", "No equation differs.", classes=["lstm-when"])]
        same = [row.one.equations[-1] for row in rows if row.same and row.one]
        return [block("", *shown, *_same(same), classes=[*CARD, "lstm-differences"])]


def cell(manifest: Manifest, formulation: Formulation) -> Cell:
    """The equations of a formulation's timestep, and what its names are for."""
    functions = [f for f in manifest.notation(formulation.name) if isinstance(f, Function)]
    names = {**formulation.roles, **{f.code: f.default for f in functions}}
    return Cell(map(stated, manifest.equations(formulation.name)), names)


def holding(manifest: Manifest, formulation: str, chosen: Mapping[str, str]) -> list[Stated]:
    """The equations that hold under the chosen options."""
    return [stated(e) for e in manifest.equations(formulation) if manifest.holds(e, chosen)]


def stated(e: Equation) -> Stated:
    """An equation as its LaTeX shows it."""
    return Stated(e.name, e.label, e.role, e.latex, e.tree)


def _choices(
    manifest: Manifest, formulation: str, start: Mapping[str, str], changed: Mapping[str, str]
) -> list[Head]:
    """What the two sides have chosen."""
    heads = []
    for chosen in (start, changed):
        said, missing = [], "no such equation"
        for name in changed:
            option = manifest.option[f"{formulation}.{name}"]
            value = chosen.get(name, option.usual)
            choice = option.choices.get(value, "")
            there = {"absent": f"no {name}", "given": f"{name} given"}
            said.append(there.get(choice, f"{name}={value}"))
            if choice == "given" and start.get(name, option.usual) != changed[name]:
                missing = "given by the caller"
        heads.append(Head(", ".join(said), missing))
    return heads


def _row(manifest: Manifest, row: Row, heads: Iterable[Head]) -> Element:
    title = nodes.paragraph("", "", nodes.strong("", row.title), classes=["lstm-head"])
    both = zip((row.one, row.other), heads, strict=True)
    sides = [_side(manifest, side, head) for side, head in both]
    return block("", title, *sides, classes=["lstm-difference"])


def _side(manifest: Manifest, side: Side | None, head: Head) -> Element:
    said = nodes.paragraph("", head.said, classes=["lstm-when"])
    if side is None:
        return block("", said, nodes.paragraph("", head.missing), classes=["lstm-side"])
    equations = [manifest.equation[e.name] for e in side.equations]
    for equation in equations:
        said += [nodes.Text(" "), reference("eq", equation.name, domain="math")]
    formulas = [
        formula(
            underlined(equation, side.marks),
            underlined_names(equation, side.marks),
            facts.of_equation(manifest, equation),
            equation.words,
        )
        for equation in equations
    ]
    own: list[Any] = list(dict.fromkeys(mark.shown for mark in side.marks if mark.shown))
    parts = [part for latex in own for part in (nodes.Text(", "), nodes.math(latex, latex))][1:]
    only = nodes.paragraph("", "", nodes.Text("only here: "), *parts, classes=["lstm-own"])
    return block("", said, *formulas, *([only] if own else []), classes=["lstm-side"])


def _same(equations: list[Stated]) -> list[Element]:
    """The equations that say the same on both sides."""
    if not equations:
        return []
    said = nodes.paragraph("", "the same except for names: ", classes=["lstm-when"])
    for place, equation in enumerate(equations):
        said += nodes.Text(", " if place else "")
        said += [nodes.Text(f"{equation.role.replace('-', ' ')} ")]
        said += reference("eq", equation.name, domain="math")
    return [said]
