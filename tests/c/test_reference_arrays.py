"""Every case that a real Keras exported, run through the compiled code."""

import json
from pathlib import Path

import numpy as np
import pytest

import lstm_c
from lstm_c.library import activate
from lstm_c.numbers import ACTIVATIONS
from lstm_sym import verify
from lstm_sym.recorded import keras
from lstm_sym.recorded.record import Recording

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
