"""The products as pages, a line an anchor: what a card's lines of code are linked to."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from lstm_sym.manifest.read import Place, read


class source_line(nodes.General, nodes.TextElement):
    """A link to a line of a product, where the product is beside the manifest."""


def line(place: Place) -> source_line:
    """The link ``line 105``."""
    said = f"line {place.line}"
    return source_line(said, said, file=place.file, path=str(place.path), line=place.line)


def connect(app: Sphinx) -> None:
    """Write the pages of the products, and the links to them."""
    app.add_node(source_line, html=(_open, _close), **_plain())
    app.connect("html-collect-pages", _pages)


def _plain() -> dict[str, Any]:
    through = (lambda translator, node: None, lambda translator, node: None)
    return dict.fromkeys(("latex", "text", "man", "texinfo"), through)


def _has_pages(builder: Builder, path: str) -> bool:
    """Whether the file has a page in this site."""
    several = builder.format == "html" and builder.name not in ("epub", "singlehtml")
    return several and Path(path).is_file()


def _page(file: str) -> str:
    return f"source/{file.removesuffix('.py')}"


def _open(translator: HTML5Translator, node: nodes.Element) -> None:
    builder = translator.builder
    if _has_pages(builder, node["path"]):
        page = builder.get_relative_uri(translator.docnames[0], _page(node["file"]))
        where = escape(f"{page}#line-{node['line']}")
        translator.body.append(f'<a class="lstm-source" href="{where}">')
    else:
        translator.body.append("<span>")


def _close(translator: HTML5Translator, node: nodes.Element) -> None:
    translator.body.append("</a>" if _has_pages(translator.builder, node["path"]) else "</span>")


def _pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    paths = {place.file: place.path for place in read(*app.config.lstm_manifest).places()}
    for file, path in sorted(paths.items()):
        yield from page_of(app, file, path)


def page_of(app: Sphinx, file: str, path: Path) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page of a file's code, where this builder has such pages."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and _has_pages(builder, str(path)):
        text = path.read_text(encoding="utf-8")
        code = builder.highlighter.highlight_block(
            text, "python", linespans="line", linenos="inline"
        )
        code = code.replace("<pre>", '<pre tabindex="0">', 1)
        body = f'<h1>{escape(file)}</h1>\n<div class="lstm-file">{code}</div>'
        yield _page(file), {"title": file, "body": body}, "page.html"
