"""Which reader a recorded case has: its cases, and how the package computes the same."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from lstm_sym.recorded import cells, keras, onnx, published, quantized, torch, wrapped
from lstm_sym.recorded.calls import installed
from lstm_sym.recorded.case import Case, results
from lstm_sym.recorded.record import Record


class Computed(NamedTuple):
    """What the package computes and what was recorded, in the same order."""

    formulation: str
    ours: list[np.ndarray]
    recorded: list[np.ndarray]
    cases: tuple[Case, ...] = ()  # of formulations that were executed, where they are known


@dataclass(frozen=True)
class Reader:
    """How one kind of record is read.

    ``cases``: the runs of formulations in it, by the names of the notation. ``call``: what the
    package's own layer or function for it returns, with the formulation's name and in the order of
    the record; nothing where it has none, or where the framework departs from its specification.
    ``also``: another function that computes the same.
    ``stated``: the record as a specification has it; none where nothing of it can be computed.
    ``alone``: formulations that have no such function: their cases are called as they are printed.
    """

    cases: Callable[[Record], Iterator[Case]]
    call: Callable[[Record], tuple[str, Any] | None] | None = None
    alone: tuple[str, ...] = ()
    also: Callable[[Record], tuple[str, Any] | None] | None = None
    stated: Callable[[Record], Record | None] = lambda record: record

    def compared(self, record: Record) -> Iterator[Computed]:
        """What a user computes for a record, beside what was recorded."""
        cases = tuple(self.cases(record))
        inside = tuple(case for case in cases if case.formulation not in self.alone)
        for call in filter(None, (self.call, self.also)):
            called = call(record)
            if called is None:
                continue
            formulation, outputs = called
            keys = record.words.get("outputs", keras.RETURNED)
            recorded = [record.arrays[key] for key in keys]
            executed = inside if call is self.call else ()
            yield Computed(formulation, list(outputs), recorded, executed)
        for case in cases:
            if case.formulation in self.alone:
                ours = list(results(case, installed).values())
                yield Computed(case.formulation, ours, list(case.expected.values()), (case,))


def reader(record: Record) -> Reader | None:
    """The reader of a record; none where weights are recorded and nothing computed with them.

    Nor of gradients, which tests read beside the record that they belong to, nor of a cell in a
    file of its own, which `lstm-sym verify` prints.
    """
    words = record.words
    if words["kind"] in ("conversion", "gradients") or "own" in words:
        return None
    if words.get("cell") == "Conv1DLSTMCell":
        return Reader(lambda _record: iter(()), cells.call_convolved)
    if "entry" in words:
        return Reader(lambda _record: iter(()), wrapped.configured)
    if "stored" in words:
        return Reader(lambda _record: iter(()), cells.call_stored)
    if "class" in words:
        return LAYERS[words["class"]]
    if record.about["framework"] in FRAMEWORKS:
        return FRAMEWORKS[record.about["framework"]]
    if record.about["version"].startswith("1."):
        return Reader(keras.keras1, keras.call_keras1)
    return Reader(keras.layer, keras.call)


LAYERS = {
    **dict.fromkeys(keras.ALONE, Reader(keras.alone, keras.call_alone)),
    "Bidirectional": Reader(wrapped.bidirectional, wrapped.call_bidirectional),
    "Stacked": Reader(wrapped.stacks, wrapped.call_stacked),
}
FRAMEWORKS = {
    "torch": Reader(torch.torch, torch.call, alone=("cudnn",), also=torch.call_cudnn),
    "onnxruntime": Reader(onnx.onnx, onnx.call, stated=onnx.stated),
    "torch, quantized": Reader(quantized.of_torch, alone=("pytorch_quantized",)),
    "onnxruntime, quantized": Reader(quantized.of_onnx, quantized.call_onnx),
    "tensorflow": Reader(cells.tensorflow1, cells.call_tensorflow1),
    "flax": Reader(cells.flax, alone=("flax",)),
    "tensorflow-contrib": Reader(published.layer_norm_contrib, alone=("layer_norm_contrib",)),
    "tensorflow-addons": Reader(published.layer_norm_addons, alone=("layer_norm_addons",)),
    "minGRU-pytorch": Reader(published.mingru, alone=("mingru", "minlstm")),
    "xlstm": Reader(published.xlstm, alone=("slstm", "mlstm")),
}
