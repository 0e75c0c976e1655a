"""A user's own cell with heads, a norm, a choice and an output that is no state."""

import importlib
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from sympy import evaluate

from lstm_sym.cli import main
from lstm_sym.notation import Cell, Equation, ShapeError, outer, vecmat
from lstm_sym.proofs.calls import module
from tests.generate import cell_with_a_memory
from tests.generate.printed_modules import importable

CELL = Path(__file__).with_name("cell_of_every_word.py")
MEMORY = Path(__file__).with_name("cell_with_a_memory.py")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ["gives the equations back", "the fast form does so", "those of the complex step"]),
        (["--target", "jax"], ["wrote 2 products"]),
    ],
)
def test_what_is_served_is_printed_and_proven(
    tmp_path: Path, words: list[str], said: list[str]
) -> None:
    result = CliRunner().invoke(main, ["generate", str(CELL), "-o", str(tmp_path), *words])
    assert result.exit_code == 0, result.output
    for one in said:
        assert one in result.output


@pytest.mark.parametrize("path", [CELL, MEMORY])
def test_c_is_printed_with_gradients(tmp_path: Path, path: Path) -> None:
    """What they compute is held in tests/c/test_own_cells_drawn.py."""
    words = ["generate", str(path), "--target", "c", "-o", str(tmp_path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    assert "left out" not in result.output
    assert len(list(tmp_path.glob("*_gradients.c"))) == 1


def test_c_is_refused_by_the_equation_that_it_has_no_place_for(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text(CELL.read_text().replace("mean(a_t)", "mean(b.h) + mean(a_t)"))
    words = ["generate", str(path), "--target", "c", "-o", str(tmp_path / "out")]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    said = "it has no form in C: mean: C has no array of b_h for an example"
    assert said in " ".join(result.output.split())
    assert not list(tmp_path.glob("out/*"))


def test_a_state_may_be_a_matrix(tmp_path: Path) -> None:
    """Printed, read back, and equal to sums of outer products that NumPy takes by itself."""
    result = CliRunner().invoke(main, ["generate", str(MEMORY), "-o", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert "gives the equations back" in result.output
    assert "the fast form does so in 2, and computes the same numbers" in result.output
    assert "the gradients are those of the complex step" in result.output
    random = np.random.default_rng(0)
    x, kernel, decay = (random.normal(size=shape) for shape in ((2, 4, 3), (3, 15), (3, 1)))
    with importable(tmp_path):
        found = importlib.import_module("memory").memory(x, kernel, decay)
    keys, values, queries = np.split(x @ kernel, 3, axis=-1)
    kept = 1 / (1 + np.exp(-(x @ decay)))[..., 0]
    for row, t in np.ndindex(2, 4):
        memory = sum(
            np.outer(keys[row, s], values[row, s]) * kept[row, s + 1 : t + 1].prod()
            for s in range(t + 1)
        )
        np.testing.assert_allclose(found.output[row, t], queries[row, t] @ memory, rtol=1e-12)
    np.testing.assert_allclose(found.last_memory[-1], memory, rtol=1e-12)


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (lambda s: outer(s.k_t, s.f_t), r"C_t is \(batch, units, units\), the right side"),
        (lambda s: outer(s.k_t, s.w), r"outer\(k_t, decay\): \(batch, units\) and \(input_dim"),
        (lambda s: vecmat(s.x_t, s.C.before), r"vecmat\(x_t, C_tm1\): .*expected \(..., n\) and"),
        (lambda s: s.f_t * s.C.before, "terms do not fit|the right side"),
    ],
)
def test_shapes_of_matrices_are_checked(right, said: str) -> None:
    stated = cell_with_a_memory
    with evaluate(False):
        wrong = Equation("memory", stated.C.now, right(stated))
    equations, given = (*stated.equations[:4], wrong), stated.cell.given
    with pytest.raises(ShapeError, match=f"memory: .*{said}"):
        Cell("wrong", "M", stated.n, given, stated.cell.weights, equations, (stated.C.now,))


def test_an_output_that_is_no_state_is_computed_in_jax(tmp_path: Path) -> None:
    for words in ([], ["--target", "jax"]):
        result = CliRunner().invoke(main, ["generate", str(MEMORY), "-o", str(tmp_path), *words])
        assert result.exit_code == 0, result.output
    random = np.random.default_rng(1)
    given = [random.normal(size=shape).astype("f4") for shape in ((2, 4, 3), (3, 15), (3, 1))]
    with importable(tmp_path):
        one = importlib.import_module("memory").memory(*given)
    other = module((tmp_path / "memory_jax.py").read_text(), "memory_jax").memory(*given)
    np.testing.assert_allclose(other.output, one.output, rtol=0, atol=1e-5)
    np.testing.assert_allclose(other.last_memory, one.last_memory, rtol=0, atol=1e-5)
