"""Drawn cells of users in C: each is refused with its equation, or computes what NumPy does."""

import importlib.util
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import Phase, given, settings

import lstm_c
from lstm_sym import own_cell
from lstm_sym.notation import Formulation
from lstm_sym.proofs import complex_step
from lstm_sym.proofs.agreement import beyond, nudged, ways
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.drawn import drawn as drawn_cases
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy.gradients import function_of
from tests.c.test_sizes import LANES
from tests.generate.printed_modules import importable
from tests.generate.test_own_cells_drawn import CELLS, text_of
from tests.gradients.test_engine import flat

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")


@pytest.fixture(autouse=True, scope="module")
def cells_are_compiled_without_the_optimiser(hurried: Path, tmp_path_factory) -> Iterator[None]:
    """In a folder of their own: no other test needs them."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CC", str(hurried))
        patched.setenv("LSTM_C_CACHE", str(tmp_path_factory.mktemp("cells")))
        yield


PLAIN = {"changes": {}, "evaluated": False, "options": "ALL"}


def compares(text: str, gradients: bool = False) -> int:
    """How many results were compared; none where the cell is refused. Raises AssertionError."""
    folder = Path(tempfile.mkdtemp())
    try:
        path = folder / "own.py"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            printed = own_cell.printed(path)
            files = own_cell.in_target(printed, "c")
        except own_cell.OwnCellError:
            return 0
        for name, content in {**printed.files, **files}.items():
            (folder / name).write_text(content)
        return _compared(printed, folder, gradients)
    finally:
        shutil.rmtree(folder)


def _compared(printed: own_cell.Printed, folder: Path, gradients: bool) -> int:
    stated, count = printed.stated, 0
    with importable(folder):
        module = importlib.import_module(f"{stated.module}_c")
        readable = Printed(stated, printed.files[f"{stated.module}.py"])
        with np.errstate(all="ignore"):
            for case in drawn_cases(stated, readable):
                words = arguments(stated, case.given, case.options, {})
                near = readable.run(nudged(case.given), case).values()
                for what, ours in ways(stated, module, words):
                    count += 1
                    for mine, theirs, other in zip(ours, case.expected.values(), near, strict=True):
                        assert beyond(mine, theirs, other) <= 1, (what, case.name)
        if gradients:
            count += _gradients_compared(stated, module)
    return count


def _gradients_compared(stated: Formulation, module: ModuleType) -> int:
    name, names = function_of(stated), [str(symbol) for symbol in stated.sequence.results]
    in_numpy = vars(importlib.import_module(stated.module))
    for configuration in complex_step.chosen(stated):
        given, random = complex_step.drawn(stated, configuration)
        words = arguments(stated, given, configuration.options, {})
        with np.errstate(all="ignore"):
            results = in_numpy[stated.sequence.name](**words)
            drawn = {n: random.normal(size=r.shape) for n, r in zip(names, results, strict=True)}
            theirs = flat(in_numpy[name](**words, **drawn))
            for ours, true in zip(flat(vars(module)[name](**words, **drawn)), theirs, strict=True):
                atol = 1e-12 * np.abs(true).max(initial=1, where=np.isfinite(true))
                np.testing.assert_allclose(ours, true, rtol=1e-12, atol=atol)
    return len(theirs)


@settings(max_examples=10, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(CELLS)
def test_a_drawn_cell_is_refused_or_right(drawn: dict) -> None:
    compares(text_of(drawn))


@pytest.mark.parametrize("expression", [
    "h_tm1", "dot(f_t*h_tm1, U.h)", "dot(x_t,W.h) + clip(h_tm1,-alpha,alpha)", "softplus(h_tm1)",
    "maximum(h_tm1,b.h)", "dot(dot(x_t,W.h),U.h) + 2*dot(h_tm1,U.f)", "alpha + 1",
    "log(1+h_tm1**2)/pi", "E*h_tm1 + log(2)",
])  # fmt: skip
def test_a_plain_cell_is_served_and_right(expression: str) -> None:
    cell = PLAIN | {"expression": expression, "further": "(1 - f_t) * h_tm1"}
    assert compares(text_of(cell)) > 3


def test_gradients_with_a_power_and_a_sign_are_served_and_right() -> None:
    """The derivatives have words that the equations have not: powers of halves, a sign."""
    expression = "h_tm1**5 - (2-absolute(h_tm1))/(2+h_tm1**2)**3/sqrt(1+absolute(h_tm1))"
    cell = PLAIN | {"expression": expression, "further": "(1 - f_t) * h_tm1"}
    assert compares(text_of(cell), gradients=True) > 3


@pytest.mark.parametrize("weights", ["2*W.h", "W.h - W.f", "W.h/2"])
def test_gradients_of_weights_that_are_multiplied_are_served_and_right(weights: str) -> None:
    cell = PLAIN | {"expression": f"dot(x_t, {weights}) + h_tm1", "further": "(1 - f_t) * h_tm1"}
    assert compares(text_of(cell), gradients=True) > 3


def test_a_state_begins_with_the_number_that_its_equation_has() -> None:
    text = text_of(PLAIN | {"expression": "h_tm1", "further": "(1 - f_t) * h_tm1"})
    begun = f"""{text}
from dataclasses import replace

over_time = replace(
    over_time,
    start=tuple(
        e if e.label == "initial-output" else replace(e, right=Rational(3, 4))
        for e in over_time.start
    ),
)
formulation = replace(formulation, sequence=over_time)
"""
    assert compares(begun) > 3


@pytest.mark.parametrize("name", ["cell_of_every_word", "cell_with_a_memory"])
def test_means_and_a_matrix_as_memory_are_served_and_right(name: str) -> None:
    text = (Path(__file__).parents[1] / "generate" / f"{name}.py").read_text()
    assert compares(text, gradients=True) > 5


def test_a_state_that_all_units_read_stays_until_all_have_read_it(tmp_path: Path) -> None:
    """It is multiplied with no weights, only with the memory; the units take several registers."""
    text = (Path(__file__).parents[1] / "generate" / "cell_with_a_memory.py").read_text()
    for was, now in (
        ("vecmat(q_t, C.now))", "q_t + sigmoid(vecmat(y.before, C.now)))"),
        ("(x_t, C.before), (W", "(x_t, C.before, y.before), (W"),
        ("(C,), (output, last)", "(C, y), (output, last, last_y)"),
        (
            "over_time =",
            'last_y = n.symbol("last_y", "l", "batch units", "last output")\nover_time =',
        ),
    ):
        assert text.count(was) == 1
        text = text.replace(was, now)
    path = tmp_path / "own.py"
    path.write_text(text)
    printed = own_cell.printed(path)
    for name, content in {**printed.files, **own_cell.in_target(printed, "c")}.items():
        (tmp_path / name).write_text(content)
    random = np.random.default_rng(0)
    units = 3 * LANES + 1
    shapes = [(2, 5, 3), (3, 3 * units), (3, 1)]
    arrays = [random.normal(size=shape) for shape in shapes]
    with importable(tmp_path):
        in_numpy, in_c = (importlib.import_module(f"memory{suffix}") for suffix in ("", "_c"))
        for one, other in zip(in_c.memory(*arrays), in_numpy.memory(*arrays), strict=True):
            np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", ["double", "x_f32", "largeß", "job", "t_1f", "int", "EMITTED"])
def test_a_name_that_c_has_gives_way_or_is_refused(name: str) -> None:
    cell = PLAIN | {"expression": "h_tm1", "further": "h_tm1", "changes": {"gate": name}}
    compares(text_of(cell))
