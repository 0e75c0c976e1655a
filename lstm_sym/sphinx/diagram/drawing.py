"""A diagram as a node of a page: SVG in HTML, drawn by LaTeX too, in words elsewhere."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape, unescape

from docutils import nodes
from docutils.nodes import Element
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from lstm_sym.manifest.read import Equation, Formulation, Manifest
from lstm_sym.sphinx import names
from lstm_sym.sphinx.diagram.geometry import Picture, mirrored, picture
from lstm_sym.sphinx.diagram.graph import Node, Stated, of_cell, walk
from lstm_sym.sphinx.diagram.graph import of_equation as graph_of_equation
from lstm_sym.sphinx.diagram.latex import environment
from lstm_sym.sphinx.diagram.layout import Layout, laid_out
from lstm_sym.sphinx.diagram.svg import svg
from lstm_sym.sphinx.diagram.tree import tree

#: The equations of one timestep.
CELL = ("cell", "backwards")
#: How a link is written until the pages are; see `_linked`.
UNRESOLVED = re.compile(r' href="lstm:([^"]*)"')


class diagram(nodes.General, nodes.Element):
    """``svg`` and ``latex`` hold the picture; the children say the same in words."""


def of_formulation(
    manifest: Manifest, formulation: Formulation, chosen: Mapping[str, str], name: str
) -> diagram:
    """The cell under the chosen values of its options; ``name`` begins the identifiers.

    Raises UnknownName for a symbol that is not in the notation.
    """
    shown = cell_equations(manifest, formulation, chosen)
    results = cell_graph(manifest, formulation, shown)
    values = ", ".join(f"{option}={value}" for option, value in chosen.items())
    backwards = formulation.name in manifest.gradients
    what = "One timestep backwards:" if backwards else "The cell of"
    title = f"{what} {formulation.title}{f', {values}' if values else ''}"
    layout = laid_out(results, formulation.cell.states)
    drawn = picture(layout)
    return _drawn(manifest, title, shown, layout, mirrored(drawn) if backwards else drawn, name)


def cell_graph(
    manifest: Manifest, formulation: Formulation, shown: Iterable[Equation]
) -> list[Node]:
    """The results of a cell, behind what computes them."""
    on_paper = {
        code: manifest.find("symbol", f"{formulation.name}.{code}").latex
        for code in (*formulation.cell.given, *formulation.cell.results)
    }
    stated = [Stated(e.name, e.latex, e.tree) for e in shown]
    return needed(
        of_cell(stated, formulation.cell.given, formulation.cell.results, on_paper), formulation
    )


def of_equation(manifest: Manifest, equation: Equation, name: str, linked: bool = True) -> diagram:
    """One equation, every symbol a node of its own; ``name`` begins the identifiers.

    In the equation's own place it is not ``linked`` to that place.
    """
    results = graph_of_equation(Stated(equation.name, equation.latex, equation.tree))
    title = f"The equation {equation.label.replace('-', ' ')}"
    return _drawn(manifest, title, [equation], *tree(results), name, linked)


def cell_equations(
    manifest: Manifest, formulation: Formulation, chosen: Mapping[str, str]
) -> list[Equation]:
    """The equations of a timestep that hold; not those that replace a weight left out."""
    stated = [e for e in manifest.equations(formulation.name) if e.part in CELL and e.tree]
    holding = [e for e in stated if manifest.holds(e, chosen)]
    return [e for e in holding if e.tree[3][2] not in formulation.cell.weights]


def needed(results: Sequence[Node], formulation: Formulation) -> list[Node]:
    """The results, without a state that the cell hands on and, with these options, never reads."""
    found = list(walk(results))
    read = {node.symbol for node in found if node.kind == "given"}
    before = {now: one for one, now in formulation.cell.states.items()}
    inner = [one for node in found if node.kind != "result" for one in node.inputs]
    return [
        result
        for result in results
        if before.get(result.symbol) in read or result.inputs[0] not in inner
    ]


def _drawn(
    manifest: Manifest,
    title: str,
    shown: Iterable[Equation],
    layout: Layout,
    drawn: Picture,
    name: str,
    linked: bool = True,
) -> diagram:
    facts = {code: said for e in shown for code, said in names.of_equation(manifest, e).items()}
    link = _link if linked else lambda _: None
    words = " ".join(e.words for e in shown if e.words)
    said = nodes.paragraph("", f"{title}: {words}")
    made = diagram("", said, svg=svg(name, title, words, layout, drawn, link, facts), title=title)
    made["latex"] = environment(layout, drawn)
    return made


def _link(equation: str) -> tuple[str, str]:
    spoken = equation.rpartition(".")[2].replace("-", " ")
    return f"lstm:{equation}", spoken


def add_node(app: Sphinx) -> None:
    """Tell Sphinx how each builder writes a diagram."""
    through = (_nothing, _nothing)
    app.add_node(
        diagram,
        html=(_write, _nothing),
        latex=(_draw, _nothing),
        text=through,
        man=through,
        texinfo=through,
    )


def _nothing(_translator: nodes.NodeVisitor, _node: Element) -> None:
    pass


def _write(translator: HTML5Translator, node: Element) -> None:
    title = escape(node["title"], quote=True)
    translator.body.append(
        f'<div class="lstm-drawing" tabindex="0" role="group" aria-label="Diagram: {title}">'
        f"{_linked(translator, node['svg'])}</div>\n"
    )
    raise nodes.SkipNode


def _draw(translator: LaTeXTranslator, node: Element) -> None:
    translator.body.append(node["latex"])
    raise nodes.SkipNode


def _linked(translator: HTML5Translator, picture: str) -> str:
    """The picture with the address of each equation's own place, where it has one."""
    builder = translator.builder
    shown = builder.env.domains["lstm"].data["equation"]

    def address(found: re.Match[str]) -> str:
        places = shown.get(unescape(found[1]))
        if not places:
            return ""
        docname, _, anchor = min(places)
        here = builder.current_docname
        page = "" if docname == here else builder.get_relative_uri(here, docname)
        return f' href="{escape(page, quote=True)}#{anchor}"'

    return UNRESOLVED.sub(address, picture)
