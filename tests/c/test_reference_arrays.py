"""Every case that a real Keras exported, run through the compiled code."""

import json
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c.library import activate
from lstm_c.numbers import ACTIVATIONS
from lstm_sym import checkout, verify
from lstm_sym.recorded import keras, onnx, torch
from lstm_sym.recorded.case import BOUNDS
from lstm_sym.recorded.readers import reader
from lstm_sym.recorded.record import Recording, recordings

ARRAYS = Path(__file__).resolve().parents[1] / "reference" / "arrays"
MANIFESTS = [p for p in sorted(ARRAYS.glob("*.json")) if "keras" in p.stem]

pytestmark = pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.stem)
def test_the_compiled_layer_computes_what_this_keras_computed(manifest: Path, monkeypatch) -> None:
    about = json.loads(manifest.read_text())
    with np.load(ARRAYS / about["arrays"], allow_pickle=False) as loaded:
        arrays = dict(loaded)
    monkeypatch.setattr(keras, "LSTM", lstm_c.LSTM)
    layers = {key: a for key, a in arrays.items() if not key.startswith("activation.")}
    compared = list(verify.compare(Recording(manifest, about, layers)))
    assert len(compared) == len(about["cases"])
    assert [one for one in compared if not one.passed] == []


class Compiled:
    """The compiled activations under the names that lstm_numpy has for them."""

    BY_NAME = {  # noqa: RUF012
        name: lambda x, name=function.__name__: activate(name, x)
        for name, function in verify.activations.BY_NAME.items()
        if function.__name__ in ACTIVATIONS
    }


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.stem)
def test_the_compiled_activation_computes_what_this_keras_computed(
    manifest: Path, monkeypatch
) -> None:
    about = json.loads(manifest.read_text())
    with np.load(ARRAYS / about["arrays"], allow_pickle=False) as loaded:
        grids = {key: array for key, array in loaded.items() if key.startswith("activation.")}
    monkeypatch.setattr(verify, "activations", Compiled)
    compared = list(verify.compare(Recording(manifest, {**about, "cases": {}}, grids)))
    assert compared
    assert [one for one in compared if not one.passed] == []


OTHERS = ("torch", "onnxruntime")
FACES = [
    file
    for file in recordings(checkout.ARRAYS)
    if file.source.startswith(OTHERS) and file.path.parent.name == "further"
]


@pytest.mark.parametrize("file", FACES, ids=lambda one: one.path.stem)
def test_the_compiled_modules_and_operators_compute_what_was_recorded(file, monkeypatch) -> None:
    """Activations with parameters of their own, and clipped ones, are refused; nothing else is."""
    monkeypatch.setattr(torch, "pytorch", lstm_c.pytorch)
    monkeypatch.setattr(onnx, "operator", lstm_c.onnx)
    for table, face in ((torch.ALONE, lstm_c.pytorch), (onnx.OPERATORS, lstm_c.onnx)):
        for name, (formulation, function) in table.items():
            monkeypatch.setitem(table, name, (formulation, getattr(face, function.__name__)))
    compared = 0
    for record in file.records():
        attributes = record.words.get("attributes", {})
        try:
            known = reader(record)
            stated = known.stated(record) if known else None
            found = list(known.compared(stated)) if known and stated else []
        except TypeError as error:
            refused = "has no number in C" in str(error)
            if not refused or not {"activations", "clip"} & set(attributes):
                raise
            continue
        for computed in found:
            for one, other in zip(computed.ours, computed.recorded, strict=True):
                bound = BOUNDS[stated.words["kind"], stated.words["dtype"]]
                # Nothing bounds what is projected twice: the errors of tanh grow with it.
                bound *= 3 if record.name == "bidirectional-layers-2-proj" else 1
                scale = max(1.0, float(np.abs(other).max(initial=0)))
                np.testing.assert_allclose(one, other, rtol=0, atol=bound * scale)
                compared += 1
    assert compared > 10
