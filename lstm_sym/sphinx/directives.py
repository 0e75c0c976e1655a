"""The directives of the domain ``lstm``: each shows something that the manifest states."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import Directive, directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from lstm_sym.sphinx import cards, tables
from lstm_sym.sphinx.manifest import Manifest, Option, Symbol, UnknownName, read

if TYPE_CHECKING:
    from lstm_sym.sphinx.domain import LstmDomain

logger = logging.getLogger(__name__)


class FromManifest(SphinxDirective):
    """A directive that reads the manifest; its page is read again when the manifest changes."""

    @property
    def manifest(self) -> Manifest:
        """The manifest as it is now."""
        self.env.note_dependency(self.config.lstm_manifest)
        return read(self.config.lstm_manifest)

    @property
    def domain(self) -> "LstmDomain":
        """The domain that this directive belongs to."""
        return cast("LstmDomain", self.env.domains["lstm"])

    def find(self, kind: str, name: str) -> Any:
        """The object under a name, or None after a warning."""
        try:
            return self.manifest.find(kind, name)
        except UnknownName as unknown:
            self.warn(str(unknown), "unknown")
            return None

    def warn(self, message: str, subtype: str) -> None:
        """A warning at the directive's place."""
        logger.warning(message, location=self.get_location(), type="lstm", subtype=subtype)

    def own(self, kind: str, name: str, node: Element) -> None:
        """Make a node the place that shows an object."""
        if self.domain.note(kind, name, node, self.lineno):
            self.state.document.note_explicit_target(node)


class ShowEquation(FromManifest):
    """``{lstm:equation} keras.input-gate``: the card of an equation, at its one own place."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """The card."""
        equation = self.find("equation", self.arguments[0])
        if equation is None:
            return []
        formula = cards.formula(equation.latex)
        self.own("equation", equation.name, formula)
        self.set_source_info(formula)
        return [cards.equation_card(equation, formula)]


class ShowAgain(FromManifest):
    """``{lstm:show} keras.input-gate tanh``: equations and activations again, with links.

    Names may also stand below, one a line.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[Node]:
        """One card with a row for each name."""
        names = " ".join([*self.arguments, *self.content]).split()
        found = [self.find("equation" if "." in name else "activation", name) for name in names]
        return [cards.rows([shown for shown in found if shown is not None])]


class ShowActivation(FromManifest):
    """``{lstm:activation} tanh``: the card of an activation, at its one own place."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """The card."""
        activation = self.find("activation", self.arguments[0])
        if activation is None:
            return []
        card = cards.activation_card(activation)
        self.own("activation", activation.name, card)
        return [card]


class ShowActivations(FromManifest):
    """``{lstm:activations}``: a table of all activations, each linked to its own card."""

    def run(self) -> list[Node]:
        """The table."""
        return [tables.activations(self.manifest.activation.values())]


class ShowSymbols(FromManifest):
    """``{lstm:symbols} keras``: what the symbols, functions and options of a formulation are.

    Names in code, below, take some of them; ``:part:`` takes one of these three, and ``:again:``
    leaves their own place elsewhere.
    """

    required_arguments = 1
    option_spec: ClassVar = {
        "part": lambda part: directives.choice(part, tuple(tables.NOTATION)),
        "again": directives.flag,
    }
    has_content = True

    def run(self) -> list[Node]:
        """A table for each part."""
        formulation = self.arguments[0]
        parts = [self.options["part"]] if "part" in self.options else list(tables.NOTATION)
        stated = [thing for thing in self.manifest.notation(formulation) if thing.part in parts]
        if not stated:
            self.find("formulation", formulation)
        codes = [thing.code for thing in stated]
        wanted = " ".join(self.content).split() or list(dict.fromkeys(codes))
        for code in wanted:
            if code not in codes:
                self.warn(str(UnknownName("symbol", code, codes)), "unknown")
        chosen = [thing for code in wanted for thing in stated if thing.code == code]
        groups = [[thing for thing in chosen if thing.part == part] for part in parts]
        return [self._table(things) for things in groups if things]

    def _table(self, things: list[Symbol | Option]) -> Node:
        part = things[0].part
        head, content = tables.NOTATION[part]
        rows = [tables.cells(content(row)) for row in tables.together(things)]
        made = tables.table(head, rows, f"lstm-{part}")
        names = [node for node in made.findall(nodes.literal) if "lstm-name" in node["classes"]]
        if "again" not in self.options:
            for thing, name in zip(things, names, strict=True):
                self.own("option" if isinstance(thing, Option) else "symbol", thing.name, name)
        return made


class ShowSources(FromManifest):
    """``{lstm:sources} keras``: where a formulation is taken from."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """The list."""
        sources = self.find("formulation", self.arguments[0]) or ()
        items = [nodes.list_item("", nodes.paragraph("", source)) for source in sources]
        return [nodes.bullet_list("", *items)]


class ShowVersions(FromManifest):
    """``{lstm:versions}``: what the releases of Keras changed; ``:columns:`` takes some columns."""

    option_spec: ClassVar = {"columns": directives.unchanged_required}

    def run(self) -> list[Node]:
        """The table."""
        columns = self.options.get("columns", "").split() or list(tables.VERSION_COLUMNS)
        for column in columns:
            if column not in tables.VERSION_COLUMNS:
                self.warn(str(UnknownName("column", column, tables.VERSION_COLUMNS)), "unknown")
        known = [column for column in columns if column in tables.VERSION_COLUMNS]
        return [tables.versions(self.manifest.keras_versions, known)]


DIRECTIVES: dict[str, type[Directive]] = {
    "equation": ShowEquation,
    "show": ShowAgain,
    "activation": ShowActivation,
    "activations": ShowActivations,
    "symbols": ShowSymbols,
    "sources": ShowSources,
    "versions": ShowVersions,
}
