"""Diagrams of a cell or of an equation, laid out from the expressions and written as SVG."""

from pathlib import Path

from sphinx.application import Sphinx

from lstm_sym.sphinx.diagram.drawing import add_node

STYLE = Path(__file__).parents[1] / "static" / "diagram.css"


def connect(app: Sphinx) -> None:
    """Register the node and its style."""
    add_node(app)
    app.connect("builder-inited", _add_style)


def _add_style(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STYLE))
        app.add_css_file(STYLE.name)
