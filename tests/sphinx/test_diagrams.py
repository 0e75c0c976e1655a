"""Diagrams on pages: links, words for who does not see, the same bytes from the same graph."""

import json
import os
import re
import subprocess
import sys
from xml.etree import ElementTree

import pytest
from sphinx.testing.util import SphinxTestApp

from lstm_sym.sphinx.mathml import to_mathml

SVG = "{http://www.w3.org/2000/svg}"
PAGES = """# Cell

```{{lstm:diagram}} {name}
```
```{{lstm:equations}} {formulation}
```
"""


@pytest.fixture
def real(pytestconfig):
    """The configuration that reads the real manifest."""
    return f"lstm_manifest = {str(pytestconfig.rootpath / 'generated' / 'manifest.json')!r}"


def drawing(html):
    """The first diagram of a page; those of the cards come after it."""
    return ElementTree.fromstring(re.findall(r"<svg .*?</svg>", html, re.DOTALL)[0])


@pytest.mark.parametrize("name", ["keras", "greff2015 variant=CIFG", "gru reset_after=False"])
def test_every_part_leads_to_its_equation(build, real, name):
    formulation = name.split()[0]
    made = build(index=PAGES.format(name=name, formulation=formulation), conf=real)
    assert made.warnings == []
    links = drawing(made.html["index"]).findall(f"{SVG}a")
    assert len(links) >= 4
    for link in links:
        address = link.get("href")
        assert address.startswith(f"#equation-{formulation}-")
        assert f'id="{address[1:]}"' in made.html["index"]
        assert link.find(f"{SVG}title").text
    assert "lstm:" not in made.html["index"]


def test_a_link_may_lead_to_another_page(build, real):
    pages = PAGES.format(name="keras", formulation="keras")
    alone = "# Alone\n\n```{lstm:diagram} keras\n```\n"
    made = build(index=f"{pages}\n```{{toctree}}\nalone\n```\n", alone=alone, conf=real)
    assert made.warnings == []
    assert 'href="index.html#equation-keras-cell-state"' in made.html["alone"]


def test_without_a_page_for_the_equations_there_are_no_links(build, real):
    made = build(index="# Alone\n\n```{lstm:diagram} keras.cell-state\n```\n", conf=real)
    assert made.warnings == []
    links = drawing(made.html["index"]).findall(f"{SVG}a")
    assert [link.get("href") for link in links] == [None]


def test_a_diagram_has_a_title_and_says_its_equations(build, real):
    twice = "# Twice\n\n```{lstm:diagram} keras\n```\n```{lstm:diagram} pytorch\n```\n"
    html = build(index=twice, conf=real).html["index"]
    for svg in re.findall(r"<svg .*?</svg>", html, re.DOTALL):
        root = ElementTree.fromstring(svg)
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title.text.startswith("The cell of The LSTM of ")
        assert "The cell state is the forget gate times" in description.text
        assert root.get("aria-labelledby") == title.get("id")
        assert root.get("aria-describedby") == description.get("id")
    ids = re.findall(r' id="(lstm-diagram[^"]*)"', html)
    assert len(set(ids)) == len(ids) == 4


def test_the_card_of_an_equation_shows_it_drawn_without_a_link_to_itself(build, real):
    html = build(index="# Cell\n\n```{lstm:equations} keras\n```\n", conf=real).html["index"]
    pictures = re.findall(r"<svg .*?</svg>", html, re.DOTALL)
    assert len(pictures) == html.count('class="lstm-panel lstm-diagram"') == 25
    assert not any("<a " in svg for svg in pictures)
    assert '<title id="diagram-keras-input-gate-title">The equation input gate</title>' in html


def test_symbols_are_marked_by_their_names_in_code(build, real):
    html = build(index="# Cell\n\n```{lstm:diagram} keras\n```\n", conf=real).html["index"]
    marked = re.findall(r'data-sym="([^"]*)"', html)
    assert {"x_t", "h_tm1", "c_tm1", "i_t", "f_t", "g_t", "o_t", "c_t", "h_t"} == set(marked)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kera", "unknown formulation 'kera' (did you mean 'keras'?)"),
        ("keras.input_gate", "unknown equation 'keras.input_gate' (did you mean"),
        ("greff2015 variants=NP", "unknown option 'variants' (did you mean 'variant'?)"),
        ("greff2015 variant=np", "unknown value of variant 'np'"),
    ],
)
def test_a_wrong_name_is_reported_where_it_stands(build, real, name, said):
    made = build(index=f"# Cell\n\n```{{lstm:diagram}} {name}\n```\n", conf=real)
    (warning,) = made.warnings
    assert warning.startswith("index.md:3: WARNING: ")
    assert said in warning


def test_a_manifest_without_expressions_is_reported(build):
    made = build(index="# Cell\n\n```{lstm:diagram} toy\n```\n")
    (warning,) = made.warnings
    assert "has no expressions of 'toy'" in warning


@pytest.fixture
def written(tmp_path, real):
    """What a builder makes of a page with a diagram."""
    source = tmp_path / "source"
    source.mkdir()
    extensions = 'extensions = ["myst_parser", "lstm_sym.sphinx"]\n'
    (source / "conf.py").write_text(f"{extensions}{real}\nproject = 'cell'\n")
    (source / "index.md").write_text("# Cell\n\n```{lstm:diagram} keras\n```\n")

    def get(builder: str, file: str) -> str:
        app = SphinxTestApp(builder, srcdir=source, builddir=tmp_path / "out")
        try:
            app.build()
        finally:
            app.cleanup()
        assert app.warning.getvalue() == ""
        return (app.outdir / file).read_text()

    return get


def test_plain_text_gets_the_words(written):
    text = written("text", "index.txt")
    assert "The cell of The LSTM of Keras" in text
    assert "svg" not in text


def test_latex_draws_it_too(written):
    """Every node of the cell is framed, every edge has an arrow's head."""
    (drawn,) = re.findall(
        r"\\begin{picture}(.*?)\\end{picture}", written("latex", "cell.tex"), re.DOTALL
    )
    labels = re.findall(r"makebox\(0,0\){\$ (.*?) \$}", drawn)
    assert labels.count(r"\sigma") == 3
    assert labels.count(r"\odot") == 3
    assert {"c_{t-1}", "h_{t-1}", "x_t", "c_t", "h_t", "+"} < set(labels)
    assert len(labels) == drawn.count(r"\oval") + drawn.count(r"\framebox") == 18
    assert drawn.count(r"\vector") == 23
    assert drawn.count("1.2pt") >= 3  # the state that goes through


PROGRAM = """
import json, sys
from lstm_sym.sphinx.diagram.drawing import of_equation, of_formulation
from lstm_sym.manifest.read import read
manifest = read(sys.argv[1])
for formulation in manifest.formulation.values():
    made = of_formulation(manifest, formulation, {}, formulation.name)
    print(json.dumps([made["svg"], made["latex"]]))
for equation in manifest.equation.values():
    made = of_equation(manifest, equation, equation.label)
    print(json.dumps([made["svg"], made["latex"]]))
"""


def test_every_diagram_is_the_same_to_the_byte_and_well_formed(pytestconfig):
    manifest = pytestconfig.rootpath / "generated" / "manifest.json"
    printed = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(manifest)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    lines = printed[0].decode().splitlines()
    assert len(lines) > 300
    labels = set()
    for line in lines:
        svg, latex = json.loads(line)
        ElementTree.fromstring(svg)
        labels.update(re.findall(r"\$ (.*?) \$", latex))
    assert labels > {r"\exp", r"\surd", r"\sigma", r"-\log(\cdot )", r"\mathrm{concat}"}
    assert r"\cdot " not in labels  # of a subtraction the sign is part of what is subtracted
    # A comparison is its sign, never a class of SymPy.
    assert ">" in labels
    assert not any(re.search("Than|Equality", label) for label in labels)
    for label in labels:  # LaTeX refuses a sign without what it needs, and so does this
        to_mathml(label, display=False)


@pytest.mark.parametrize("name", ["mlstm", "layer_norm_addons"])
def test_a_label_is_read_and_not_spelled_out(build, real, name):
    made = build(index=PAGES.format(name=name, formulation=name), conf=real)
    said = " ".join(drawing(made.html["index"]).itertext())
    assert not re.search(r"vecmat|frac|sqrt|otimes|row", said), said
    assert {"mlstm": "√dim(", "layer_norm_addons": "/"}[name] in said.replace(" ", "")
