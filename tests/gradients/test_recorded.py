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
from lstm_numpy.onnx_activations import Clipped
from lstm_sym.equations import FORMULATIONS, LAYERS
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
#: Before the bound, behind the function that it is a bound of.
BOUNDED = " of what is bounded by "
BY_NAME = {f.name: f for f in (*FORMULATIONS, *LAYERS)}


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
            elif record.words.get("module") in ("GRU", "RNN"):
                pairs = zip(module(record, sum), module(turned, next), strict=True)
            else:
                read = reader(record)
                pairs = zip(read.cases(record), read.cases(turned), strict=True)
            for _, both in groupby(pairs, lambda pair: pair[0].formulation):
                yield list(both)


def operator(record: Record, bias: Callable[[Iterator[np.ndarray]], np.ndarray]) -> Iterator[Case]:
    """A case of each direction of ONNX's GRU and RNN, as the layers of Keras compute them.

    Their two biases are one where only the sum counts: `sum`, and as gradients they are the same.
    """
    attributes, a = record.words["attributes"], record.arrays
    name, default = {"GRU": ("gru", ["Sigmoid", "Tanh"]), "RNN": ("simple_rnn", ["Tanh"])}[
        record.words["operator"]
    ]
    after = name == "gru" and bool(attributes["linear_before_reset"])
    way, bound = attributes.get("direction", "forward"), attributes.get("clip")
    ways = [False, True] if way == "bidirectional" else [way != "forward"]
    meant = onnx_functions({"activations": default * len(ways)} | attributes)
    for place, backwards in enumerate(ways):
        rows = len(a["R"][place])
        both = np.split(a["B"][place] if "B" in a else np.zeros(2 * rows, a["X"].dtype), 2)
        given = {"sequences": a["X"].swapaxes(0, 1), "kernel": a["W"][place].T}
        given |= {"recurrent_kernel": a["R"][place].T}
        biased = record.words.get("biased", True)
        if biased:
            given |= {"bias": both[0] if after else bias(iter(both))}
            given |= {"recurrent_bias": both[1]} if after else {}
        given |= {"h_0": a["initial_h"][place]} if "initial_h" in a else {}
        if "sequence_lens" in a:
            given["mask"] = np.arange(len(a["X"])) < a["sequence_lens"][:, None]
        options = {
            "bias": biased,
            "initial_state": "h_0" in given,
            "mask": "mask" in given,
            "masked_output": "zero",
            "go_backwards": backwards,
            "return_sequences": True,
        }
        if name == "gru":
            options |= {"recurrent_bias": after and biased, "reset_after": after}
        own = meant[place * len(default) :][: len(default)]
        words = ("recurrent_activation", "activation")[-len(default) :]
        end = f"{BOUNDED}{bound}" if bound else ""
        meant_here = {word: f + end for word, f in zip(words, own, strict=True)}
        Y = a["Y"][:, place].swapaxes(0, 1)
        output = "gru_output" if name == "gru" else "rnn_output"
        expected = {output: Y[:, ::-1] if backwards else Y, "state_h": a["Y_h"][place]}
        yield record.case(name, given, options, meant_here, expected, f"-{place}")


def module(record: Record, bias: Callable[[Iterator[np.ndarray]], np.ndarray]) -> Iterator[Case]:
    """A case of nn.GRU or nn.RNN with one layer, in the words of ONNX's operators."""
    words, a = record.words["words"], record.arrays
    x, y = a["input"], a["output"]
    if x.ndim == 2:
        x, y = x[:, np.newaxis], y[:, np.newaxis]
    elif words.get("batch_first"):
        x, y = x.swapaxes(0, 1), y.swapaxes(0, 1)
    arrays = {"X": x, "Y": y[:, np.newaxis], "Y_h": a["h_n"].reshape(1, x.shape[1], -1)}
    is_gru = record.words["module"] == "GRU"
    # PyTorch has the reset gate first, ONNX the update gate.
    order = [1, 0, 2] if is_gru else [0]

    def turned(array: np.ndarray) -> np.ndarray:
        return np.concatenate([np.split(array, len(order))[k] for k in order])

    arrays |= {"W": turned(a["weight_ih_l0"])[np.newaxis]}
    arrays |= {"R": turned(a["weight_hh_l0"])[np.newaxis]}
    if "bias_ih_l0" in a:
        both = [turned(a["bias_ih_l0"]), turned(a["bias_hh_l0"])]
        arrays |= {"B": np.concatenate(both)[np.newaxis]}
    if "h_0" in a:
        arrays |= {"initial_h": a["h_0"].reshape(1, x.shape[1], -1)}
    functions = ["Sigmoid", "Tanh"] if is_gru else [words.get("nonlinearity", "tanh").title()]
    attributes = {"activations": functions, "linear_before_reset": 1}
    said = {
        **record.words,
        "biased": "B" in arrays,
        "operator": record.words["module"],
        "attributes": attributes,
    }
    yield from operator(replace(record, words=said, arrays=arrays), bias)


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
