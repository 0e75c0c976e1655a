"""The cell of the page with one change each: what is printed runs, or is refused with its line."""

import re
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from lstm_sym import generate, own_cell
from lstm_sym.cli import main
from lstm_sym.equations import keras, wikipedia_convolutional
from lstm_sym.notation import Formulation
from lstm_sym.proofs import calls
from lstm_sym.targets.c.stages_back import AdjointSymbols
from lstm_sym.targets.numpy.source import of_formulation
from lstm_sym.targets.printer import Printer

PAGE = (generate.PRODUCTS.parent / "docs" / "write-your-own-cell.md").read_text()
(CELL,) = re.findall(r":caption: my_cell.py\n\n(.*?)```", PAGE, re.DOTALL)
SUM = "dot(x_t, W.h) + dot(f_t * h_tm1, U.h) + b.h"


@pytest.fixture(name="folder", autouse=True)
def folder_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(old: str, new: str, *further: str) -> Result:
    """What generate makes of the cell with a change."""
    assert old in CELL
    names = "import E, Integer, Rational, evaluate, pi, sqrt; import sympy"
    names += "; import lstm_sym.notation as N"
    text = CELL.replace("import evaluate", names)
    Path("my_cell.py").write_text(text.replace(old, new), encoding="utf-8")
    result = CliRunner().invoke(main, ["generate", "my_cell.py", "-o", "out", *further])
    assert result.exception is None or isinstance(result.exception, SystemExit), result
    return result


REFUSED = {
    # names
    ('("f_t", "f_t"', '("np", "f_t"'): "line 16: symbol name 'np' is a name that the printed code",
    ('("f_t", "f_t"', '("sizes", "f_t"'): "line 16: symbol name 'sizes' is a name that",
    ('("f_t", "f_t"', '("mask", "f_t"'): "line 16: symbol 'mask' has shape 'batch units'; by this",
    ('("f_t", "f_t"', '("sigmoid", "f_t"'): "line 28: 'sigmoid' is the name of the symbol of forg",
    ('("f_t", "f_t"', '("Sizes", "f_t"'): "line 16: symbol name 'Sizes' is a name that",
    ('("f_t", "f_t"', '("x_t", "f_t"'): "line 16: symbol name 'x_t' is declared twice, first in l",
    ('("f_t", "f_t"', '("range", "f_t"'): "line 16: symbol name 'range' is Python's own",
    ('series("h"', 'series("_h"'): "line 11: symbol name '_h_0' begins with _",
    ('"mgu_cell"', '"mgu"'): "line 28: 'mgu' is the name of the cell and of the cell over all tim",
    ('"MGUResult"', '"x_t"'): "line 28: 'x_t' is the name of the symbol of input at timestep t and",
    ('Formulation("mgu"', 'Formulation("json"'): "line 28: json.py would hide Python's own json",
    # expressions
    (SUM, "0.1 * h_tm1"): 'line 20: candidate: 0.1 is a float, whose digits are not exact: write '
    'Rational("0.1")',
    ("tanh(" + SUM + ")", "0.5"): 'line 20: candidate: 0.5 is a float, whose digits are not exact',
    ("tanh(" + SUM + ")", "None"): "line 20: candidate: the right side is a NoneType",
    ("tanh(" + SUM + ")", "sympy.Tuple(f_t, h_tm1)"): "line 20: candidate: the right side is a Tup",
    (SUM, "h_tm1**0.5"): 'line 20: candidate: 0.5 is a float, whose digits are not exact: write R',
    (SUM, "sympy.Piecewise((h_tm1, h_tm1 > 0), (f_t, True))"): "line 20: candidate: there is no wo"
    "rd for Piecewise, in Piecewise((h_tm1, h_tm1 > 0), (f_t, True)): write where(condition, value",
    (SUM, "sympy.Max(h_tm1, f_t)"): "write maximum(x, y) of lstm_sym.notation",
    (SUM, "abs(h_tm1)"): "line 20: candidate: there is no word for Abs, in Abs(h_tm1): write absol",
    (SUM, "sympy.Heaviside(h_tm1)"): "write where(x > 0, 1, 0) of lstm_sym.notation",
    (SUM, "sympy.sin(h_tm1)"): "there is no word for sin, in sin(h_tm1): write an activation or a",
    (SUM, "h_tm1**f_t"): "write exp(y * log(x)) for x to the power y",
    (SUM, "N.where(f_t, h_tm1, 0)"): "line 20: candidate: the condition f_t is not a mask: write a",
    (SUM, "N.where(sympy.Eq(f_t, 1), h_tm1, 0)"): "line 20: candidate: the condition Eq(f_t, 1) is",
    (SUM, "(h_tm1 > 0)"): "line 20: candidate: h_tm1 > 0 is a comparison: it can be the condition",
    (SUM, "sqrt(Integer(-2)) * h_tm1"): "is not a number that a float can hold",
    (SUM, "h_tm1 + Rational(10)**400"): "is not a number that a float can hold",
    (SUM, "sympy.Symbol('h_tm1')"): "line 20: candidate: h_tm1 is another symbol of that name",
    (SUM, "sympy.Function('swoosh')(h_tm1)"): "line 20: candidate: NumPy has no word for swoosh: s",
    (SUM, "sigmoid(h_tm1) + sympy.Function('tanh')(h_tm1, f_t)"): "has 2 arguments, expected one",
    ("g_t, tanh", "h, tanh"): "line 20: candidate: the left side is ",
    # texts and names on paper
    ('"f_t", "f_t"', '"f_t", "f_{t"'): "line 16: the name of 'f_t' on paper is 'f_{t', which TeX c"
    "ould not read: { without }",
    ('"f_t", "f_t"', '"f_t", "f_t_t"'): "TeX could not read: two _ at one sign",
    ('"forget gate")', '"the \\theta")'): "line 16: the meaning of symbol 'f_t' has the character"
    " '\\t', which no page shows: where a backslash is meant, write r before the quotes",
    ('"W", "input_dim', '"W_x", "input_dim'): "line 13: the name of 'W_x_f' on paper is 'W_x_f'",
    ('("my paper",)', '"my paper"'): "line 28: sources is a text, expected a tuple: ('my paper',)",
    # weights and layouts
    ("W.whole, U", "U"): "line 19: forget-gate: W_f is a block of kernel, which is not a weight of",
    ("(W.whole", "(W"): "line 23: weights has Stack(",
    ('stack("kernel"', 'stack("kernels"'): "line 13: the layout has no array 'kernels' of gates; i",
    ('"batch units", "forget', '"batch 3", "forget'): "line 16: symbol 'f_t' has the dimension '3'",
    ('"forget-gate", f_t', '"step", f_t'): "the label step is used twice, in the lines 19 and 27",
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), REFUSED, ids=lambda text: text[:40])
def test_what_cannot_run_is_refused_with_its_line_and_the_remedy(old: str, new: str) -> None:
    result = changed(old, new)
    assert result.exit_code == 1
    assert result.output.startswith("Error: my_cell.py, line ")
    assert REFUSED[old, new] in result.output
    assert not Path("out").exists()


# The candidate, and the same in NumPy.
RIGHT = {
    'Rational("1.7159") * tanh(Rational(2, 3) * h_tm1)': lambda h, f: 1.7159 * np.tanh(h * 2 / 3),
    "Rational(1, 3) * h_tm1": lambda h, f: h / 3,
    '(1 - Rational("0.9")) * h_tm1': lambda h, f: h / 10,
    "pi * h_tm1": lambda h, f: np.pi * h,
    "E * h_tm1": lambda h, f: np.e * h,
    "sqrt(2) * h_tm1": lambda h, f: 2**0.5 * h,
    "h_tm1 / sqrt(1 + h_tm1**2)": lambda h, f: h / (1 + h**2) ** 0.5,
    "sqrt(f_t)": lambda h, f: f**0.5,
    "f_t**-2 + h_tm1**5": lambda h, f: f**-2.0 + h**5,
    "N.where(h_tm1 > 0, 1, 0)": lambda h, f: (h > 0) * 1.0,
    "N.where(h_tm1 <= f_t, h_tm1, 2 * f_t)": lambda h, f: np.where(h <= f, h, 2 * f),
    "0 * h_tm1 + sigmoid(Integer(1))": lambda h, f: 0 * h + 1 / (1 + np.exp(-1)),
    "Rational(1, 2)": lambda h, f: 0 * h + 0.5,
    "1": lambda h, f: 0 * h + 1,
    "dot(h_tm1, U.f + U.h)": None,
}


@pytest.mark.parametrize("expression", RIGHT)
def test_what_is_printed_computes_it_in_the_float_type_of_the_arrays(expression: str) -> None:
    result = changed(f"tanh({SUM})", expression)
    assert result.exit_code == 0, result.output
    assert "the code gives the equations back in 3 configurations" in result.output
    printed = calls.module(calls.alone(Path("out", "mgu.py").read_text()))
    random = np.random.default_rng(2)
    x, h, W, U, b = (random.normal(size=s) for s in ((3, 2), (3, 4), (2, 8), (4, 8), (8,)))
    f = 1 / (1 + np.exp(-(x @ W[:, :4] + h @ U[:, :4] + b[:4])))
    meant = RIGHT[expression] or (lambda h, f: h @ (U[:, :4] + U[:, 4:]))
    true = (1 - f) * h + f * meant(h, f)
    np.testing.assert_allclose(printed.mgu_cell(x, h, W, U, b), true, rtol=1e-12, atol=1e-14)
    single = printed.mgu_cell(*(a.astype(np.float32) for a in (x, h, W, U, b)))
    assert single.dtype == np.float32


TEXTS = (
    '"""', "ends with \\", "a \\url{http://a.org/~b_c} and \\theta", 'the "gate"', "100 %\nof it",
    "x  # forget-gate", "<b>&amp;</b>",
)  # fmt: skip


@pytest.mark.parametrize("said", TEXTS)
def test_texts_are_in_the_help_as_they_were_written(said: str) -> None:
    text = CELL.replace('"forget gate"', repr(said)).replace('"hidden state"', repr(said))
    text = text.replace('"my paper"', repr(said)).replace('"My minimal gated unit"', repr(said))
    Path("my_cell.py").write_text(text)
    files = own_cell.render(Path("my_cell.py"))
    printed = calls.module(calls.alone(files["mgu.py"]))
    shown = " ".join(said.split())
    assert printed.__doc__.startswith(f"{shown}.\n")
    described = " ".join(printed.mgu_cell.__doc__.split())
    assert f"{shown} one timestep before" in described
    assert f"Sources: {shown}." in described
    labels = [e["label"] for e in _manifest(files)["equations"]]
    assert len(set(labels)) == len(labels)
    code = {e["label"]: [p["code"] for p in e["code"]] for e in _manifest(files)["equations"]}
    assert all(code.values())
    assert {line[:6] for line in code["forget-gate"]} == {"f_t = "}
    assert files["mgu.tex"].startswith(f"% {shown}\n% Printed from my_cell.py")


def _manifest(files: dict[str, str]) -> dict:
    return own_cell.manifest.json.loads(files["my_cell.manifest.json"])["formulations"]["mgu"]


@pytest.mark.parametrize("name", ["keras", "lstm", "gru", "activations", "engine", "float_"])
def test_no_name_of_a_formulation_makes_its_code_another(name: str) -> None:
    assert changed('Formulation("mgu"', f'Formulation("{name}"').exit_code == 0
    texts = {
        part: Path("out", f"{part}.py").read_text()
        for part in (f"{name}_fast", f"{name}_gradients", name)
    }
    with calls.together(texts) as modules:
        arrays = [np.ones(s) for s in ((3, 5, 2), (2, 8), (4, 8), (8,))]
        found = modules[name].mgu(*arrays)
        again = modules[name].prepare(*arrays[1:])(arrays[0])
    np.testing.assert_array_equal(again.state_h, found.state_h)


def test_the_projects_own_formulation_is_a_cell_like_any_other() -> None:
    Path("mine.py").write_text("from lstm_sym.equations.keras import formulation\n")
    files = own_cell.render(Path("mine.py"))
    modules = {"keras.py", "keras_fast.py", "keras_gradients.py"}
    assert set(files) == {*modules, "keras.tex", "mine.manifest.json"}
    ours = of_formulation(keras.formulation)
    assert set(ours) == modules
    own = calls.alone(files["keras.py"]).replace("mine.py", "lstm_sym/equations/keras.py")
    assert own.split() == calls.alone(ours["keras.py"]).split()


TAKEN = {
    '"f_t", "f_t"': ('"packed", "f_t"', "forget-gate: the fast form has the name packed itself"),
    '"g_t", "g_t"': ('"exp", "g_t"', "candidate: the fast form has the name exp itself"),
    'name="mgu"': ('name="prepare"', "forget-gate: the fast form has the name prepare itself"),
    '"h", "batch': ('"s", "batch', ""),
}


@pytest.mark.parametrize("old", TAKEN)
def test_a_name_that_the_fast_form_has_itself_leaves_it_out(old: str) -> None:
    new, why = TAKEN[old]
    result = changed(old, new)
    assert result.exit_code == 0, result.output
    assert (f"left out: mgu has no fast form in NumPy: {why}" in result.output) == bool(why)
    assert Path("out", "mgu_fast.py").exists() != bool(why)
    assert ("mgu_fast" in Path("out", "mgu.py").read_text()) != bool(why)


def test_gradients_that_are_wrong_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    right, fault = own_cell.source.of_formulation, "slope[:, 0] = "

    def wrong(formulation: Formulation, package: str, backwards: bool = True) -> dict[str, str]:
        files = right(formulation, package, backwards)
        if backwards:
            assert fault in files["mgu_gradients.py"]
            files["mgu_gradients.py"] = files["mgu_gradients.py"].replace(fault, f"{fault}1.01 * ")
        return files

    monkeypatch.setattr(own_cell.source, "of_formulation", wrong)
    result = changed("", "")
    assert result.exit_code == 0, result.output
    why = "forget-gate: they are not the derivatives: "
    assert f"left out: mgu has no gradients in NumPy: {why}" in result.output
    assert not Path("out", "mgu_gradients.py").exists()
    assert "gradients" not in Path("out", "mgu.py").read_text()


@pytest.mark.parametrize(("name", "why"), [
    ("delta", "forget-gate: the fast form has the name delta itself; take another name"),
    ("f_t", "gradient-z-f: C has no word for prime"),
])  # fmt: skip
def test_gradients_that_c_lacks_are_named(
    name: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "f_t":  # all that has a derivative has a word in C: one is taken away
        monkeypatch.setattr(AdjointSymbols, "_print_prime", Printer.emptyPrinter)
    result = changed('"f_t", "f_t"', f'"{name}", "f_t"', "--target", "c")
    assert result.exit_code == 0, result.output
    assert f"left out: mgu has no gradients in C: {why}" in result.output
    assert not Path("out", "mgu_gradients.c").exists()
    assert "mgu_gradients = " not in Path("out", "mgu_c.py").read_text()


FAULTS = {
    "exp(f_t, f_t)": "tanh(f_t, f_t)",
    "(U_f, None)": "(U_h, None)",
    "import add, divide, exp,": "import add, divide, expm1 as exp,",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fast_form_that_is_wrong_is_not_written(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = own_cell.source.of_formulation

    def wrong(formulation: Formulation, package: str, backwards: bool = True) -> dict[str, str]:
        files = right(formulation, package, backwards)
        assert fault in files["mgu_fast.py"]
        return files | {"mgu_fast.py": files["mgu_fast.py"].replace(fault, FAULTS[fault])}

    monkeypatch.setattr(own_cell.source, "of_formulation", wrong)
    result = changed("", "")
    assert result.exit_code == 0, result.output
    why = "forget-gate: it is not what the equations say: "
    assert f"left out: mgu has no fast form in NumPy: {why}" in result.output
    assert not Path("out", "mgu_fast.py").exists()
    assert "mgu_fast" not in Path("out", "mgu.py").read_text()


def test_a_meaning_of_several_words_becomes_a_label() -> None:
    result = changed('"hidden state")', '"hidden state, leaky")')
    assert result.exit_code == 0
    assert "# initial-hidden-state-leaky" in Path("out", "mgu.py").read_text()


def test_what_no_equation_uses_is_said_on_stderr() -> None:
    result = changed("dot(x_t, W.h) + ", "")
    assert result.exit_code == 0
    assert result.stderr == (
        "my_cell.py, line 13: warning: no equation uses W_h (weights of the input, block h)\n"
    )
    result = changed("x_t = n.symbol", 'n.symbol("z", "z", "units", "spare")\nx_t = n.symbol')
    assert result.stderr == "my_cell.py, line 12: warning: no equation uses z (spare)\n"
    assert "warning" not in changed("my paper", "a paper").stderr


def test_a_cell_is_rendered_where_there_is_no_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a job that closed it; the examples of a docstring need none."""
    Path("my_cell.py").write_text(CELL)
    monkeypatch.setattr(sys, "stdout", None)
    assert "mgu.py" in own_cell.render(Path("my_cell.py"))


@pytest.mark.parametrize("call", ["raise SystemExit(3)", "import sys; sys.exit()"])
def test_a_file_that_ends_the_program_is_refused_with_its_line(call: str) -> None:
    Path("my_cell.py").write_text(f"{CELL}\n{call}\n")
    result = CliRunner().invoke(main, ["generate", "my_cell.py", "-o", "out"])
    assert result.exit_code == 1
    assert re.match(r"Error: my_cell.py, line 30: SystemExit: ", result.output)
    assert not Path("out").exists()


def test_nothing_is_written_where_the_printed_example_does_not_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    right = own_cell.numpy_formulation.module
    monkeypatch.setattr(
        own_cell.numpy_formulation, "module", lambda f: right(f).replace("f_t * g_t", "f_t * g_T")
    )
    result = changed("my paper", "a paper")
    assert result.exit_code == 1
    assert "line 21: the example of mgu_cell raises NameError: name 'g_T' is" in result.output
    assert not Path("out").exists()


def test_a_symbol_that_an_option_leaves_undefined_is_refused() -> None:
    flag = 'z = n.option("z", "a flag", False, {True: "on", False: "off"})\nwith evaluate'
    text = CELL.replace("with evaluate", flag).replace("(h_t,))", "(h_t,), (z,))")
    for old, line, said in (
        ("U.h) + b.h))", "22: hidden-state", "no equation defines g_t with z=True"),
        ("+ f_t * g_t)", "24: mgu_cell", "no equation defines h_t with z=True"),
    ):
        assert old in text
        Path("my_cell.py").write_text(text.replace(old, f"{old[:-1]}, n.when(z=False))"))
        result = CliRunner().invoke(main, ["generate", "my_cell.py", "-o", "out"])
        assert result.exit_code == 1
        assert result.output == f"Error: my_cell.py, line {line}: {said}\n"
        assert not Path("out").exists()


def test_a_convolutional_cell_is_run_before_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("images.py").write_text(Path(wikipedia_convolutional.__file__).read_text())
    right = own_cell.numpy_formulation.module
    assert "convolve(W_f, x_t)" in right(own_cell.load(Path("images.py")))
    monkeypatch.setattr(
        own_cell.numpy_formulation, "module", lambda f: right(f).replace("(W_f, x_t)", "(x_t, W_f)")
    )
    result = CliRunner().invoke(main, ["generate", "images.py", "-o", "out"])
    assert result.exit_code == 1
    assert "the example of lstm_cell raises ValueError" in result.output
    assert not Path("out").exists()
