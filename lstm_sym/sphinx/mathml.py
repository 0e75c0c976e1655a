"""A math renderer for Sphinx: MathML, which browsers show without JavaScript or a network.

Use it with ``extensions = ["lstm_sym.sphinx.mathml"]`` and ``html_math_renderer = "mathml"``.
A command that LaTeX has and the converter does not know is a warning with its place.
"""

import re
from functools import lru_cache
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.nodes import Element
from math_core import LatexError, LatexToMathML
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.util.typing import ExtensionMetadata
from sphinx.writers.html5 import HTML5Translator

from lstm_sym.sphinx.font import make_font

logger = logging.getLogger(__name__)
HERE = Path(__file__).parent

# Wider than a phone: such a formula scrolls by itself, and the keyboard must reach it.
LONG = 45


@lru_cache(maxsize=1)
def converter() -> LatexToMathML:
    """The one converter of this process."""
    return LatexToMathML(fancy_error=False, xml_namespace=False)


def to_mathml(tex: str, display: bool) -> str:
    """MathML for a formula in LaTeX; raises ValueError for what cannot be said.

    Examples
    --------
    >>> to_mathml("x_t", display=False)
    '<math><msub><mi>x</mi><mi>t</mi></msub></math>'
    """
    try:
        mathml = converter().convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ValueError(f"{str(error).strip()} in {tex!r}") from None
    # Not every XML reader knows the name of U+2061.
    mathml = mathml.replace("&ApplyFunction;", "&#x2061;")
    # Firefox takes the circled dot for a large operator.
    return re.sub(r"<mo([^>]*)>⊙", r'<mo largeop="false"\1>⊙', mathml)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the renderer ``mathml``, its style and its font."""
    app.require_sphinx("8.2")
    app.add_html_math_renderer("mathml", (_inline, None), (_display, None))
    app.connect("builder-inited", _add_style)
    return {"version": "0.1.0", "parallel_read_safe": True, "parallel_write_safe": True}


def _add_style(app: Sphinx) -> None:
    builder = app.builder
    if not isinstance(builder, StandaloneHTMLBuilder) or builder.math_renderer_name != "mathml":
        return
    made = Path(app.doctreedir) / "mathml"
    make_font(made)
    app.config.html_static_path += [str(HERE / "static" / "mathml.css"), str(made)]
    app.add_css_file("mathml.css")


def _inline(translator: HTML5Translator, node: nodes.math) -> None:
    opening = translator.starttag(node, "span", "", CLASS="math notranslate nohighlight")
    translator.body.append(f"{opening}{_converted(node, display=False)}</span>")
    raise nodes.SkipNode


def _display(translator: HTML5Translator, node: nodes.math_block) -> None:
    classes = "math notranslate nohighlight"
    if len(node.astext()) > LONG:
        opening = translator.starttag(node, "div", "", CLASS=classes, tabindex="0")
    else:
        opening = translator.starttag(node, "div", "", CLASS=classes)
    translator.body.append(opening)
    translator.body.append(_converted(node, display=True))
    if node.get("number"):
        number = get_node_equation_number(translator, node)
        translator.body.append(f'<span class="eqno">({number})')
        translator.add_permalink_ref(node, _("Link to this equation"))
        translator.body.append("</span>")
    translator.body.append("</div>\n")
    raise nodes.SkipNode


def _converted(node: Element, display: bool) -> str:
    try:
        return to_mathml(node.astext(), display)
    except ValueError as error:
        logger.warning("%s", error, location=node, type="mathml", subtype="unknown")
        return f"<code>{escape(node.astext())}</code>"
