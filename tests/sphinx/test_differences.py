"""Equations beside each other: the same verdict as the command line's, marks that are right."""

import re
from functools import cache
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from sphinx.testing.util import SphinxTestApp

from lstm_sym.diff.cells import of_cells, of_options
from lstm_sym.diff.command import compared
from lstm_sym.diff.trees import Mark
from lstm_sym.equations import FORMULATIONS
from lstm_sym.manifest.read import Option, read
from lstm_sym.roles import Roles
from lstm_sym.sphinx.differences.directive import cell, holding
from lstm_sym.sphinx.differences.lines import underlined, underlined_names
from lstm_sym.sphinx.marks import marked_mathml
from lstm_sym.sphinx.mathml import to_mathml

MANIFEST = read(str(Path(__file__).resolve().parents[2] / "generated" / "manifest.json"))


def cells(one, other):
    return of_cells(*(cell(MANIFEST, MANIFEST.formulation[name]) for name in (one, other)))


def options(name, start=None, **changed):
    start = start or {}
    return of_options(*(holding(MANIFEST, name, c) for c in (start, start | changed)))


@cache
def all_rows():
    """The rows of every two formulations, and of every value of every option."""
    found = [
        (f"{one} {other}", cells(one, other))
        for one, other in product(MANIFEST.formulation, repeat=2)
    ]
    for name in MANIFEST.formulation:
        known = [o for o in MANIFEST.notation(name) if isinstance(o, Option)]
        for option in known:
            for value in option.choices:
                rows = options(name, **{option.code: value})
                found.append((f"{name} {option.code}={value}", rows))
    return found


def own(rows):
    """What is marked in each row that differs, as LaTeX, on both sides."""
    return {row.title: (shown(row.one), shown(row.other)) for row in rows if not row.same}


def shown(side):
    return None if side is None else [mark.shown for mark in side.marks if mark.shown]


@pytest.mark.parametrize("one", FORMULATIONS, ids=lambda f: f.name)
def test_the_command_line_finds_the_same_roles_to_differ(one):
    for other in FORMULATIONS:
        printed = {row.title: row.same for row in compared(Roles(one), Roles(other))}
        assert {row.title: row.same for row in cells(one.name, other.name)} == printed, other.name


def test_pytorch_has_a_second_bias():
    gates = {"input gate": "i", "forget gate": "f", "candidate": "g", "output gate": "o"}
    expected = {title: ([], [f"b_{{h{gate}}}"]) for title, gate in gates.items()}
    assert own(cells("keras", "pytorch")) == expected


def test_of_a_function_the_name_is_marked_or_what_stands_around():
    assert own(cells("keras", "gers2002"))["hidden state"] == ([r"\phi"], [])
    assert own(cells("keras", "onnx"))["hidden state"] == ([], [r"\min(\max(\cdot , -k), k)"])
    squashed = ([r"\tanh"], [r"4 \sigma(\cdot ) - 2", "h_{t-1} U_c"])
    assert own(cells("wikipedia_peephole", "gers2002"))["cell state"] == squashed
    assert own(cells("pytorch", "pytorch_projection")) == {
        "hidden state": ([], [r"W_{hr}^\top"]),
    }


def test_what_stands_where_it_is_used_is_shown_with_its_equation():
    (row,) = [row for row in cells("keras", "onnx") if row.title == "input gate"]
    assert [e.label for e in row.other.equations] == ["input-sum", "input-gate"]
    assert {mark.equation for mark in row.other.marks} == {"onnx.input-sum", "onnx.input-gate"}


def test_a_gate_that_only_one_has_stands_alone():
    rows = {row.title: row for row in cells("keras", "hochreiter1997")}
    assert rows["forget gate"].other is None
    assert rows["input gate"].same


def test_an_option_shows_the_equations_that_it_changes():
    assert own(options("keras", go_backwards="True")) == {
        "input / input backwards": (["X_t"], ["X_{T + 1 - t}"])
    }
    assert own(options("greff2015", variant="CIFG")) == {
        "forget gate / forget gate cifg": ([r"\sigma(\bar f_t)"], ["1 - i_t"]),
    }
    masked = own(options("keras", mask="True"))
    assert masked["step / masked step"] == ([], ["m_t", "(h_{t-1}, c_{t-1})"])
    assert masked["mask"] == (None, [])
    zero = own(options("keras", {"mask": "True"}, masked_output="zero"))
    assert zero == {"output previous / output zero": (["y_{t-1}"], ["0"])}


def test_an_option_at_its_usual_value_changes_nothing():
    for name in MANIFEST.formulation:
        for option in MANIFEST.notation(name):
            if isinstance(option, Option) and option.choices:
                assert options(name, **{option.code: option.usual}) == []


def test_two_sides_in_the_other_order_get_the_same_verdict():
    found = {name: {row.title: row.same for row in rows} for name, rows in all_rows()}
    for one, other in product(MANIFEST.formulation, repeat=2):
        assert found[f"{one} {other}"] == found[f"{other} {one}"]


def test_of_what_stands_in_place_of_a_symbol_each_equation_marks_its_own_piece():
    """The mean of one gate is subtracted where the other cell subtracts the mean of all."""
    (row,) = [
        row for row in cells("layer_norm_contrib", "layer_norm_addons") if row.title == "input gate"
    ]
    named = "layer_norm_contrib.input-gate-"
    marks = {(m.equation.removeprefix(named), m.shown) for m in row.one.marks}
    assert ("norm", r"\mu^i_t") in marks
    assert {shown for equation, shown in marks if equation == "sum"} == {"h_{t-1} U_i"}


def test_what_several_gates_have_in_common_is_shown_once_and_by_itself():
    """Addons normalizes all gates together: its means and variances are no part of one gate."""
    rows = {row.title: row for row in cells("layer_norm_contrib", "layer_norm_addons")}
    means = rows["input products mean"]
    assert means.one is None
    assert next(iter(rows)) == "input products mean"
    shown = [e.label for row in rows.values() if row.other for e in row.other.equations]
    assert len(shown) == len(set(shown))
    gate = [e.label for e in rows["input gate"].other.equations]
    products = [f"input-gate-{one}-products-norm" for one in ("input", "hidden-state")]
    assert gate == [*products, "input-gate"]


def edges(tree):
    """Where the parts of a formula begin and end."""
    start, end, _, *children = tree
    return {start, end}.union(*map(edges, children))


def test_every_mark_begins_and_ends_where_parts_do():
    """But for the brackets and spaces beside a part."""
    for name, rows in all_rows():
        for mark in [m for row in rows for s in (row.one, row.other) if s for m in s.marks]:
            equation = MANIFEST.equation[mark.equation]
            text, places = equation.latex, edges(equation.tree)
            before, behind = text[: mark.start].rstrip(") "), text[mark.end :].lstrip("( ")
            assert before in {text[:place].rstrip(") ") for place in places}, (name, mark)
            assert behind in {text[place:].lstrip("( ") for place in places}, (name, mark)


def bare(latex):
    """A formula without the marks of its names and without braces, which names may bring."""
    return re.sub(r"[{}]", "", re.sub(r"\\class\{\w+\}", "", latex))


def test_every_marked_formula_can_be_drawn():
    seen = 0
    for name, rows in all_rows():
        for side in [side for row in rows for side in (row.one, row.other) if side]:
            for equation in (MANIFEST.equation[e.name] for e in side.equations):
                latex = underlined(equation, side.marks)
                drawn = to_mathml(latex, display=True)
                marked = sum(mark.equation == equation.name for mark in side.marks)
                places = {(m.start, m.end) for m in side.marks if m.equation == equation.name}
                inside = {
                    (start, end)
                    for start, end in places
                    if any(a <= start and end <= b and (a, b) != (start, end) for a, b in places)
                }
                shown = len(places) - len(inside)  # what is inside of a mark has no line
                assert latex.count(r"\underline{") == shown
                assert drawn.count('class="math-underline"') == shown, name
                said = underlined_names(equation, side.marks)
                assert bare(said) == bare(latex)
                both = marked_mathml(said, {}, "")
                assert both.count('class="math-underline"') == shown, said
                seen += marked
            for mark in side.marks:
                assert to_mathml(mark.shown, display=False) or not mark.shown
    assert seen > 1000


@pytest.fixture
def real(pytestconfig):
    return f"lstm_manifest = {str(pytestconfig.rootpath / 'generated' / 'manifest.json')!r}"


SHOWN = "# Two\n\n{}\n\n```{{lstm:equations}} keras\n```\n```{{lstm:equations}} pytorch\n```\n"


def test_a_page_shows_both_sides_with_links_and_says_what_is_marked(build, real):
    made = build(index=SHOWN.format("```{lstm:diff} keras pytorch\n```"), conf=real)
    assert made.warnings == []
    html = made.html["index"]
    shown = html[html.index("lstm-differences") : html.index("lstm-group")]
    assert shown.count('class="math-underline"') == 4
    assert shown.count("only here: ") == 4
    assert 'href="#equation-pytorch-input-gate"' in shown
    words = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", shown))
    assert "the same except for names: cell state (6), hidden state (7)" in words
    assert "The LSTM of PyTorch" in words
    for symbol in ("W_i", "W_ii"):  # each side says what its own symbols are
        assert shown.count(f'data-sym="{symbol}" data-says="weights') == 1


def test_what_is_marked_is_listed_once(build, real):
    """However often it occurs: a normalized gate has the same mean in three of its equations."""
    pages = "".join(f"```{{lstm:equations}} layer_norm_{of}\n```\n" for of in ("contrib", "addons"))
    compared = "```{lstm:diff} layer_norm_contrib layer_norm_addons\n```\n"
    made = build(index=f"# Two\n\n{compared}\n{pages}", conf=real)
    assert made.warnings == []
    lists = re.findall(r'<p class="lstm-own">only here: (.*?)</p>', made.html["index"], re.DOTALL)
    assert lists
    for listed in lists:
        formulas = re.findall(r"<math.*?</math>", listed, re.DOTALL)
        assert len(set(formulas)) == len(formulas)


def test_a_page_shows_an_option_against_its_usual_value(build, real):
    text = "```{lstm:diff} keras masked_output=zero\n:from: mask=True\n```"
    made = build(index=SHOWN.format(text), conf=real)
    assert made.warnings == []
    words = re.sub("<[^>]*>", "", made.html["index"])
    assert "masked_output=previous" in words
    assert "masked_output=zero" in words
    for changed, missing in (("initial_state=True", True), ("mask=True", False)):
        made = build(index=SHOWN.format(f"```{{lstm:diff}} keras {changed}\n```"), conf=real)
        assert ("given by the caller" in made.html["index"]) is missing
        assert ("no such equation" in made.html["index"]) is not missing
    nothing = build(index=SHOWN.format("```{lstm:diff} keras bias=False\n```"), conf=real)
    assert "No equation differs." in nothing.html["index"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("keras pytroch", "unknown formulation 'pytroch' (did you mean 'pytorch'?)"),
        ("keras goes=True", "unknown option 'goes'"),
        ("keras mask=yes", "unknown value of mask 'yes'"),
        ("keras", "name two formulations, or one and an option"),
        ("keras pytorch onnx", "name two formulations, or one and an option"),
        ("keras pytorch mask=True", "name two formulations, or one and an option"),
    ],
)
def test_a_wrong_name_is_reported_where_it_stands(build, real, names, said):
    made = build(index=f"# Two\n\n```{{lstm:diff}} {names}\n```\n", conf=real)
    (warning,) = made.warnings
    assert warning.startswith("index.md:3: WARNING: ")
    assert said in warning


def test_latex_and_text_get_the_marks_too(tmp_path, real):
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        f'extensions = ["myst_parser", "lstm_sym.sphinx"]\n{real}\nproject = "two"\n'
    )
    (source / "index.md").write_text(SHOWN.format("```{lstm:diff} keras pytorch\n```"))
    for builder, file in (("latex", "two.tex"), ("text", "index.txt")):
        app = SphinxTestApp(builder, srcdir=source, builddir=tmp_path / builder)
        try:
            app.build()
        finally:
            app.cleanup()
        assert app.warning.getvalue() == ""
        written = (app.outdir / file).read_text()
        assert r"\underline{b_{hi}}" in written
        assert "only here: " in written


def test_a_mark_within_another_has_no_line_of_its_own():
    equation = SimpleNamespace(name="toy.a", latex="x + yz + w")
    pieces = [(4, 6), (4, 5), (4, 6), (5, 6), (9, 10)]
    marks = [Mark("toy.a", start, end, "") for start, end in pieces]
    assert underlined(equation, marks) == r"x + \underline{yz} + \underline{w}"
