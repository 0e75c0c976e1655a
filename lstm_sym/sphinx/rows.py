"""Equations and activations as the rows of one card: formula and NumPy.

Where they are shown again there is a link; where a row is an equation's own place, its label.
"""

from collections.abc import Mapping

from docutils import nodes
from docutils.nodes import Element

from lstm_sym.manifest.read import Activation, Equation, Manifest, Place, owner
from lstm_sym.sphinx import cards
from lstm_sym.sphinx import names as facts
from lstm_sym.sphinx.boxes import block
from lstm_sym.sphinx.marks import Name


def again(manifest: Manifest, shown: list[Equation | Activation]) -> block:
    """Equations and activations again, in one card, each a row: formula, NumPy, link.

    Equations of several formulations are named in full, above.
    """
    owners = {owner(one.name) for one in shown if isinstance(one, Equation)}
    made = [_row(manifest, one, in_full=len(owners) > 1) for one in shown]
    return block("", *made, classes=[*cards.CARD, "lstm-rows"])


def owned(manifest: Manifest, equation: Equation, formula: Element) -> block:
    """The row that is an equation's own place; `again` shows others like it."""
    own = tuple(place for place in equation.code if place.is_statement)
    code = _code(own, facts.of_equation(manifest, equation))
    if not equation.code and equation.part == "forwards":
        code.insert(0, nodes.paragraph("", "kept by the forward pass", classes=["lstm-when"]))
    if len(own) < len(equation.code):  # it applies the cell, which the page has as cards
        code.insert(0, nodes.paragraph("", "the lines of the cell", classes=["lstm-when"]))
    said = ", ".join(filter(None, (equation.label, cards.when(manifest, equation))))
    head = nodes.paragraph("", said, classes=["lstm-when"])
    return block("", head, formula, code, classes=["lstm-row"])


def _code(places: tuple[Place, ...], names: Mapping[str, Name]) -> block:
    return block("", cards.code_lines(places, names), classes=["lstm-lines"])


def _row(manifest: Manifest, shown: Equation | Activation, in_full: bool) -> block:
    if isinstance(shown, Equation):
        names = facts.of_equation(manifest, shown)
    else:
        names = facts.of_activation(manifest, shown)
    if isinstance(shown, Equation) and in_full:
        name = nodes.strong("", shown.name.replace(".", " "))
        link = cards.reference("eq", shown.name, domain="math")
        said = nodes.Text(f" {cards.when(manifest, shown)}" if shown.when else "")
        parts = [name, nodes.Text(" "), link, said]
        head, number = [nodes.paragraph("", "", *parts, classes=["lstm-when"])], []
    elif isinstance(shown, Equation):
        link = cards.reference("eq", shown.name, nodes.Text(shown.label), domain="math")
        above = cards.when(manifest, shown)
        head = [nodes.paragraph("", above, classes=["lstm-when"])] if above else []
        number = [nodes.paragraph("", "", link, classes=["lstm-link"])]
    else:
        link = cards.reference("act", shown.name)
        said = nodes.Text(f", {shown.meaning}")
        head, number = [nodes.paragraph("", "", link, said, classes=["lstm-when"])], []
    shown_formula = cards.formula(shown.latex, shown.marked, names, shown.words)
    places = cards.written_out(manifest, shown) if isinstance(shown, Equation) else shown.code
    code = _code(places, names)
    return block("", *head, shown_formula, code, *number, classes=["lstm-row"])
