"""What frameworks' own autograd gave, as it is recorded, beside what they computed.

What turns a framework's arrays into a formulation's is linear: it turns gradients the same way.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from lstm_sym.recorded.case import Case
from lstm_sym.recorded.keras import RETURNED
from lstm_sym.recorded.onnx import onnx_functions
from lstm_sym.recorded.readers import reader
from lstm_sym.recorded.record import Record, recordings
from tests.reference.cases import draw

REFERENCE = Path(__file__).parents[1] / "reference"
#: Before the bound, behind the function that it is a bound of.
BOUNDED = " of what is bounded by "


def arriving(record: Record, gradients: Record) -> dict[str, np.ndarray]:
    """What the exporter drew as the loss's gradient at the outputs of a case."""
    random = np.random.RandomState(zlib.crc32(f"gradient {record.name}".encode()))
    outputs = record.words.get("outputs", RETURNED)
    of, dtype = gradients.words.get("of", outputs), record.words["dtype"]
    drawn = {key: draw(random, record.arrays[key].shape, 1.0) for key in outputs}
    return {key: (array * (key in of)).astype(dtype) for key, array in drawn.items()}


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
    """What was computed, and the same with gradients in the place of all arrays, by direction.

    Directions that are merged are two cases, whose gradients meet in what both read.
    """
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
            arrays = {**record.arrays, **gradients.arrays, **arriving(record, gradients)}
            turned = replace(record, source=recording.source, arrays=arrays)
            if "operator" in record.words:
                pairs = zip(operator(record, sum), operator(turned, next), strict=True)
            elif record.words.get("module") in ("GRU", "RNN"):
                pairs = zip(module(record, sum), module(turned, next), strict=True)
            else:
                read = reader(record)
                pairs = zip(read.cases(record), read.cases(turned), strict=True)
            by_equations: dict[tuple[str, bool], list[tuple[Case, Case]]] = {}
            for case, other in pairs:
                if case.formulation != "bidirectional":
                    key = case.formulation, case.options.get("stabilized", True)
                    by_equations.setdefault(key, []).append((case, other))
            yield from by_equations.values()


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
