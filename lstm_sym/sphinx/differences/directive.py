"""The directive ``{lstm:diff}``."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import directives

from lstm_sym.sphinx.boxes import block
from lstm_sym.sphinx.cards import CARD, formula, reference
from lstm_sym.sphinx.diagram.directive import values
from lstm_sym.sphinx.differences.compare import Mark
from lstm_sym.sphinx.differences.pairs import Row, Side, of_cells, of_options
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.manifest import Equation, Manifest, UnknownName


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
            rows, heads = of_cells(self.manifest, *found), [one.title for one in found]
        else:
            rows = of_options(self.manifest, found[0], start, changed)
            heads = _choices(self.manifest, first, start, changed)
        shown = [_row(row, heads) for row in rows if not row.same]
        if not shown:
            shown = [nodes.paragraph("", "No equation differs.", classes=["lstm-when"])]
        same = [row.one.equations[-1] for row in rows if row.same and row.one]
        return [block("", *shown, *_same(same), classes=[*CARD, "lstm-differences"])]


def _choices(
    manifest: Manifest, formulation: str, start: Mapping[str, str], changed: Mapping[str, str]
) -> list[str]:
    """What the two sides have chosen, for their heads."""
    heads = []
    for chosen in (start, changed):
        said = []
        for name in changed:
            option = manifest.option[f"{formulation}.{name}"]
            value = chosen.get(name, option.usual)
            there = {"absent": f"no {name}", "given": f"{name} given"}
            said.append(there.get(option.choices.get(value, ""), f"{name}={value}"))
        heads.append(", ".join(said))
    return heads


def _row(row: Row, heads: Iterable[str]) -> Element:
    title = nodes.paragraph("", "", nodes.strong("", row.title), classes=["lstm-head"])
    sides = [_side(side, head) for side, head in zip((row.one, row.other), heads, strict=True)]
    return block("", title, *sides, classes=["lstm-difference"])


def _side(side: Side | None, head: str) -> Element:
    said = nodes.paragraph("", head, classes=["lstm-when"])
    if side is None:
        return block("", said, nodes.paragraph("", "no such equation"), classes=["lstm-side"])
    for equation in side.equations:
        said += [nodes.Text(" "), reference("eq", equation.name, domain="math")]
    formulas = [formula(underlined(equation, side.marks)) for equation in side.equations]
    own: list[Any] = [mark.shown for mark in side.marks if mark.shown]
    parts = [part for latex in own for part in (nodes.Text(", "), nodes.math(latex, latex))][1:]
    only = nodes.paragraph("", "", nodes.Text("only here: "), *parts, classes=["lstm-own"])
    return block("", said, *formulas, *([only] if own else []), classes=["lstm-side"])


def underlined(equation: Equation, marks: Iterable[Mark]) -> str:
    """The LaTeX of an equation with a line below each mark, which every renderer can draw."""
    latex = equation.latex
    for mark in sorted(marks, key=lambda mark: -mark.start):
        if mark.equation == equation.name:
            marked = latex[mark.start : mark.end]
            latex = rf"{latex[: mark.start]}\underline{{{marked}}}{latex[mark.end :]}"
    return latex


def _same(equations: list[Equation]) -> list[Element]:
    """The equations that say the same on both sides."""
    if not equations:
        return []
    said = nodes.paragraph("", "the same, but for names: ", classes=["lstm-when"])
    for place, equation in enumerate(equations):
        said += nodes.Text(", " if place else "")
        said += [nodes.Text(f"{equation.role.replace('-', ' ')} ")]
        said += reference("eq", equation.name, domain="math")
    return [said]
