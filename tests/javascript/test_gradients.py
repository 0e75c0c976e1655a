"""The gradients of the printed JavaScript are those of lstm_numpy."""

import gzip
from importlib import import_module
from itertools import product
from typing import Any

import numpy as np
import pytest

from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.targets.javascript.source import CALLABLE, FORMULATIONS, chosen, steps, used
from lstm_sym.targets.numpy.gradients import function_of

from .conftest import PRODUCT

SIZES = {"batch": 2, "timesteps": 4, "input_dim": 2, "input_size": 2}
UNITS = 3
BOTH = ("activation", "recurrent_activation")
OF_CELLS = [
    (stated, dict(zip([o.name for o in stated.cell.options], values, strict=True)), 0.7)
    for stated in FORMULATIONS
    for values in product(*map(chosen, stated.cell.options))
]
# An unbounded function feeds back on itself: with small weights the numbers stay moderate.
OF_FUNCTIONS = [(FORMULATIONS[0], {word: one.name}, 0.1) for one in CALLABLE for word in BOTH]

Drawn = tuple[dict[str, Any], np.ndarray]


def drawn(stated: Formulation, options: dict[str, str], scale: float) -> Drawn:
    """A case of the script, and the gradient of its input: of every output and of the last cell."""
    random = np.random.default_rng(len(stated.name))

    def numbers(symbol: Any, scale: float = 1.0) -> np.ndarray:
        sizes = [size.rpartition("*") for size in stated.notation[symbol].shape]
        shape = [int(factor or 1) * SIZES.get(name.rstrip("?"), UNITS) for factor, _, name in sizes]
        return scale * random.normal(size=shape)

    read, (output, _, last) = stated.sequence.given[0], stated.sequence.results
    arrays = [w for w in stated.cell.weights if used(steps(stated), stated.notation.stacks[w])]
    weights = {str(w): numbers(w, scale) for w in arrays}
    x, at, at_last = numbers(read), numbers(output), numbers(last)
    function = getattr(import_module(f"lstm_numpy.{stated.module}"), function_of(stated))
    arriving = {str(output): at, str(last): at_last}
    expected = function(**{str(read): x}, **arriving, **weights, **options)
    h, c, *_ = (str(state.before).removesuffix("_tm1") for state in lower(stated).loop.states)
    earlier = [None] * (x.shape[1] - 1)
    by_state = [{h: rows, c: [*earlier, row]} for rows, row in zip(at, at_last, strict=True)]
    case = {"formulation": stated.name, "sequences": x, "weights": weights, "options": options}
    return {**case, "arriving": by_state}, getattr(expected, str(read))


def test_they_are_those_of_numpy_for_every_cell_and_function(node) -> None:
    cases, expected = zip(*(drawn(*one) for one in (*OF_CELLS, *OF_FUNCTIONS)), strict=True)
    for case, found, theirs in zip(cases, node(list(cases)), expected, strict=True):
        assert isinstance(found, list), found
        ours = [one["inputs"] for one in found]
        said = f"{case['formulation']} {case['options']}"
        np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-13, err_msg=said)


def test_without_a_timestep_nothing_is_handed_back(node) -> None:
    ones = {"kernel": [[1] * 4], "recurrent_kernel": [[1] * 4]}
    case = {"formulation": "keras", "sequences": [[]], "weights": ones, "arriving": [{}]}
    (((found),),) = node([case])
    assert found["inputs"] == []


def test_what_does_not_fit_is_refused_as_a_run_refuses_it(node) -> None:
    case = {"formulation": "keras", "sequences": [[[1]]], "weights": {}, "arriving": [{}]}
    (found,) = node([case])
    assert found.startswith("RangeError: kernel is absent")


def test_a_changed_sign_is_found(node, tmp_path) -> None:
    for name in ("lstm.js", "lstm.mjs", "gradients.js"):
        (tmp_path / name).write_text(PRODUCT.joinpath(name).read_text())
    right = (tmp_path / "gradients.js").read_text()
    broken = right.replace("y * (1 - y)", "y * (1 + y)")
    assert broken != right
    (tmp_path / "gradients.js").write_text(broken)
    case, theirs = drawn(*OF_CELLS[0])
    (found,) = node([case], tmp_path / "lstm.mjs")
    with pytest.raises(AssertionError):
        np.testing.assert_allclose([one["inputs"] for one in found], theirs, rtol=1e-3)


def test_a_formulation_without_gradients_says_so(node, tmp_path) -> None:
    for name in ("lstm.js", "lstm.mjs"):
        (tmp_path / name).write_text(PRODUCT.joinpath(name).read_text())
    right = PRODUCT.joinpath("gradients.js").read_text()
    (tmp_path / "gradients.js").write_text(right.replace('"keras": (', '"another": ('))
    case = {"formulation": "keras", "sequences": [[[1]]], "arriving": [{}]}
    case["weights"] = {"kernel": [[1] * 4], "recurrent_kernel": [[1] * 4]}
    (found,) = node([case], tmp_path / "lstm.mjs")
    assert found == "Error: keras has no gradients with these options"


def test_it_is_small_on_the_way_to_a_browser() -> None:
    assert len(gzip.compress(PRODUCT.joinpath("gradients.js").read_bytes())) < 5_000
