"""The directives that give equations their own places: one, some of a formulation, or a cell."""

from typing import ClassVar

from docutils import nodes
from docutils.nodes import Node, make_id
from docutils.parsers.rst import directives

from lstm_sym.manifest.read import Equation
from lstm_sym.sphinx import cards, holes, rows
from lstm_sym.sphinx.boxes import block
from lstm_sym.sphinx.diagram.drawing import of_equation
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.provenance import compared

#: Parts of a formulation, and of equations backwards.
PARTS = ("cell", "sequence", "forwards", "backwards", "weights")


class ShowEquation(FromManifest):
    """``{lstm:equation} keras.input-gate``: the card of an equation, at its one own place."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """The card."""
        equation = self.find("equation", self.arguments[0])
        return [] if equation is None else [self.card(equation)]

    def formula(self, equation: Equation) -> nodes.math_block:
        """The formula, which becomes the equation's own place."""
        self.warn_of(holes.of_equation(self.manifest, equation))
        formula = cards.equation_formula(self.manifest, equation)
        self.own("equation", equation.name, formula)
        self.set_source_info(formula)
        return formula

    def card(self, equation: Equation) -> block:
        """The card around the formula."""
        formula = self.formula(equation)
        name = make_id(f"diagram-{equation.name}")
        tree = equation.tree
        drawn = [of_equation(self.manifest, equation, name, linked=False)] if tree else []
        said = compared(self, equation.name, equation.fingerprint)
        return cards.equation_card(self.manifest, equation, formula, said, drawn)


class ShowEquations(ShowEquation):
    """``{lstm:equations} keras``: the equations of a formulation, each at its one own place.

    Labels, below, take some of them, and ``:part:`` takes the cell or the sequence around it. The
    sequence, or what has the option ``:rows:``, is shown as the rows of one card. Of equations
    backwards, `keras_gradients`, ``:part:`` takes what a timestep computed, what it does backwards,
    or what weights get.
    """

    option_spec: ClassVar = {
        "part": lambda part: directives.choice(part, PARTS),
        "rows": directives.flag,
    }
    has_content = True

    def run(self) -> list[Node]:
        """The cards, close together, or one card of rows."""
        formulation = self.arguments[0]
        if self.find("formulation", formulation) is None:
            return []
        stated = {e.label: e for e in self.manifest.equations(formulation)}
        labels = " ".join(self.content).split()
        if not labels:
            part = self.options.get("part")
            labels = [e.label for e in stated.values() if part in (None, self._part(e))]
        named = [self.find("equation", f"{formulation}.{label}") for label in labels]
        found = [equation for equation in named if equation]
        if "rows" in self.options or self.options.get("part") == "sequence":
            made = [rows.owned(self.manifest, one, self.formula(one)) for one in found]
            said = [compared(self, one.name, one.fingerprint) for one in found]
            end = cards.foot({one.label: one for one in found}, said)
            return [block("", *made, end, classes=[*cards.CARD, "lstm-rows"])]
        return [cards.group([self.card(equation) for equation in found])]

    @staticmethod
    def _part(equation: Equation) -> str:
        return equation.part if equation.part in PARTS else "sequence"


class ShowCell(ShowEquations):
    """``{lstm:cell} keras``: all of a cell, the cards of the equations of one timestep."""

    option_spec: ClassVar = {}
    has_content = False

    def run(self) -> list[Node]:
        """The cards, close together."""
        self.options["part"] = "cell"
        return super().run()
