"""What dynamic quantization does to a published model, as `measure_quantized.py` recorded it."""

import json
from pathlib import Path

import numpy as np

from lstm_numpy import pytorch_layer, pytorch_quantized_layer

ROOT = Path(__file__).resolve().parents[2]
RECORD = json.loads((ROOT / "docs" / "results" / "quantized.json").read_text(encoding="utf-8"))
ROWS = {way: row for way, *row in RECORD["rows"]}


def test_the_equations_give_what_the_packages_give_until_a_last_digit_decides() -> None:
    """A step of a whole number is a hundred times as far as what is allowed here."""
    compared = {way: row[3:] for way, row in ROWS.items() if row[3] != ""}
    assert len(compared) == 4
    for way, (timesteps, largest) in compared.items():
        assert (largest < 1e-4) == (timesteps == RECORD["timesteps"]), way
        assert timesteps >= 80, way
    assert sum(largest < 1e-4 for _, largest in compared.values()) == 3


def test_the_packages_that_are_named_are_those_whose_arrays_are_recorded() -> None:
    for way in ROWS:
        package, _, version = way.partition(",")[0].partition(" ")
        if version[:1].isdigit():
            name = {"PyTorch": "torch"}.get(package, package)
            further = ROOT / "tests" / "reference" / "further"
            assert (further / f"{name}-{version}-quantized.json").exists(), way


def test_one_scale_for_an_array_costs_more_than_one_for_each_unit() -> None:
    """What the table shows of real weights, on drawn ones: their sizes differ from unit to unit."""
    assert ROWS["the same, `per_channel`"][0] < 0.5 * ROWS["onnxruntime 1.31.1"][0]
    random = np.random.default_rng(0)
    x, far = random.normal(size=(1, 30, 16)), {}
    for spread in (0.0, 1.5):
        sizes = np.exp(spread * random.normal(size=(128, 1)))
        W, R = (random.normal(size=(128, n)) * sizes / 16 for n in (16, 32))
        zeros = np.zeros(128)
        rounded = pytorch_quantized_layer.lstm_layer(x, W, R, zeros, zeros, levels=127).output
        exact = pytorch_layer.lstm_layer(x, W, R, zeros, zeros).output
        far[spread] = np.abs(rounded - exact).mean()
    assert far[1.5] > 2 * far[0.0]
