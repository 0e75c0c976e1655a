"""The directives of the domain ``lstm``: each shows something that the manifest states."""

import re
from typing import ClassVar

from docutils import nodes
from docutils.nodes import Element, Node
from docutils.parsers.rst import Directive, directives

from lstm_sym.manifest.read import Option, Symbol, UnknownName
from lstm_sym.sphinx import cards, holes, layouts, plots, tables
from lstm_sym.sphinx.boxes import fold
from lstm_sym.sphinx.diagram.directive import ShowDiagram
from lstm_sym.sphinx.differences.directive import ShowDifferences
from lstm_sym.sphinx.directive import FromManifest
from lstm_sym.sphinx.drift import ShowDrift
from lstm_sym.sphinx.equations import ShowCell, ShowEquation, ShowEquations
from lstm_sym.sphinx.explorer import ShowExplorer
from lstm_sym.sphinx.flow import ShowFlow
from lstm_sym.sphinx.live import ShowLiveCell
from lstm_sym.sphinx.outputs import ShowOutputs
from lstm_sym.sphinx.parameters import ShowParameters
from lstm_sym.sphinx.presets import ShowUnit
from lstm_sym.sphinx.provenance import compared
from lstm_sym.sphinx.results import ShowResults
from lstm_sym.sphinx.rows import again
from lstm_sym.sphinx.speed import ShowSpeed
from lstm_sym.sphinx.storages import ShowPackages, ShowStorages
from lstm_sym.sphinx.timeline import ShowTimeline
from lstm_sym.sphinx.unrolled import ShowUnrolled
from lstm_sym.sphinx.versions import ShowVersions
from lstm_sym.sphinx.worked import ShowWorked


class ShowAgain(FromManifest):
    """``{lstm:show} keras.input-gate tanh``: equations and activations again, with links.

    Names may also be below, one a line.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[Node]:
        """One card with a row for each name."""
        names = " ".join([*self.arguments, *self.content]).split()
        found = [self.find("equation" if "." in name else "activation", name) for name in names]
        return [again(self.manifest, [shown for shown in found if shown is not None])]


class ShowActivation(FromManifest):
    """``{lstm:activation} tanh``: the card of an activation, at its one own place."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """The card."""
        activation = self.find("activation", self.arguments[0])
        if activation is None:
            return []
        self.warn_of(holes.of_places(activation.name, activation.code))
        said = compared(self, activation.name, activation.fingerprint)
        drawn = plots.plot(activation)
        card = cards.activation_card(self.manifest, activation, said, drawn)
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
    leaves their own place elsewhere. A long table of symbols opens with a click.
    """

    required_arguments = 1
    option_spec: ClassVar = {
        "part": lambda part: directives.choice(part, tuple(tables.NOTATION)),
        "again": directives.flag,
    }
    has_content = True
    #: Rows that a page shows at once.
    LONG: ClassVar = 12

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
        made: Element = tables.table(head, rows, f"lstm-{part}")
        names = [node for node in made.findall(nodes.literal) if "lstm-name" in node["classes"]]
        if "again" not in self.options:
            for thing, name in zip(things, names, strict=True):
                if isinstance(thing, Symbol):
                    self.warn_of(holes.of_symbol(thing))
                self.own("option" if isinstance(thing, Option) else "symbol", thing.name, name)
        if len(rows) > self.LONG:
            made = fold("", made, summary=f"{len(rows)} {part}", classes=["lstm-fold"])
        return made


class ShowSources(FromManifest):
    """``{lstm:sources} keras``: where a formulation is taken from."""

    required_arguments = 1

    def run(self) -> list[Node]:
        """The list."""
        formulation = self.find("formulation", self.arguments[0])
        sources = formulation.sources if formulation else ()
        items = []
        for source in sources:
            # What follows the paper or the file is the place in it.
            linked = (link for link in self.manifest.links if source.startswith(link[0]))
            text, address = next(linked, ("", ""))
            if text:
                text += re.split(r"[\s,]", source.removeprefix(text), maxsplit=1)[0]
            link = [nodes.reference("", "", *tables.breaking(text), refuri=address)] if text else []
            place = nodes.Text(source.removeprefix(text))
            items.append(nodes.list_item("", nodes.paragraph("", "", *link, place)))
        return [nodes.bullet_list("", *items)]


class ShowBibliography(FromManifest):
    """``{lstm:bibliography}``: the papers that equations are taken from, each with its BibTeX."""

    def run(self) -> list[Node]:
        """An entry for each: the paper, linked, and what an author copies."""
        made: list[Node] = []
        for entry in self.manifest.bibliography:
            paper = nodes.reference("", entry["cited"], refuri=entry["address"])
            source = nodes.literal_block(entry["bibtex"], entry["bibtex"], language="bibtex")
            made += [nodes.paragraph("", "", paper), source]
        return made


class ShowLayouts(FromManifest):
    """``{lstm:layouts}``: the arrays of every formulation, or of those whose names are given."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[Node]:
        """The table."""
        names = " ".join([*self.arguments, *self.content]).split()
        wanted = names or list(self.manifest.formulation)
        found = [self.find("formulation", name) for name in wanted]
        return [layouts.table(self.manifest, [stated for stated in found if stated])]


DIRECTIVES: dict[str, type[Directive]] = {
    "equation": ShowEquation,
    "equations": ShowEquations,
    "cell": ShowCell,
    "show": ShowAgain,
    "activation": ShowActivation,
    "activations": ShowActivations,
    "symbols": ShowSymbols,
    "diagram": ShowDiagram,
    "diff": ShowDifferences,
    "sources": ShowSources,
    "bibliography": ShowBibliography,
    "parameters": ShowParameters,
    "layouts": ShowLayouts,
    "packages": ShowPackages,
    "storages": ShowStorages,
    "versions": ShowVersions,
    "timeline": ShowTimeline,
    "try": ShowLiveCell,
    "explorer": ShowExplorer,
    "outputs": ShowOutputs,
    "unrolled": ShowUnrolled,
    "flow": ShowFlow,
    "unit": ShowUnit,
    "results": ShowResults,
    "speed": ShowSpeed,
    "drift": ShowDrift,
    "worked": ShowWorked,
}
