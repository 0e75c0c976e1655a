"""The Sphinx extension: shows equations by name, from manifests of `lstm-sym generate`.

It reads those files only. Neither SymPy nor the rest of lstm_sym is imported, so a site can be
built where only the products are.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata

from lstm_sym.manifest.read import read
from lstm_sym.sphinx import boxes, explorer, live, notebook, sources
from lstm_sym.sphinx.diagram import drawing
from lstm_sym.sphinx.directives import DIRECTIVES
from lstm_sym.sphinx.domain import LstmDomain
from lstm_sym.sphinx.reading import pages_that_read_otherwise

STATIC = Path(__file__).parent / "static"
STYLES = ("lstm.css", "cards.css", "shade.css")
#: The styles of what few pages have, each with a class that only those show.
STYLES_OF = {"diagram.css": "lstm-graph", "differences.css": "lstm-difference"}


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain ``lstm``, the config value ``lstm_manifest`` and the cards' style."""
    app.require_sphinx("8.2")
    app.add_config_value(
        "lstm_manifest",
        "manifest.json",
        "env",
        types=frozenset({str, list, tuple}),
        description="Path of a manifest, relative to the folder of conf.py, or a list of paths.",
    )
    app.add_config_value(
        "lstm_compared",
        "",
        "env",
        types=frozenset({str}),
        description="Path of the record of `lstm-sym verify -o`, for the cards; none if empty.",
    )
    app.add_config_value(
        "lstm_equation_letters",
        {},
        "env",
        types=frozenset({dict}),
        description="A letter for a page, before the numbers of its equations; needs no numfig.",
    )
    app.connect("config-inited", _find_files)
    app.connect("builder-inited", _add_style)
    app.connect("html-page-context", _add_styles_of_page)
    app.connect("env-get-outdated", pages_that_read_otherwise)
    app.add_domain(LstmDomain)
    for name, directive in DIRECTIVES.items():
        app.add_directive_to_domain(LstmDomain.name, name, directive)
    boxes.add_nodes(app)
    drawing.add_node(app)
    sources.connect(app)
    live.connect(app)
    explorer.connect(app)
    notebook.connect(app)
    return {
        "version": version("lstm-sym"),
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _find_files(app: Sphinx, config: Config) -> None:
    stated = config.lstm_manifest
    paths = [stated] if isinstance(stated, str) else stated
    if not paths:
        raise ConfigError("lstm_manifest is empty, expected the path of a manifest or some")
    config.lstm_manifest = [_file(app, "lstm_manifest", path) for path in paths]
    if config.lstm_compared:
        config.lstm_compared = _file(app, "lstm_compared", config.lstm_compared)
    try:
        read(*config.lstm_manifest)
    except ValueError as error:
        raise ConfigError(f"lstm_manifest: {error}") from None


def _file(app: Sphinx, name: str, stated: object) -> str:
    if not isinstance(stated, str):
        raise ConfigError(f"{name}: {stated!r} is not a path; set it in conf.py")
    path = (Path(app.confdir) / stated).resolve()
    if not path.is_file():
        raise ConfigError(f"{name}: there is no file {path}; set its path in conf.py")
    return str(path)


def _add_style(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path += [
            str(STATIC / name) for name in (*STYLES, *STYLES_OF, "cards.js")
        ]
        for name in STYLES:
            app.add_css_file(name)
        if app.builder.name != "epub":
            # Not deferred: the chosen view is known before the first card is drawn.
            app.add_js_file("cards.js")


def _add_styles_of_page(
    app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object
) -> None:
    for name, shown in STYLES_OF.items():
        if app.builder.name == "epub" or shown in context.get("body", ""):
            app.add_css_file(name)
