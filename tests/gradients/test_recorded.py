"""The gradients against those that frameworks' own autograd gave, as it is recorded.

What turns a framework's arrays into a formulation's is linear: it turns gradients the same way.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lstm_numpy import tensorflow1_cell
from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import complex_step
from lstm_sym.recorded.calls import arguments, functions
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.keras import RETURNED
from lstm_sym.recorded.onnx import onnx_functions
from lstm_sym.recorded.readers import reader
from lstm_sym.recorded.record import Record, recordings
from lstm_sym.targets.numpy.gradients import function_of
from tests.reference.cases import draw

REFERENCE = Path(__file__).parents[1] / "reference"
BOUND = {"float32": 1e-5, "float64": 1e-13}
BY_NAME = {f.name: f for f in FORMULATIONS}


def arriving(record: Record) -> dict[str, np.ndarray]:
    """What the exporter drew as the loss's gradient at the outputs of a case."""
    random = np.random.RandomState(zlib.crc32(f"gradient {record.name}".encode()))
    outputs = record.words.get("outputs", RETURNED)
    dtype = record.words["dtype"]
    return {key: draw(random, record.arrays[key].shape, 1.0).astype(dtype) for key in outputs}


def in_dtype(known: dict[tuple[str, str], Record], source: str, gradients: Record) -> Record:
    """The record of a case; of one that was recorded in float32 alone, in float64."""
    if (source, gradients.name) in known:
        return known[source, gradients.name]
    record = known[source, gradients.name.removesuffix("-float64")]
    arrays = {
        key: array.astype(np.float64) if array.dtype == np.float32 else array
        for key, array in record.arrays.items()
    }
    words = {**record.words, "dtype": "float64"}
    return replace(record, name=gradients.name, arrays=arrays, words=words)


def cases() -> Iterator[list[tuple[Case, Case]]]:
    """What was computed, and the same with gradients in the place of all arrays, by direction."""
    known: dict[tuple[str, str], Record] = {}
    for folder in ("arrays", "further"):
        for recording in recordings(REFERENCE / folder):
            if recording.path.stem.endswith(("-stacked", "-conversions")):
                continue
            for record in recording.records():
                known[recording.source, record.name] = record
    for recording in recordings(REFERENCE / "gradients"):
        source = recording.about.get("computes", recording.source)
        for gradients in recording.records():
            record = in_dtype(known, source, gradients)
            turned = replace(
                record, arrays={**record.arrays, **gradients.arrays, **arriving(record)}
            )
            if "operator" in record.words:
                pairs = zip(operator(record, sum), operator(turned, next), strict=True)
            else:
                read = reader(record)
                pairs = zip(read.cases(record), read.cases(turned), strict=True)
            for _, both in groupby(pairs, lambda pair: pair[0].formulation):
                yield list(both)


def operator(record: Record, bias: Callable[[Iterator[np.ndarray]], np.ndarray]) -> Iterator[Case]:
    """A case of each direction of ONNX's GRU, as the layer of Keras computes it.

    Its two biases are one where only their sum counts: `sum`, and as gradients they are the same.
    """
    attributes, a = record.words["attributes"], record.arrays
    units, after = attributes["hidden_size"], bool(attributes["linear_before_reset"])
    way = attributes.get("direction", "forward")
    for place, backwards in enumerate(
        [False, True] if way == "bidirectional" else [way != "forward"]
    ):
        both = np.split(a["B"][place] if "B" in a else np.zeros(6 * units, a["X"].dtype), 2)
        given = {"sequences": a["X"].swapaxes(0, 1), "kernel": a["W"][place].T}
        given |= {"recurrent_kernel": a["R"][place].T}
        given |= (
            {"bias": both[0], "recurrent_bias": both[1]} if after else {"bias": bias(iter(both))}
        )
        given |= {"h_0": a["initial_h"][place]} if "initial_h" in a else {}
        if "sequence_lens" in a:
            given["mask"] = np.arange(len(a["X"])) < a["sequence_lens"][:, None]
        options = {
            "bias": True,
            "recurrent_bias": after,
            "reset_after": after,
            "initial_state": "h_0" in given,
            "mask": "mask" in given,
            "masked_output": "zero",
            "go_backwards": backwards,
            "return_sequences": True,
        }
        chosen = {"activations": ["Sigmoid", "Tanh"]} | attributes
        meant = dict(
            zip(("recurrent_activation", "activation"), onnx_functions(chosen), strict=True)
        )
        Y = a["Y"][:, place].swapaxes(0, 1)
        expected = {"gru_output": Y[:, ::-1] if backwards else Y, "state_h": a["Y_h"][place]}
        yield record.case("gru", given, options, meant, expected, f"-{place}")


CASES = [pytest.param(both, id=f"{both[0][0]}-{both[0][0].formulation}") for both in cases()]


@pytest.mark.parametrize("both", CASES)
def test_gradients_are_the_frameworks(both: list[tuple[Case, Case]]) -> None:
    formulation = BY_NAME[both[0][0].formulation]
    module = import_module(f"lstm_numpy.{formulation.module}")
    compare_directions(both, getattr(module, function_of(formulation)))


def compare_directions(both: list[tuple[Case, Case]], function: Callable[..., Any]) -> None:
    """Compares what a function computes for each direction, and the sum of what both read."""
    formulation = BY_NAME[both[0][0].formulation]
    read = str(formulation.sequence.given[0])
    of_input: Any = 0  # which each direction reads
    for case, turned in both:
        words = arguments(formulation, case.given, case.options, functions(case, {}))
        found = complex_step.named(formulation, function(**words, **turned.expected))
        of_input = of_input + found[read]
        for name, array in case.given.items():
            if np.ndim(array) and name not in ("mask", read):
                compare(found[name], turned.given[name], name)
    compare(of_input, both[0][1].given[read], read)


def compare(ours: np.ndarray, theirs: np.ndarray, name: str) -> None:
    scale = max(1.0, float(np.abs(theirs).max()))
    bound = BOUND[str(theirs.dtype)] * scale
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
