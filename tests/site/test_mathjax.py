"""A site whose renderer is MathJax, from a copy that npm brings: it typesets every formula."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from lstm_sym.generate import PRODUCTS

from .conftest import Tab

NPM = Path(__file__).resolve().parent / "node_modules"
FONT = Path("@mathjax", "mathjax-newcm-font")
MANIFEST = json.loads((PRODUCTS / "manifest.json").read_text(encoding="utf-8"))
CONF = f"""
extensions = ["myst_parser", "lstm_sym.sphinx", "sphinx.ext.mathjax"]
lstm_manifest = {str(PRODUCTS / "manifest.json")!r}
html_static_path = ["copy"]
mathjax_path = "mathjax/startup.js"
mathjax4_config = {{
    "loader": {{"load": ["input/tex", "output/chtml"]}},  # without the menu, which wants a server
    "output": {{"fontPath": "_static/%%FONT%%-font"}},
    "tex": {{"packages": {{"[-]": ["noundefined"]}}}},  # an unknown command is an error
}}
"""
SHOWN = [
    *(f"{{lstm:equations}} {name}" for name in MANIFEST["formulations"]),
    *(f"{{lstm:activation}} {name}" for name in MANIFEST["activations"]),
    *("{lstm:symbols} keras", "{lstm:diff} keras onnx", "{lstm:diff} keras mask=True"),
]
FORMULAS = """[...document.querySelectorAll(".math")].map((place) => ({
  latex: place.textContent, made: place.querySelector("mjx-container")?.offsetWidth ?? 0,
}))"""


def copied(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page that shows all there is, and one of a few formulas."""
    if not (NPM / "mathjax").is_dir():
        pytest.skip("MathJax is not installed: npm install --prefix tests/site")
    folder = tmp_path_factory.mktemp("mathjax")
    copy = folder / "source" / "copy"
    for part in ("input", "output", "core.js", "startup.js"):
        copied(NPM / "mathjax" / part, copy / "mathjax" / part)
    for part in ("chtml", "chtml.js"):
        copied(NPM / FONT / part, copy / FONT.name / part)
    (folder / "source" / "conf.py").write_text(CONF)
    blocks = "".join(f"```{shown}\n```\n\n" for shown in SHOWN)
    few = "# Few\n\n```{lstm:show} keras.cell-state\n```\n"
    (folder / "source" / "few.md").write_text(few)
    (folder / "source" / "index.md").write_text(f"# All\n\n{blocks}```{{toctree}}\nfew\n```\n")
    app = SphinxTestApp("html", srcdir=folder / "source", builddir=folder / "out")
    app.build()
    app.cleanup()
    assert app.warning.getvalue() == ""
    return Path(app.outdir)


@pytest.fixture
def typeset(built: Path, browser) -> Callable[[str], Tab]:
    """A page that MathJax is done with."""

    def get(name: str) -> Tab:
        opened = Tab(browser, built, scripts=True)
        opened.open(name)
        opened.page.evaluate("MathJax.startup.promise.then(() => null)")
        return opened

    return get


def test_mathjax_typesets_every_formula(typeset):
    tab = typeset("index")
    formulas = tab.page.evaluate(FORMULAS)
    equations = sum(len(f["equations"]) for f in MANIFEST["formulations"].values())
    assert len(formulas) > equations > 250
    assert [one["latex"] for one in formulas if not one["made"]] == []
    assert tab.page.locator("mjx-merror, [data-mjx-error]").count() == 0
    assert tab.complaints == []
    assert [url for url in tab.asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_command_that_mathjax_does_not_have_is_seen(typeset):
    tab = typeset("few")
    unknown = r"\\(\\nosuch\\)"
    tab.page.evaluate(
        f"document.querySelector('.math').textContent = '{unknown}'; MathJax.typeset()"
    )
    assert tab.page.locator("mjx-merror, [data-mjx-error]").count() > 0
