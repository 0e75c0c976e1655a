"""A math renderer for Sphinx: MathML, which browsers show without JavaScript or a network.

Use it with ``extensions = ["lstm_sym.sphinx.mathml"]`` and ``html_math_renderer = "mathml"``.
A command that LaTeX has and the converter does not know is a warning with its place.
"""

from html import escape
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeGuard

from docutils import nodes
from docutils.nodes import Element
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders._epub_base import MEDIA_TYPES
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from lstm_sym.sphinx.converter import to_mathml
from lstm_sym.sphinx.font import signs, write_font
from lstm_sym.sphinx.marks import marked_mathml

logger = logging.getLogger(__name__)
HERE = Path(__file__).parent

XMLNS = 'xmlns="http://www.w3.org/1998/Math/MathML"'

# Wider than a phone: such a formula scrolls by itself, and the keyboard must reach it.
LONG = 45


# What the extension imports, and the package that brings it.
PACKAGES = {
    "math_core": "math-core",
    "ziamath": "ziamath",
    "fontTools": "fonttools",
    "brotli": "brotli",
}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer ``mathml``, its style and its font."""
    missing = [package for module, package in PACKAGES.items() if find_spec(module) is None]
    if missing:
        said = f"lstm_sym.sphinx.mathml needs {', '.join(missing)}"
        raise ExtensionError(f'{said}: pip install "lstm-sym[sphinx]"')
    app.require_sphinx("8.2")
    app.add_html_math_renderer("mathml", (_inline, None), (_display, None))
    app.connect("builder-inited", _add_style)
    app.connect("html-collect-pages", _add_font)
    app.add_post_transform(OneIdEach)
    MEDIA_TYPES.update({".woff2": "font/woff2", ".txt": "text/plain"})  # for an EPUB
    return {"version": version("lstm-sym"), "parallel_read_safe": True, "parallel_write_safe": True}


def _add_style(app: Sphinx) -> None:
    if _renders(app.builder):
        app.config.html_static_path.append(str(HERE / "static" / "mathml.css"))
        app.add_css_file("mathml.css")


def _add_font(app: Sphinx) -> list[Any]:
    """Make the font when all pages are written: it has what they show, whoever wrote it."""
    if _renders(app.builder):
        pages = app.outdir.rglob(f"*{app.builder.out_suffix}")
        shown = signs(page.read_text("utf-8") for page in sorted(pages))
        write_font(app.outdir / "_static", app.doctreedir, shown)
    return []  # no further pages


def _renders(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    return isinstance(builder, StandaloneHTMLBuilder) and builder.math_renderer_name == "mathml"


def _is_xml(translator: HTML5Translator) -> bool:
    return translator.builder.name == "epub"


class OneIdEach(SphinxPostTransform):
    """Take from Furo's box around a formula the id that it copies from the formula."""

    default_priority = 600  # after Furo's own
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Leave the ids to the formulas."""
        for formula in self.document.findall(nodes.math_block):
            if "math-wrapper" in formula.parent.get("classes", ()):
                formula.parent["ids"] = []


def _inline(translator: HTML5Translator, node: nodes.math) -> None:
    opening = translator.starttag(node, "span", "", CLASS="math notranslate nohighlight")
    translator.body.append(f"{opening}{_converted(translator, node, display=False)}</span>")
    raise nodes.SkipNode


def _display(translator: HTML5Translator, node: nodes.math_block) -> None:
    classes = "math notranslate nohighlight"
    if len(node.astext()) > LONG:
        opening = translator.starttag(node, "div", "", CLASS=classes, tabindex="0")
    else:
        opening = translator.starttag(node, "div", "", CLASS=classes)
    translator.body.append(opening)
    translator.body.append(_converted(translator, node, display=True))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _converted(translator: HTML5Translator, node: Element, display: bool) -> str:
    try:
        if "marked" in node:
            mathml = marked_mathml(node["marked"], node["symbols"], node["words"])
        else:
            mathml = to_mathml(node.astext(), display)
        # HTML knows the element by its name, XML by its namespace.
        return mathml.replace("<math", f"<math {XMLNS}", 1) if _is_xml(translator) else mathml
    except ValueError as error:
        logger.warning("%s", error, location=node, type="mathml", subtype="unknown")
        return f"<code>{escape(node.astext())}</code>"
