"""The gradients against those that frameworks' own autograd gave, as it is recorded."""

import math
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

import numpy as np
import pytest

from lstm_numpy import tensorflow1_cell
from lstm_numpy.onnx_activations import Clipped
from lstm_sym.equations import BY_NAME
from lstm_sym.proofs import complex_step
from lstm_sym.recorded.calls import arguments, functions
from lstm_sym.recorded.case import BOUNDS, Case
from lstm_sym.recorded.record import recordings
from lstm_sym.targets.numpy.gradients import function_of
from tests.gradients.recorded_cases import BOUNDED, REFERENCE, cases

BOUND = {"float32": 1e-5, "float64": 1e-13}
CASES = [pytest.param(both, id=f"{both[0][0]}-{both[0][0].formulation}") for both in cases()]


@pytest.mark.parametrize("both", CASES)
def test_gradients_are_the_frameworks(both: list[tuple[Case, Case]]) -> None:
    formulation = BY_NAME[both[0][0].formulation]
    module = import_module(f"lstm_numpy.{formulation.module}")
    compare_directions(both, getattr(module, function_of(formulation)))


def chosen(case: Case) -> dict[str, Any]:
    """The functions; ONNX's clip bounds what they are applied to."""
    parts = {word: text.partition(BOUNDED) for word, text in case.functions.items()}
    found = functions(replace(case, functions={w: text for w, (text, *_) in parts.items()}), {})
    bounds = {word: float(bound) for word, (*_, bound) in parts.items() if bound}
    return {w: Clipped(f, bounds[w]) if w in bounds else f for w, f in found.items()}


def compare_directions(both: list[tuple[Case, Case]], function: Callable[..., Any]) -> None:
    """Compares what a function computes for each direction, and the sum of what both read."""
    formulation = BY_NAME[both[0][0].formulation]
    read = str(formulation.sequence.given[0])
    of_input: Any = 0  # which each direction reads
    for case, turned in both:
        words = arguments(formulation, case.given, case.options, chosen(case))
        found = complex_step.named(formulation, function(**words, **turned.expected))
        of_input = of_input + found[read]
        for name, array in case.given.items():
            if np.ndim(array) and name not in ("mask", read):
                compare(found[name], turned.given[name], case, name)
    case, turned = both[0]
    compare(of_input, turned.given[read], case, read)


def wider(case: Case, dtype: str) -> float:
    """Where rounding may cost a result more, it may cost its gradients more."""
    return case.bound / BOUNDS["ordinary", dtype]


def widest() -> int:
    """The largest of these factors, rounded up."""
    every = (case for both in cases() for case, _ in both)
    of_float = (
        wider(case, str(array.dtype))
        for case in every
        for array in case.given.values()
        if str(getattr(array, "dtype", "")) in BOUND
    )
    return math.ceil(max(of_float))


def compare(ours: np.ndarray, theirs: np.ndarray, case: Case, name: str) -> None:
    """Within the bound."""
    dtype = str(theirs.dtype)
    scale = max(1.0, float(np.abs(theirs).max())) * wider(case, dtype)
    bound = BOUND[dtype] * scale
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=bound, err_msg=name)


def test_tensorflows_block_lstm_is_no_derivative_where_it_bounds_the_cell_state() -> None:
    """Without a bound its gradients are ours; with one what it computes is ours, not what it gives.

    That ours are the derivatives the complex step tells, with a bound, too.
    """
    (recording,) = recordings(REFERENCE / "block")
    for record in recording.records():
        a, words = record.arrays, record.words
        inputs = a["inputs"].shape[2]
        given = a["inputs"].swapaxes(0, 1), a["kernel"][:inputs], a["kernel"][inputs:], a["bias"]
        clip = words["cell_clip"] if words["cell_clip"] > 0 else np.inf
        options = {"forget_bias": words["forget_bias"], "cell_clip": clip}
        outputs = tensorflow1_cell.lstm(*given, **options).outputs
        np.testing.assert_allclose(outputs, a["outputs"].swapaxes(0, 1), rtol=0, atol=1e-6)
        arriving = a["arriving"].swapaxes(0, 1)
        found = tensorflow1_cell.lstm_gradients(*given, **options, outputs=arriving)
        ours = np.concatenate([found.input_kernel, found.recurrent_kernel])
        off = np.linalg.norm(a["d_kernel"] - ours) / np.linalg.norm(ours)
        assert off < 1e-6 if np.isinf(clip) else off > 1, record.name


def test_four_frameworks_are_there() -> None:
    found = {recording.about["framework"] for recording in recordings(REFERENCE / "gradients")}
    assert found >= {"torch", "flax", "tensorflow", "keras", "tf.keras"}
