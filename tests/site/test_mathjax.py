"""The same equations through sphinx.ext.mathjax, with a copy of MathJax on the disk."""

import shutil
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .conftest import ROOT, Tab

MODULES = Path(__file__).resolve().parent / "node_modules"
CONF = f"""
extensions = ["myst_parser", "lstm_sym.sphinx", "sphinx.ext.mathjax"]
lstm_manifest = {str(ROOT / "generated" / "manifest.json")!r}
html_theme = "basic"
html_static_path = ["static"]
mathjax_path = "mathjax/tex-chtml.js"
mathjax4_config = {{
    "loader": {{"paths": {{"fonts": "[mathjax]/.."}}}},
    "options": {{"enableMenu": False, "enableSpeech": False, "enableBraille": False}},
}}
"""
PAGE = "# Cell\n\n```{lstm:equations} keras\n```\n```{lstm:symbols} keras\n```\n"


def test_mathjax_shows_every_equation(browser, tmp_path):
    """Without a request to another machine and without a word on the console."""
    if not (MODULES / "mathjax").is_dir():
        pytest.skip("MathJax is not installed: npm install --prefix tests/site")
    source = tmp_path / "source"
    shutil.copytree(MODULES / "mathjax", source / "static" / "mathjax")
    font = MODULES / "@mathjax" / "mathjax-newcm-font"
    shutil.copytree(font / "chtml", source / "static" / "mathjax-newcm-font" / "chtml")
    (source / "conf.py").write_text(CONF)
    (source / "index.md").write_text(PAGE)
    app = SphinxTestApp("html", srcdir=source, builddir=tmp_path / "out", warningiserror=True)
    app.build()
    app.cleanup()
    tab = Tab(browser, Path(app.outdir), scripts=True)
    tab.open("index")
    tab.page.wait_for_function("globalThis.MathJax?.startup?.promise !== undefined")
    tab.page.evaluate("MathJax.startup.promise.then(() => null)")
    shown = tab.page.evaluate(
        """[...document.querySelectorAll(".math mjx-container")].map(
          (one) => one.getBoundingClientRect().height > 4 && !one.querySelector("mjx-merror"))"""
    )
    assert len(shown) > 40
    assert all(shown)
    assert tab.complaints == []
    assert [url for url in tab.asked if not url.startswith(("file:", "data:"))] == []
