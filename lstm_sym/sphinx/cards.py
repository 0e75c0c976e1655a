"""What a card is made of: its nodes, and how each builder writes them."""

from itertools import groupby

from docutils import nodes
from docutils.nodes import Element, Node
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from lstm_sym.sphinx.manifest import Activation, Equation, Place

#: The class of a card.
CARD = ["lstm-card"]


class block(nodes.General, nodes.Element):
    """A box: a ``div`` with classes in HTML, nothing elsewhere."""


class folded(nodes.General, nodes.Element):
    """A box that opens at a click, without JavaScript: ``details`` in HTML, left out elsewhere."""


def add_nodes(app: Sphinx) -> None:
    """Tell Sphinx how each builder writes the nodes."""
    through, left_out = (_nothing, _nothing), (_skip, _nothing)
    app.add_node(
        block,
        html=(_open_block, _close_block),
        latex=through,
        text=through,
        man=through,
        texinfo=through,
    )
    app.add_node(
        folded,
        html=(_open_folded, _close_folded),
        latex=left_out,
        text=left_out,
        man=left_out,
        texinfo=left_out,
    )


def equation_card(equation: Equation, formula: Element) -> block:
    """The card of an equation: label and condition, formula, NumPy, where that stands."""
    said = f"when {equation.when}" if equation.when else ""
    return _card(equation.label, said, [formula], equation, [])


def group(made: list[block]) -> block:
    """Several cards as one list, close together."""
    return block("", *made, classes=["lstm-group"])


def activation_card(activation: Activation) -> block:
    """The card of an activation: name and meaning, formula and derivative, NumPy, facts."""
    formulas: list[Element] = [formula(activation.latex), formula(activation.derivative)]
    return _card(activation.name, activation.meaning, formulas, activation, _facts(activation))


def rows(shown: list[Equation | Activation]) -> block:
    """Equations and activations again, in one card, each a row: formula, NumPy, link.

    Equations of several formulations are named in full, above.
    """
    owners = {one.name.partition(".")[0] for one in shown if isinstance(one, Equation)}
    made = [_row(one, in_full=len(owners) > 1) for one in shown]
    return block("", *made, classes=[*CARD, "lstm-rows"])


def formula(latex: str) -> nodes.math_block:
    """A formula by itself, without a number."""
    options = {"label": None, "number": None, "docname": "", "no-wrap": False}
    return nodes.math_block(latex, latex, **options)


def code_lines(places: tuple[Place, ...]) -> list[Element]:
    """The NumPy lines of an equation; a line that several functions have is shown once."""
    shown = dict.fromkeys(place.code for place in places)
    return [
        nodes.literal_block(code, code, language="python", classes=["lstm-code"]) for code in shown
    ]


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


def _row(shown: Equation | Activation, in_full: bool) -> block:
    code = code_lines(shown.code)
    if isinstance(shown, Equation) and in_full:
        name = nodes.strong("", shown.name.replace(".", " "))
        link = reference("eq", shown.name, domain="math")
        said = nodes.Text(f" when {shown.when}" if shown.when else "")
        parts = [name, nodes.Text(" "), link, said]
        head, number = [nodes.paragraph("", "", *parts, classes=["lstm-when"])], []
    elif isinstance(shown, Equation):
        link = reference("eq", shown.name, nodes.Text(shown.label), domain="math")
        above = f"when {shown.when}" if shown.when else ""
        head = [nodes.paragraph("", above, classes=["lstm-when"])] if above else []
        number = [nodes.paragraph("", "", link, classes=["lstm-link"])]
    else:
        link = reference("act", shown.name)
        said = nodes.Text(f", {shown.meaning}")
        head, number = [nodes.paragraph("", "", link, said, classes=["lstm-when"])], []
    return block("", *head, formula(shown.latex), *code, *number, classes=["lstm-row"])


def _card(
    name: str,
    said: str,
    formulas: list[Element],
    shown: Equation | Activation,
    facts: list[Element],
) -> block:
    head = nodes.paragraph("", "", nodes.strong("", name), classes=["lstm-head"])
    if said:
        head += [nodes.Text(" "), nodes.inline("", said, classes=["lstm-when"])]
    latex = "\n".join(one.astext() for one in formulas)
    source = nodes.literal_block(latex, latex, language="latex")
    fold = folded("", source, summary="LaTeX")
    code = code_lines(shown.code)
    foot = block("", _foot(shown), fold, classes=["lstm-foot"])
    return block("", head, *formulas, *code, *facts, foot, classes=CARD)


def _facts(activation: Activation) -> list[Element]:
    since = f"Since Keras {activation.since}." if activation.since else "Not in Keras."
    facts = nodes.paragraph("", since, classes=["lstm-facts"])
    if activation.aliases:
        facts += nodes.Text(f" Also called {', '.join(activation.aliases)}.")
    for name, stated in activation.parameters.items():
        default = stated["default"]
        facts += [nodes.Text(" "), nodes.literal("", name), nodes.Text(", ")]
        facts += [
            nodes.math(stated["latex"], stated["latex"]),
            nodes.Text(f": {stated['meaning']}"),
        ]
        facts += nodes.Text("." if default is None else f", {default:g} by default.")
    if r"\begin{cases}" in activation.derivative:
        facts += nodes.Text(" At a kink the derivative is that of the branch written there.")
    return [facts]


def _foot(shown: Equation | Activation) -> nodes.paragraph:
    foot = nodes.paragraph()
    for file, places in groupby(shown.code, key=lambda place: place.file):
        foot += nodes.literal("", file)
        for place in places:
            name = nodes.literal("", place.function)
            foot += [nodes.Text(", "), reference("code", place.target, name)]
            foot += nodes.Text(f" line {place.line}")
    foot += [nodes.Text(" · fingerprint "), nodes.literal("", shown.fingerprint)]
    return foot


def _nothing(_translator: nodes.NodeVisitor, _node: Element) -> None:
    pass


def _skip(_translator: nodes.NodeVisitor, _node: Element) -> None:
    raise nodes.SkipNode


def _open_block(translator: HTML5Translator, node: Element) -> None:
    translator.body.append(translator.starttag(node, "div"))


def _close_block(translator: HTML5Translator, _node: Element) -> None:
    translator.body.append("</div>\n")


def _open_folded(translator: HTML5Translator, node: Element) -> None:
    summary = translator.encode(node["summary"])
    translator.body.append(f"{translator.starttag(node, 'details')}<summary>{summary}</summary>")


def _close_folded(translator: HTML5Translator, _node: Element) -> None:
    translator.body.append("</details>\n")
