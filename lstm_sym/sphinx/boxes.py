"""The boxes that a card is made of, and how each builder writes them."""

import re
from typing import Any

from docutils import nodes
from docutils.nodes import Element
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator
from sphinx.writers.latex import LaTeXTranslator

from sphinx import addnodes

NAME = re.compile(r'<span class="(\w+)">(\w+)</span>')


class block(nodes.General, nodes.Element):
    """A box: a ``div`` with classes in HTML, nothing elsewhere."""


class in_html(nodes.General, nodes.Element):
    """A box that only a page of a site has; books and texts go without."""


class fold(nodes.General, nodes.Element):
    """What a page of a site shows when its ``summary`` is clicked, or at once if it is opened."""


class lines(nodes.General, nodes.Element):
    """Lines of code whose names say which symbols they are; ``symbols`` maps one to the other."""


class may_break(nodes.Inline, nodes.Element):
    """A place within a name where a page of HTML may begin another line."""


def folded(words: str | None, *content: nodes.Node) -> list[nodes.Node]:
    """The content behind a click on the words; without words as it is."""
    return [fold("", *content, summary=words, classes=["lstm-fold"])] if words else [*content]


def in_books(*content: nodes.Node) -> addnodes.only:
    """What books and plain texts have in place of a chart."""
    return addnodes.only("", *content, expr="not html")


class PlacesInLatex(SphinxPostTransform):
    """Give names of symbols and formulas the places that LaTeX's writer leaves out."""

    default_priority = 800
    formats = ("latex",)

    def run(self, **_: Any) -> None:
        """Put an empty box with the identifiers before each."""
        names = [n for n in self.document.findall(nodes.literal) if "lstm-name" in n["classes"]]
        for node in (*names, *self.document.findall(nodes.math_block)):
            if node["ids"]:
                node.replace_self([block("", ids=node["ids"]), node])


def add_nodes(app: Sphinx) -> None:
    """Tell Sphinx how each builder writes the nodes."""
    app.add_post_transform(PlacesInLatex)
    app.add_node(
        block, html=(_open, _close), **(_elsewhere(_nothing) | {"latex": (_label, _nothing)})
    )
    app.add_node(in_html, html=(_open_in_html, _close), **_elsewhere(_skip))
    app.add_node(fold, html=(_open_fold, _close_fold), **_elsewhere(_nothing))
    app.add_node(may_break, html=(_break, _nothing), **_elsewhere(_nothing))
    app.add_node(lines, html=(_open_lines, _close_lines), **_elsewhere(_nothing))


def _elsewhere(visit: Any) -> dict[str, Any]:
    return dict.fromkeys(("latex", "text", "man", "texinfo"), (visit, _nothing))


def _nothing(_translator: nodes.NodeVisitor, _node: Element) -> None:
    pass


def _label(translator: LaTeXTranslator, node: Element) -> None:
    translator.body += [translator.hypertarget(name) for name in node["ids"]]


def _skip(_translator: nodes.NodeVisitor, _node: Element) -> None:
    raise nodes.SkipNode


def _open(translator: HTML5Translator, node: Element) -> None:
    translator.body.append(translator.starttag(node, "div"))


def _close(translator: HTML5Translator, _node: Element) -> None:
    translator.body.append("</div>\n")


def _open_in_html(translator: HTML5Translator, node: Element) -> None:
    if translator.builder.name == "epub":
        raise nodes.SkipNode
    _open(translator, node)


def _break(translator: HTML5Translator, _node: Element) -> None:
    translator.body.append("<wbr/>" if translator.builder.name == "epub" else "<wbr>")


def _open_fold(translator: HTML5Translator, node: Element) -> None:
    opened: dict[str, Any] = {"open": "open"} if node.get("opened") else {}
    translator.body.append(translator.starttag(node, "details", **opened))
    translator.body.append(f"<summary>{translator.encode(node['summary'])}</summary>")


def _close_fold(translator: HTML5Translator, _node: Element) -> None:
    translator.body.append("</details>\n")


def _open_lines(translator: HTML5Translator, _node: Element) -> None:
    translator.context.append(str(len(translator.body)))


def _close_lines(translator: HTML5Translator, node: Element) -> None:
    start = int(translator.context.pop())

    def marked(found: re.Match[str]) -> str:
        symbol = node["symbols"].get(found[2])
        return (
            f'<span class="{found[1]}" data-sym="{symbol}">{found[2]}</span>'
            if symbol
            else found[0]
        )

    translator.body[start:] = [NAME.sub(marked, "".join(translator.body[start:]))]
