"""The page, executed: what it computes, what it refuses, and a fault that only it can see."""

import ast
from pathlib import Path

import numpy as np
import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import page_activations, page_syntax, prove_page
from lstm_sym.proofs.campaign import formulation, manifest, text
from lstm_sym.proofs.mutants_page import changed
from lstm_sym.proofs.page_syntax import PageError, equation
from lstm_sym.proofs.page_values import Evaluator, Value, number
from lstm_sym.proofs.readback import Readback
from lstm_sym.recorded.cases import distinct

ROOM = Path(page_syntax.__file__).parent
FEW = 8


ALLOWED = ("lstm_sym.proofs", "lstm_sym.recorded.case")


def test_the_evaluator_imports_no_sympy_and_no_printer() -> None:
    for name in ("page_syntax", "page_values", "page_activations", "page", "site"):
        tree = ast.parse((ROOM / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for module in names:
                ours = module.startswith("lstm_sym")
                assert not ours or module.startswith(ALLOWED), module
                assert not module.startswith(("sympy", "math_core")), module


@pytest.mark.parametrize("name", [f.name for f in FORMULATIONS])
def test_the_page_computes_what_the_frameworks_computed(name: str) -> None:
    number_of, worst, wrong = prove_page.on_cases(manifest(), name, distinct(name)[::3])
    assert wrong == []
    assert number_of
    assert worst <= 1


def test_the_formulas_of_the_activations_and_their_derivatives() -> None:
    assert prove_page.of_activations()[2] == []


def wrong_latex(name: str, label: str, latex: str) -> dict:
    equations = manifest()["formulations"][name]["equations"]
    place = next(k for k, e in enumerate(equations) if e["label"] == label)
    return changed(manifest(), ("formulations", name, "equations", place, "latex"), latex)


@pytest.mark.parametrize(
    "latex",
    [
        r"c_t = f_t \odot c_{t-1} + i_t \odot \tilde c_{t}'",
        r"c_t = f_t c_{t-1} + i_t \odot \tilde c_t",  # a lost sign is no dot product
        r"c_t = f_t \odot c_{t-1} + i_t",
        r"c_t = f_t \odot c_t + i_t \odot \tilde c_t",
        r"c_t = f_t \odot c_{t-1} - i_t \odot \tilde c_t",
        r"c_t = f_t \odot c_{T} + i_t \odot \tilde c_t",
        r"c_t = f_t \odot c_{t-1} + i_t \odot \tilde c_t $",
        r"c_t = f_t \odot c_{t-1} + i_t \odot \unknown",
    ],
)
def test_a_wrong_formula_on_the_page_is_seen_here_alone(latex: str) -> None:
    page = wrong_latex("keras", "cell-state", latex)
    assert prove_page.on_cases(page, "keras", distinct("keras")[:FEW])[2]
    # The code and its equations know nothing of it.
    assert list(Readback(formulation("wikipedia"), text("wikipedia")).differences()) == []


def test_a_lost_sign_is_an_error_and_not_another_product() -> None:
    rows = Value(("batch", "units"), np.ones((2, 3), np.longdouble))
    _, right = equation("x = f g", frozenset())
    with pytest.raises(PageError, match="side by side without a sign"):
        Evaluator(lambda node: rows, {}).evaluate(right)


def test_a_matrix_stands_on_the_right() -> None:
    row = Value(("batch", "units"), np.ones((2, 3), np.longdouble))
    matrix = Value(("units", "units"), np.ones((3, 3), np.longdouble))
    values = {"h": row, "U": matrix}
    node = equation("x = h U", frozenset())[1]
    assert (
        Evaluator(lambda name: values[name[1]], {}).evaluate(node).data.tolist() == [[3.0] * 3] * 2
    )
    with pytest.raises(PageError):
        Evaluator(lambda name: values[name[1]], {}).evaluate(equation("x = U h", frozenset())[1])


@pytest.mark.parametrize(
    ("latex", "value"),
    [
        (r"1 + 2 \frac{3}{4} - 0.5", 2.0),
        (r"-\left( 2 - 3 \right)^{2}", -1.0),
        (r"\min(\max(7, 0), 6)", 6.0),
        (r"\sqrt{|1 - 5|}", 2.0),
        (r"\begin{cases} 1 & \text{if } 2 \le 1 \\ 3 & \text{otherwise} \end{cases}", 3.0),
        (r"e^{0} 2^{3}", 8.0),
    ],
)
def test_arithmetic(latex: str, value: float) -> None:
    functions = frozenset([r"\min", r"\max"])
    node = equation(f"x = {latex}", functions)[1]
    assert Evaluator(lambda name: number(0), {}).evaluate(node).data == value


@pytest.mark.parametrize(
    "latex", ["x = 1 +", "x = (1", "x = 1)", "x = @", r"x = \frac{1}", "x = |1", "x 1"]
)
def test_what_is_no_formula_is_refused(latex: str) -> None:
    with pytest.raises(PageError):
        equation(latex, frozenset())


def test_a_wrong_derivative_is_seen_here_alone() -> None:
    latex = r"\mathrm{softsign}'(x) = \frac{1}{1 + |x|}"
    page = changed(manifest(), ("activations", "softsign", "derivative"), latex)
    assert page_activations.slope_error(page, "softsign") > 1
    assert page_activations.slope_error(manifest(), "softsign") <= 1
