"""The Sphinx extension: shows equations by name, from the product ``manifest.json``.

It reads that file only. Neither SymPy nor the rest of lstm_sym is imported, so a site can be
built where only the products are.
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError
from sphinx.util.typing import ExtensionMetadata

from lstm_sym.sphinx import cards, live
from lstm_sym.sphinx.domain import LstmDomain

STYLE = Path(__file__).parent / "static" / "lstm.css"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain ``lstm``, the config value ``lstm_manifest`` and the cards' style."""
    app.require_sphinx("8.2")
    app.add_config_value(
        "lstm_manifest",
        "manifest.json",
        "env",
        types=frozenset({str}),
        description="Path of the product manifest.json, relative to the folder of conf.py.",
    )
    app.connect("config-inited", _find_manifest)
    app.connect("builder-inited", _add_style)
    app.add_domain(LstmDomain)
    cards.add_nodes(app)
    live.connect(app)
    return {
        "version": "0.1.0",
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _find_manifest(app: Sphinx, config: Config) -> None:
    path = (Path(app.confdir) / config.lstm_manifest).resolve()
    if not path.is_file():
        raise ConfigError(f"lstm_manifest: there is no file {path}; set its path in conf.py")
    config.lstm_manifest = str(path)


def _add_style(app: Sphinx) -> None:
    if app.builder.format == "html":
        app.config.html_static_path.append(str(STYLE))
        app.add_css_file(STYLE.name)
