"""`list` and `show`: the equations of one configuration in three languages."""

import re
from collections.abc import Callable

import pytest
from click.testing import Result

from lstm_sym.equations import ACTIVATIONS, FORMULATIONS
from lstm_sym.versions import KERAS_VERSIONS

Run = Callable[..., Result]


def test_list_names_every_equation_activation_and_release(run: Run) -> None:
    result = run("list")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    for formulation in FORMULATIONS:
        assert f"{formulation.name}: {formulation.title}" in lines
        for equation in formulation.equations:
            assert f"  {equation.label}" in lines
    for activation in ACTIVATIONS:
        for name in (activation.name, *activation.aliases):
            assert any(re.match(rf"  .*\b{name}\b", line) for line in lines), name
        (said,) = (line for line in lines if re.match(rf"  {activation.name}\b.*\(", line))
        assert said.endswith(f"(Keras {activation.since})" if activation.since else "(ONNX)")
    for row in KERAS_VERSIONS:
        assert any(line.startswith(f"  {row.since} ") and row.note in line for line in lines)


CELL_STATES = {
    "unicode": "c_t = f_t ⊙ c_{t-1} + i_t ⊙ c̃_t",
    "latex": r"c_t = f_t \odot c_{t-1} + i_t \odot \tilde c_t",
    "numpy": "c_t = f_t * c_tm1 + i_t * g_t  # cell-state",
}


@pytest.mark.parametrize("style", CELL_STATES)
def test_show_prints_the_equations_in_the_language_asked_for(run: Run, style: str) -> None:
    result = run("show", "keras", "--as", style)
    assert result.exit_code == 0
    for other, equation in CELL_STATES.items():
        assert (equation in result.output) == (other == style)
    assert all(line == line.rstrip() for line in result.output.splitlines())


def test_show_is_unicode_and_the_newest_keras_unless_told_otherwise(run: Run) -> None:
    words = ["--as", "unicode", "--keras-version", "3.15.1"]
    assert run("show", "keras").output == run("show", "keras", *words).output


HARD_SIGMOIDS = {
    ("unicode", "2.2.4"): "clip(0.2 x + 0.5, 0, 1)",
    ("unicode", "3.0.0"): "clip(x / 6 + 0.5, 0, 1)",
    ("numpy", "2.2.4"): "np.clip(0.2 * x + 0.5, 0, 1)",
    ("numpy", "3.0.0"): "np.clip(x / 6 + 0.5, 0, 1)",
    ("latex", "2.2.4"): r"0.2 x + 0.5",
    ("latex", "3.0.0"): r"\frac{x}{6} + 0.5",
}


@pytest.mark.parametrize(("style", "version"), list(HARD_SIGMOIDS))
def test_show_means_by_hard_sigmoid_what_the_release_means(run: Run, style, version) -> None:
    words = ["--as", style, "--keras-version", version, "--recurrent-activation", "hard_sigmoid"]
    result = run("show", "keras", *words)
    assert result.exit_code == 0
    found = {v for (s, v), text in HARD_SIGMOIDS.items() if s == style and text in result.output}
    assert found == {version}


def test_show_takes_the_default_of_the_release(run: Run) -> None:
    old = run("show", "keras", "--keras-version", "2.2.4").output
    assert "i_t = hard_sigmoid_keras2(x_t W_i + h_{t-1} U_i + b_i)" in old
    assert "hard_sigmoid_keras2(x) = clip(0.2 x + 0.5, 0, 1)" in old
    new = run("show", "keras", "--keras-version", "2.3.0").output
    assert "hard_sigmoid" not in new
    assert "sigmoid(x) = 1 / (1 + exp(-x))" in new or "σ(x) = 1 / (1 + exp(-x))" in new


@pytest.mark.parametrize("option", ["activation", "recurrent-activation"])
def test_show_takes_a_named_activation_and_its_alias(run: Run, option: str) -> None:
    by_name = run("show", "keras", f"--{option}", "silu").output
    assert by_name == run("show", "keras", f"--{option}", "swish").output
    assert "silu(x) = x" in by_name
    assert by_name != run("show", "keras").output


def test_the_code_that_show_prints_is_python(run: Run) -> None:
    _, _, code = run("show", "keras", "--as", "numpy").output.split("\n", 2)
    compile(code, "shown", "exec")
