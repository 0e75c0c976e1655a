"""Names and texts: the names that are taken are those that printed modules have of their own."""

import ast

import pytest
import sympy as sp

from lstm_sym.equations import FORMULATIONS, keras
from lstm_sym.equations.activations import sigmoid
from lstm_sym.equations.sequences import ALL, sequence
from lstm_sym.layouts import KERAS, uniform
from lstm_sym.notation import Cell, Equation, Formulation, Notation, ShapeError, where
from lstm_sym.notation.names import SPECIAL, TAKEN, check_latex, check_name, check_text
from lstm_sym.notation.places import StatementError
from lstm_sym.passes.quantised import BFLOAT16, quantised
from lstm_sym.targets.numpy import formulation as numpy_formulation
from lstm_sym.targets.numpy.fast import Fast, fast
from lstm_sym.targets.numpy.names import MATRICES, OWN
from lstm_sym.targets.numpy.source import REFUSALS


def with_everything() -> Formulation:
    """A cell that has every kind of option, constants, numbers and choices."""
    n = Notation(uniform("all", "f", "kernel", ""))
    h = n.series("h", "batch units", "state")
    x_t = n.symbol("x_t", "x_t", "batch units", "input")
    W = n.stack("kernel", "W", "units", "weights")
    k = n.number("k", "k", 2, "a number")
    phi = n.function("phi", r"\phi", "tanh", "a function")
    kind = n.option("kind", "which kind", "a", {"a": "one", "b": "other"})
    flag = n.option("flag", "a flag", False, {True: "on", False: "off"})
    n.option("kernel", "whether there is one", gives=(W.whole,))
    right = sp.sqrt(2) * phi(x_t * W.f) + sigmoid(sp.sqrt(k)) * where(x_t > 0, 1, 0) / sp.pi
    cell = Cell(
        "all_cell", "A", n, (x_t, h.before), (W.whole,),
        (
            Equation("no-kernel", W.whole, sp.Integer(1), n.when(kernel=False)),
            Equation("one", h.now, right, n.when(kind="a")),
            Equation("other", h.now, h.before, n.when(kind="b", flag=False)),
            Equation("third", h.now, x_t, n.when(kind="b", flag=True)),
        ),
        (h.now,), (n.options["k"], kind, flag),
    )  # fmt: skip
    X = n.symbol("X", "X", "batch timesteps units", "inputs")
    Y = n.symbol("Y", "Y", "batch timesteps? units", "outputs")
    last = n.symbol("last", "L", "batch units", "last state")
    over_time = sequence(cell, "Everything", (X, x_t), (h,), (Y, last), ALL, "all_steps")
    return Formulation("everything", "All there is", ("nowhere",), cell, over_time)


def names_of(text: str) -> set[str]:
    """Every name that a module binds or uses."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
    return found


def stated_by(formulation: Formulation) -> set[str]:
    n = formulation.notation
    known = {q.name for q in n.quantities.values()} | set(n.functions) | set(n.options)
    known |= {option.constant for option in n.options.values()}
    return known | {formulation.cell.name, formulation.sequence.name, formulation.sequence.returns}


def test_the_names_that_are_taken_are_those_of_printed_modules() -> None:
    found: set[str] = set()
    rounded = quantised(keras.formulation, BFLOAT16)
    for formulation in (*FORMULATIONS, with_everything(), rounded):
        calls = {
            type(call).__name__
            for e in formulation.cell.equations
            for call in e.right.atoms(sp.core.function.AppliedUndef)
        }
        text = numpy_formulation.module(formulation)
        found |= names_of(text) - stated_by(formulation) - calls
    assert found == TAKEN


def test_the_names_that_a_fast_form_has_itself_are_those_of_printed_modules() -> None:
    for formulation in (*FORMULATIONS, with_everything()):
        try:
            quick = fast(formulation)
        except REFUSALS:
            continue
        found = names_of(quick.text()) - stated_by(formulation) - TAKEN - OWN - {*MATRICES}
        called = {*quick.steps.numpy, *quick.steps.activations}
        # What is made from names of the formulation is made another where it is one.
        made = {name for group in quick.functions for name in names_of("\n".join(group))}
        assert found - called <= made, formulation.name
        assert not made & stated_by(formulation) - TAKEN - shown_in(quick), formulation.name


def shown_in(quick: Fast) -> set[str]:
    """The formulation's names that steps use as its own: buffers, numbers, functions."""
    buffers = {name for body in quick.bodies for name in body.names.values()}
    states = {str(s) for body in quick.bodies for state in body.body.states for s in state.series}
    blocks = {b for body in quick.bodies for names in body.column_blocks.values() for b in names}
    numbers = {text.removeprefix("-") for text in quick.steps.numbers.values()}
    vectors = {str(vector) for body in quick.bodies for vector in body.vectors}
    vectors.add(str(quick.loop.entry))
    return buffers | states | blocks | numbers | vectors | set(quick.notation.functions)


def test_a_name_with_a_meaning_of_its_own_is_used_with_it() -> None:
    shapes = {
        q.name: q.shape[1:]
        for f in FORMULATIONS
        for q in f.notation.quantities.values()
        if q.name in SPECIAL
    }
    assert shapes == {name: shape[1:] for name, shape in SPECIAL.items()}


@pytest.mark.parametrize("name", [*sorted(TAKEN), "lambda", "a b", "", "_x", "ﬁ", "1x", "x²"])
def test_a_name_that_printed_code_cannot_have_is_refused(name: str) -> None:
    n = Notation(KERAS)
    for state in (
        lambda: check_name("a name", name),
        lambda: n.symbol(name, "x", "batch units", "input"),
        lambda: n.function(name, "f", "tanh", "a function"),
        lambda: n.number(name, "k", 1.0, "a number"),
        lambda: n.option(name, "an option", True, {True: "on", False: "off"}),
    ):
        with pytest.raises(StatementError, match=r"name"):
            state()


@pytest.mark.parametrize("name", ["σ_t", "größe", "input", "keras", "Fast", "erfc", "x1"])
def test_other_names_are_free(name: str) -> None:
    assert Notation(KERAS).symbol(name, "x", "batch units", "input").name == name


@pytest.mark.parametrize(
    ("latex", "fault"),
    [
        ("f_{t", "{ without }"),
        ("f}", "} without {"),
        ("f_t_t", "two _ at one sign"),
        ("f^{a}^b", r"two \^ at one sign"),
        (r"f_\mathrm{t}_f", "two _ at one sign"),
        ("f_", "_ has no script"),
        ("f_{a^}", r"\^ has no script"),
        ("100%", "% has a meaning"),
        ("a & b", "& has a meaning"),
        ("f\\", r"\\ has a meaning"),
        (r"\left(f", r"\\left without \\right"),
        ("f\nt", "a line break"),
        ("f\tt", r"the character '\\t'"),
        (" ", "expected a text"),
    ],
)
def test_what_tex_cannot_read_is_refused(latex: str, fault: str) -> None:
    with pytest.raises(StatementError, match=fault):
        check_latex("it", latex)


@pytest.mark.parametrize(
    "latex",
    [
        r"\tilde c_t",
        "f_{t}^2",
        r"W_f^\top",
        r"\{f\}",
        "y^{(l-1)}_t",
        r"{f_t}_t",
        r"f_\mathrm{t}",
        r"50\%",
    ],
)
def test_what_tex_can_read_is_taken(latex: str) -> None:
    check_latex("it", latex)


@pytest.mark.parametrize("text", ["\x00", "a\ud800", "\ue001", "a\theta", "", "\n"])
def test_a_text_that_no_page_shows_is_refused(text: str) -> None:
    with pytest.raises(StatementError, match="the meaning"):
        check_text("the meaning", text)


def test_a_series_of_several_letters_has_one_index_on_paper() -> None:
    n = Notation(KERAS)
    fast = n.series("h_fast", "batch units", "fast state")
    assert [n[s].latex for s in fast][2] == r"\mathrm{h\_fast}_t"


def test_a_block_is_named_by_its_array_where_paper_gives_no_name_in_code() -> None:
    n = Notation(KERAS)
    hat = n.stack("kernel", r"\hat{W}", "input_dim units", "weights")
    assert (hat.i.name, n[hat.i].latex) == ("kernel_i", r"\hat{W}_i")
    with pytest.raises(StatementError, match=r"code is 'W', expected \{\} where the gate is"):
        n.stack("bias", "b", "units", "bias", "W")


def test_two_series_of_one_meaning_have_labels_of_their_own() -> None:
    n = Notation(KERAS)
    a, b, c = (n.series(*s) for s in (("a", "u", "it, so"), ("b", "u", "it so"), ("c", "u", "(!)")))
    assert [n.word(s) for s in (a, b, c)] == ["it-so-a", "it-so-b", "c"]


def test_a_choice_that_printed_code_cannot_make_is_refused() -> None:
    n = Notation(KERAS)
    for default, choices in (
        (1, {1: "a", 2: "b"}),
        (None, {"a": "b"}),
        (True, None),
        ("c", {"a": ""}),
    ):
        with pytest.raises(StatementError, match="option 'x' has the values"):
            n.option("x", "an option", default, choices)
    for default in (float("nan"), "1", None, True, 10**400):
        with pytest.raises(StatementError, match="the default of 'k' is"):
            n.number("k", "k", default, "a number")


def test_the_error_of_an_equation_knows_the_equations_line() -> None:
    n = Notation(KERAS)
    x_t = n.symbol("x_t", "x_t", "batch units", "input")
    b = n.symbol("b", "b", "input_dim", "bias")
    wrong = Equation("wrong", x_t, x_t + b)
    with pytest.raises(ShapeError) as found:
        Cell("cell", "C", n, (x_t,), (b,), (wrong,), (x_t,))
    assert found.value.place == wrong.place
    assert wrong.place.file == __file__


def test_a_title_within_a_sentence_keeps_the_name_of_a_class() -> None:
    within = {one.name: one.title_within for one in FORMULATIONS}
    assert within["keras"] == "the LSTM of Keras"
    assert within["stacked"] == "stacked layers"
    assert within["tensorflow1"] == "LSTMCell of TensorFlow 1"
    assert within["mingru"] == "minGRU"
