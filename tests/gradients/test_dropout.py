"""The page's function for given masks of dropout, against what Keras 3 computed under them."""

import re
from pathlib import Path

import numpy as np
import pytest

from lstm_numpy import keras
from lstm_sym.recorded.record import Record, recordings

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"```python\n(def thinned.*?)^of_inputs", re.DOTALL | re.MULTILINE)
BOUND = {"float32": 1e-5, "float64": 1e-13}
RECORDS = [
    record
    for recording in recordings(ROOT / "tests" / "reference" / "dropout")
    for record in recording.records()
]


@pytest.fixture(scope="module", name="page")
def functions_of_the_page() -> dict:
    (block,) = BLOCK.findall((ROOT / "docs" / "gradients" / "compute.md").read_text())
    found = {"np": np, "keras": keras}
    exec(block, found)
    return found


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_outputs_and_gradients_are_those_of_keras(page: dict, record: Record) -> None:
    a = record.arrays
    weights = [a[name] for name in ("kernel", "recurrent_kernel", "bias")]
    batch, units, features = len(a["sequences"]), len(weights[1]), len(weights[0])
    nothing = {"drop_inputs": features, "drop_states": units}
    masks = [a.get(k, np.ones((1, batch, n), weights[0].dtype)) for k, n in nothing.items()]
    found = page["under_dropout"](a["sequences"], *weights, *masks, a["arriving"])
    names = ("output", "d_sequences", "d_kernel", "d_recurrent_kernel", "d_bias")
    for name, ours in zip(names, found, strict=True):
        bound = BOUND[record.words["dtype"]] * max(1, np.abs(a[name]).max())
        np.testing.assert_allclose(ours, a[name], rtol=0, atol=bound, err_msg=name)


def test_some_masks_are_of_each_kind() -> None:
    given = {tuple(k for k in record.arrays if k.startswith("drop_")) for record in RECORDS}
    assert len(given) == 3
