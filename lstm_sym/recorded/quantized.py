"""Records of LSTMs that onnxruntime and PyTorch have quantized: a case a direction."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from lstm_numpy import onnx as operator
from lstm_sym.recorded import onnx, torch
from lstm_sym.recorded.case import Case
from lstm_sym.recorded.record import Record


def call_onnx(record: Record) -> tuple[str, Any]:
    """The operator DynamicQuantizeLSTM."""
    given: dict[str, Any] = {name: record.arrays[name] for name in record.words["inputs"]}
    found = operator.dynamic_quantize_lstm(**given, **record.words["attributes"])
    return "onnx_quantized", found


def of_onnx(record: Record) -> Iterator[Case]:
    """Cases as those of the LSTM operator are read, but for the weights and their scales."""
    arrays = dict(record.arrays)
    size = 4 * record.words["attributes"]["hidden_size"]
    scales = {}
    for name in ("W", "R"):
        shape = len(arrays[name]), -1
        whole = arrays[name] - arrays[f"{name}_zero_point"].reshape(*shape, 1).swapaxes(1, 2) * 1.0
        arrays[name] = whole.swapaxes(1, 2).astype(arrays["X"].dtype)
        scale = arrays[f"{name}_scale"].reshape(shape)
        scales[f"{name}_scale"] = np.broadcast_to(scale, (len(whole), size))
    plain = Record(record.source, record.name, record.about, record.words, arrays)
    for place, case in enumerate(onnx.onnx(plain)):
        given = {**case.given, **{name: scale[place] for name, scale in scales.items()}}
        options = {k: v for k, v in case.options.items() if k != "mask"}
        yield record.case(
            "onnx_quantized", given, options, case.functions, case.expected,
            case.name.removeprefix(record.name),
        )  # fmt: skip


def of_torch(record: Record) -> Iterator[Case]:
    """Cases as those of nn.LSTM are read, with the largest whole number."""
    for case in torch.torch(record):
        if case.formulation == "pytorch":
            levels = float(record.words["levels"])
            options = {"initial_state": case.options["initial_state"], "levels": levels}
            options["go_backwards"] = case.options["go_backwards"]
            yield record.case(
                "pytorch_quantized", {**case.given, "levels": levels}, options, {}, case.expected,
                case.name.removeprefix(record.name),
            )  # fmt: skip
