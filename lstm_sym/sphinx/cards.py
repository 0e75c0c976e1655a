"""The card of an equation or an activation: formula, code, LaTeX, shapes, provenance.

Each is a panel with its title. A page's script makes tabs of them; without it all are open. Books
and plain texts have formula and code.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.addnodes import pending_xref

from lstm_sym.manifest.read import Activation, Equation, Manifest, Place, owner
from lstm_sym.sphinx import names as facts
from lstm_sym.sphinx import sources
from lstm_sym.sphinx.boxes import block, fold, in_html, lines
from lstm_sym.sphinx.marks import Name

#: The class of a card.
CARD = ["lstm-card"]


def equation_card(
    manifest: Manifest,
    equation: Equation,
    formula: Element,
    compared: str,
    drawn: Iterable[Node] = (),
) -> block:
    """The card of an equation, with the formula that is its own place, and with its diagram."""
    names = facts.of_equation(manifest, equation)
    panels = [panel("mathematics", "Mathematics", formula)]
    if equation.code:
        panels.append(code_panel(equation.code, names, written_out(manifest, equation)))
    panels.append(latex_panel(equation.latex))
    panels += [panel("diagram", "Diagram", one, everywhere=False) for one in drawn]
    shapes = _shapes(names, equation.defines)
    end = foot({"": equation}, [compared], shapes)
    return block("", _head(equation.label, when(manifest, equation)), *panels, end, classes=CARD)


def when(manifest: Manifest, equation: Equation) -> str:
    """When an equation holds, for its card: of most values of an option, the few without it."""
    said = []
    for one in filter(None, equation.when.split(", ")):
        name, _, values = one.partition("=")
        held = values.split(" or ")
        choices = manifest.option[f"{owner(equation.name)}.{name}"].choices if values else {}
        others = [value for value in choices if value not in held]
        if 0 < len(others) < len(held):
            no = "is not" if len(others) == 1 else "is neither"
            one = f"{name} {no} {' nor '.join(others)}"
        said.append(one)
    return f"when {', '.join(said)}" if said else ""


def activation_card(
    manifest: Manifest,
    activation: Activation,
    compared: str,
    drawn: Iterable[Node],
) -> block:
    """The card of an activation: formula and derivative, code, facts and plot."""
    names = facts.of_activation(manifest, activation)
    value = formula(activation.latex, activation.marked, names, activation.words)
    slope = formula(
        activation.derivative, activation.marked_derivative, names, activation.derivative_words
    )
    panels = [
        panel("mathematics", "Mathematics", value, slope),
        code_panel(activation.code, names),
        latex_panel(f"{activation.latex}\n{activation.derivative}"),
    ]
    head = _head(activation.name, activation.meaning)
    end = foot({"": activation}, [compared])
    return block("", head, *panels, _facts(activation), *drawn, end, classes=CARD)


def group(made: list[block]) -> block:
    """Several cards as one list, close together."""
    return block("", *made, classes=["lstm-group"])


def formula(
    latex: str, marked: str = "", names: Mapping[str, Name] | None = None, words: str = ""
) -> nodes.math_block:
    """A formula by itself, without a number; with marks, its symbols say what they are."""
    options = {"label": None, "number": None, "docname": "", "no-wrap": False}
    node = nodes.math_block(latex, latex, **options)
    if marked:
        node["marked"], node["symbols"], node["words"] = marked, dict(names or {}), words
    return node


def equation_formula(manifest: Manifest, equation: Equation) -> nodes.math_block:
    """The formula of an equation, with its marks."""
    names = facts.of_equation(manifest, equation)
    return formula(equation.latex, equation.marked, names, equation.words)


def written_out(manifest: Manifest, equation: Equation) -> tuple[Place, ...]:
    """The lines of an equation; of one that applies the whole cell, the cell's lines there."""
    heads = {(p.file, p.function): p.line for p in equation.code if not p.is_statement}
    if not heads:
        return equation.code
    inner = [
        replace(place, code=f"{place.code}  # when {e.when}" if e.when else place.code)
        for e in manifest.equations(owner(equation.name))
        if e.part == "cell"
        for place in e.code
        if place.line >= heads.get((place.file, place.function), sys.maxsize)
    ]
    return tuple(sorted(inner, key=lambda place: place.line))


def code_lines(places: tuple[Place, ...], names: Mapping[str, Name]) -> lines:
    """The NumPy lines of an equation; a line that several functions have is shown once."""
    shown = dict.fromkeys(place.code for place in places)
    made = [
        nodes.literal_block(code, code, language="python", classes=["lstm-code"]) for code in shown
    ]
    return lines("", *made, symbols={name.code: symbol for symbol, name in names.items()})


def panel(kind: str, title: str, *content: Node, everywhere: bool = True) -> Element:
    """One of the card's views; ``kind`` is what the script and the style call it."""
    head = in_html("", nodes.Text(title), classes=["lstm-title"])
    box = block if everywhere else in_html
    return box("", head, *content, classes=["lstm-panel", f"lstm-{kind}"])


def code_panel(
    places: tuple[Place, ...], names: Mapping[str, Name], shown: tuple[Place, ...] = ()
) -> Element:
    """The very lines of the product, and links to where they are or, if ``shown``, begin."""
    where = nodes.paragraph(classes=["lstm-places"])
    for file, found in groupby(places, key=lambda place: place.file):
        where += nodes.literal("", file)
        for place in found:
            function = nodes.literal("", place.function)
            where += [nodes.Text(", "), reference("code", place.target, function)]
            where += [nodes.Text(" "), sources.line(place)]
    return panel("numpy", "NumPy", code_lines(shown or places, names), in_html("", where))


def latex_panel(latex: str) -> Element:
    """What an author copies."""
    source = nodes.literal_block(latex, latex, language="latex")
    return panel("latex", "LaTeX", source, everywhere=False)


def reference(role: str, name: str, *shown: Node, domain: str = "lstm") -> pending_xref:
    """A reference that is resolved when every page has been read."""
    content = nodes.inline("", "", *(shown or (nodes.Text(name),)))
    return pending_xref(
        "",
        content,
        refdomain=domain,
        reftype=role,
        reftarget=name,
        refexplicit=bool(shown),
        refwarn=True,
    )


def _head(name: str, said: str) -> nodes.paragraph:
    head = nodes.paragraph("", "", nodes.strong("", name), classes=["lstm-head"])
    if said:
        head += [nodes.Text(" "), nodes.inline("", said, classes=["lstm-when"])]
    return head


def _shapes(names: Mapping[str, Name], defined: tuple[str, ...]) -> nodes.paragraph:
    """What goes in and what comes out, each with its shape in named dimensions."""
    arrays = {symbol: name for symbol, name in names.items() if not name.is_function}
    inputs = [name for symbol, name in arrays.items() if symbol not in defined]
    outputs = [arrays[symbol] for symbol in defined if symbol in arrays]
    said = nodes.paragraph(classes=["lstm-shapes"])
    for place, name in enumerate((*inputs, *outputs)):
        between = "" if not place else " → " if place == len(inputs) else ", "
        said += [nodes.Text(between), nodes.literal("", name.code), nodes.Text(f" {name.shape}")]
    return said


def foot(shown: Mapping[str, Equation | Activation], compared: Iterable[str], *more: Node) -> Node:
    """The end of a card, behind a click: what more it says, and how its equations were checked."""
    all_said = list(compared)
    said = []
    for (name, one), comparison in zip(shown.items(), all_said, strict=True):
        words = nodes.Text(f"{name}: fingerprint " if name else "Fingerprint ")
        rest = nodes.Text(f". {comparison}" if comparison else "")
        found = [words, nodes.literal("", one.fingerprint), rest]
        said.append(nodes.paragraph("", "", *found, classes=["lstm-provenance"]))
    checked = all(one.startswith(("Compared", "The same")) for one in all_said)
    known, unknown = (
        ("Shapes, checks", "Shapes, fingerprint") if more else ("Checked", "Fingerprint")
    )
    summary = known if checked else unknown
    opened = fold("", *more, *said, summary=summary, classes=["lstm-fold"])
    return in_html("", opened, classes=["lstm-foot"])


def _facts(activation: Activation) -> Element:
    since = f"Since Keras {activation.since}." if activation.since else "Not in Keras."
    facts = nodes.paragraph("", since, classes=["lstm-facts"])
    if activation.aliases:
        facts += nodes.Text(f" Also called {', '.join(activation.aliases)}.")
    for name, stated in activation.parameters.items():
        facts += [nodes.Text(" "), nodes.literal("", name), nodes.Text(", ")]
        facts += [
            nodes.math(stated.latex, stated.latex),
            nodes.Text(f": {stated.meaning}"),
        ]
        facts += nodes.Text("." if stated.default is None else f", {stated.default:g} by default.")
    if r"\begin{cases}" in activation.derivative:
        facts += nodes.Text(" At a kink the derivative is that of the branch written there.")
    return facts
