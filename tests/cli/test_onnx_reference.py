"""What is written as ONNX, computed by the reference of the package onnx, where no runtime is."""

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from onnx.reference import ReferenceEvaluator

from tests.cli.test_convert import CHAINS, INPUT, asked, close, model, written

#: The reference has an alpha of its own for a HardSigmoid inside of an LSTM.
ALONE = {name: layers for name, layers in CHAINS.items() if name != "hard_sigmoid"}
SIZES = {"Conv1D": "kernel_size", "MaxPooling1D": "pool_size", "AveragePooling1D": "pool_size"}
WINDOWS: dict[str, tuple[str, dict[str, Any]]] = {
    f"{kind} of {size}, {strides}, {padding}": (
        kind,
        {word: size, "strides": strides, "padding": padding}
        | ({"filters": 3} if kind == "Conv1D" else {}),
    )
    for (kind, word), size, strides, padding in product(
        SIZES.items(), (2, 3, 4), (1, 2), ("valid", "same")
    )
    # What the reference fails on.
    if (kind, strides, padding) != ("MaxPooling1D", 1, "same")
}
WINDOWS |= {
    f"{padding}, {size} with gaps": (
        "Conv1D",
        {"filters": 3, "kernel_size": size, "padding": padding, "dilation_rate": 3},
    )
    for padding, size in product(("same", "causal"), (2, 4))
}
WINDOWS |= {
    f"{kind}, {stays}": (kind, {"keepdims": stays})
    for kind, stays in product(("GlobalAveragePooling1D", "GlobalMaxPooling1D"), (False, True))
}


def same(layers: Any, file: Path) -> None:
    made = model(*layers)
    written(made, "onnx", file)
    x, wanted = asked(made)
    (found,) = ReferenceEvaluator(str(file)).run(None, {"x": x})
    assert np.shape(found) == wanted.shape
    close(found, wanted)


@pytest.mark.parametrize("name", ALONE)
def test_a_model_computes_the_same(name: str, tmp_path: Path) -> None:
    same(ALONE[name], tmp_path / "m.onnx")


@pytest.mark.parametrize("layer", WINDOWS.values(), ids=WINDOWS)
def test_windows_lie_where_they_lie_in_keras(layer: Any, tmp_path: Path) -> None:
    same((INPUT, layer), tmp_path / "m.onnx")
