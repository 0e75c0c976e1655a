"""The extension in any theme, with any renderer of mathematics, in every builder it names."""

import re
from xml.etree import ElementTree

import pytest

FORMULAS = ("input-gate", "state")
IDS = re.compile(r'\bid="([^"]*)"')


@pytest.mark.parametrize("theme", ["alabaster", "furo", "basic", "classic", "plain"])
def test_a_theme_shows_everything_once(build, page, theme, pytestconfig):
    folder = pytestconfig.rootpath / "docs" / "_theme"
    made = build(index=page, conf=f"html_theme = {theme!r}\nhtml_theme_path = ['{folder}']\n")
    assert made.warnings == []
    html = made.html["index"]
    ids = [name for name in IDS.findall(html) if "toy" in name or "relu" in name]
    assert len(ids) == len(set(ids)) > 8
    assert html.count("<math") >= 8
    assert "_static/lstm.css" in html


@pytest.mark.parametrize("builder", ["dirhtml", "text", "latex"])
def test_a_builder_shows_the_equations(build, page, builder):
    made = build(builder=builder, index=page)
    assert made.warnings == []
    written = {".html", ".txt", ".tex"}
    texts = [file.read_text() for file in made.out.rglob("*.*") if file.suffix in written]
    assert any(r"\tilde c_t" in text or "<mover" in text for text in texts)


def test_an_epub_page_is_xml_with_mathml(build, page):
    made = build(builder="epub", conf="version = copyright = '1'\n", index=page)
    assert made.warnings == []
    tree = ElementTree.parse(made.out / "index.xhtml")
    place = tree.find(".//*[@id='equation-toy-state']")
    assert place is not None
    assert place.find(".//{http://www.w3.org/1998/Math/MathML}math") is not None
    assert (made.out / "_static" / "lstm-sym-math-OFL.txt").is_file()


def test_another_renderer_gets_the_latex(build, page):
    """MathJax from a local copy: the page has the LaTeX, and asks no other machine for a script."""
    conf = (
        'extensions = ["myst_parser", "lstm_sym.sphinx", "sphinx.ext.mathjax"]\n'
        'html_math_renderer = "mathjax"\nmathjax_path = "mathjax/tex-chtml.js"\n'
    )
    made = build(conf=conf, index=page)
    assert made.warnings == []
    html = made.html["index"]
    assert "<math" not in html
    assert r"\tilde c_t" in html
    assert 'src="_static/mathjax/tex-chtml.js' in html
    assert "//cdn" not in html


def test_latex_refers_to_what_it_labels(build, page):
    made = build(builder="latex", index=page + "\n{eq}`toy.state` {lstm:act}`relu`\n")
    (text,) = (file.read_text() for file in made.out.glob("*.tex"))
    assert r"\label{equation:index:toy.state}" in text
    assert r"\eqref{equation:index:toy.state}" in text
    for place in ("activation-relu", "symbol-toy-h_t", "equation-toy-state"):
        assert rf"\label{{\detokenize{{index:{place}}}}}" in text
