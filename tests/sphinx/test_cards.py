"""What a card holds, and what is left of it in a book or a plain text."""

import json
import re
from pathlib import Path

import pytest
from docutils import nodes

from lstm_sym.generate import PRODUCTS
from lstm_sym.manifest.read import owner, read
from lstm_sym.proofs.page import Formulas
from lstm_sym.sphinx.boxes import lines
from lstm_sym.sphinx.cards import when, written_out


def card(html: str, name: str) -> str:
    """The markup of one card."""
    (found,) = (c for c in html.split('<div class="lstm-card"') if f'id="equation-{name}"' in c)
    return found


def test_a_card_has_its_views_one_below_the_other(build, page):
    found = card(build(index=page).html["index"], "toy-state")
    assert re.findall(r'class="lstm-panel lstm-(\w+)"', found) == [
        "mathematics", "numpy", "latex",
    ]  # fmt: skip
    assert re.findall(r'class="lstm-title">\s*(.*?)<', found) == [
        "Mathematics", "NumPy", "LaTeX",
    ]  # fmt: skip
    assert found.count("The state is what it is.") == 1  # what a screen reader says
    assert "hidden" not in found


def test_names_in_the_code_say_which_symbol_they_are(build, page, tmp_path):
    found = card(build(index=page).html["index"], "toy-state")
    assert 'alttext="The state is what it is."' in found
    assert re.search(r'<mrow data-sym="h_t" data-says="state" data-shape="\(batch, units\)"', found)


def test_only_whole_names_of_the_equation_are_marked():
    from lstm_sym.sphinx.boxes import NAME

    assert NAME.findall('<span class="n">h_t</span><span class="mf">1.5</span>') == [("n", "h_t")]
    assert lines("", nodes.literal_block(), symbols={"h_t": "h_t"})["symbols"] == {"h_t": "h_t"}


def test_shapes_go_in_and_come_out(build, page):
    found = card(build(index=page).html["index"], "toy-state")
    shapes = re.search(r'<p class="lstm-shapes">(.*?)</p>', found, re.DOTALL)
    assert shapes
    assert re.sub("<.*?>", "", shapes[1]) == "W_i (units) → h_t (batch, units)"


def test_a_line_leads_to_the_product_where_it_stands_beside_the_manifest(build, page, tmp_path):
    assert 'class="lstm-source"' not in build(index=page).html["index"]
    file = tmp_path / "source" / "toy" / "cell.py"
    file.parent.mkdir()
    file.write_text("\n" * 6 + "input-gate = 1; state = 1; relu = 1\n\n" * 2)
    made = build("second", index=page)
    assert made.warnings == []
    assert 'href="source/toy/cell.html#line-7">line 7</a>' in made.html["index"]
    source = (made.out / "source" / "toy" / "cell.html").read_text()
    assert re.search(r'<span id="line-7">.*?state', source)


@pytest.mark.parametrize("builder", ["text", "latex", "epub"])
def test_a_book_has_formula_and_code(build, page, builder):
    made = build(builder, builder=builder, index=page)
    assert [said for said in made.warnings if "epub" not in said.lower()] == []
    files = [p for p in Path(made.out).rglob("*") if p.suffix in (".txt", ".tex", ".xhtml")]
    text = "\n".join(path.read_text() for path in files)
    assert re.search(r"state.{1,40}=.{1,40}1", text)
    assert "Fingerprint" not in text


ENTRY = {
    "fingerprint": "f1ng3r",
    "with": {"Keras": ["2.2.4", "3.15.1"], "PyTorch": ["2.13.0"]},
    "cases": 1200,
    "errors": {"float32": 4.3e-7, "float64": 1e-15},
}


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        (
            ENTRY,
            "Compared with Keras 2.2.4, 3.15.1 and PyTorch 2.13.0 in 1,200 cases; "
            "largest error 4.3e-07 in float32, 1.0e-15 in float64, relative to values above 1.",
        ),
        (
            ENTRY | {"as": "twin.state", "with": {"Flax": ["0.12"]}, "errors": {"float32": 0.0}},
            "The same as twin.state, which was compared with Flax 0.12 in 1,200 cases; "
            "largest error 0.0e+00 in float32, relative to values above 1.",
        ),
        (
            ENTRY | {"cases": 1, "with": {"Flax": ["0.12"]}, "errors": {"float32": 0.0}},
            "Compared with Flax 0.12 in 1 case; "
            "largest error 0.0e+00 in float32, relative to values above 1.",
        ),
        (ENTRY | {"fingerprint": "0ther"}, "It has changed since it was compared."),
        (None, "No recorded case executes it."),
    ],
    ids=["compared", "compared elsewhere", "once", "changed", "not executed"],
)
def test_a_card_says_what_its_equation_was_compared_with(build, page, tmp_path, entry, words):
    others = {"toy.input-gate": ENTRY, "relu": ENTRY}
    recorded = {"compared": {"toy.state": entry, **others} if entry else others}
    (tmp_path / "source" / "compared.json").write_text(json.dumps(recorded))
    made = build(conf="lstm_compared = 'compared.json'\n", index=page)
    said = "index.md:5: WARNING: no recorded case executes 'toy.state' [lstm.compared]"
    assert made.warnings == ([] if entry else [said])
    line = re.search(r'class="lstm-provenance">(.*?)</p>', card(made.html["index"], "toy-state"))
    assert line
    assert re.sub("<.*?>", "", line[1]) == f"Fingerprint f1ng3r. {words}"
    (fold,) = re.findall("<summary>(.*?)</summary>", card(made.html["index"], "toy-state"))
    checked = words.startswith(("Compared", "The same"))
    assert fold == ("Shapes, checks" if checked else "Shapes, fingerprint")


PROJECT = read(str(PRODUCTS / "manifest.json"))


#: Backwards some equations are part of others in the code.
IN_CODE = [n for n, e in PROJECT.equation.items() if e.code or owner(n) not in PROJECT.gradients]


@pytest.mark.parametrize("name", IN_CODE)
def test_every_equation_shows_lines_that_compute_it(name):
    equation = PROJECT.equation[name]
    shown = written_out(PROJECT, equation)
    assert shown
    assert [place.code for place in shown if not place.is_statement] == []
    computed = {place.code.partition(" = ")[0] for place in shown}
    if equation.defines == ("h_t", "c_t"):
        assert {"h_t", "c_t"} <= computed or "h_t, c_t" in computed


def test_a_condition_with_most_values_of_an_option_names_the_others():
    """And the proof that reads the pages takes it as the manifest means it."""
    manifest = read(str(PRODUCTS / "manifest.json"))
    assert when(manifest, manifest.equation["greff2015.input-gate"]) == "when variant is not NIG"
    said = when(manifest, manifest.equation["greff2015.input-gate-sum"])
    assert said == "when variant is neither NP nor FGR"
    assert when(manifest, manifest.equation["keras.state-h"]) == ""
    several = [e for e in manifest.equation.values() if " or " in e.when]
    assert several != []
    for equation in several:
        for variant in manifest.option["greff2015.variant"].choices:
            shown = when(manifest, equation).removeprefix("when ")
            holds = Formulas.holds(shown, {"variant": variant})
            assert holds == (variant in equation.holds["variant"])
