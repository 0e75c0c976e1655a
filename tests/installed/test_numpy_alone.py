"""The wheel of lstm-numpy: it runs models with NumPy alone."""

import json
from zipfile import ZipFile

import pytest

from lstm_sym import __version__

PROGRAM = """
import sys
import numpy as np
import lstm_numpy, lstm_c
from lstm_numpy import LSTM
layer = LSTM(3, keras_version="2.2.4")
weights = [np.ones((2, 12)), np.ones((3, 12)), np.ones(12)]
layer.set_weights(weights)
x = np.ones((1, 4, 2))
output = layer(x)
if lstm_c.available():
    compiled = lstm_c.LSTM(3, keras_version="2.2.4")
    compiled.set_weights(weights)
    np.testing.assert_allclose(compiled(x), output, rtol=1e-6)
print(lstm_numpy.__version__, sorted(n for n in sys.modules if n.partition(".")[0] in
      ("lstm_sym", "sympy", "click", "rich")))
"""


@pytest.fixture(scope="module", name="alone")
def environment_of_numpy_alone(make, wheels):
    return make(wheels["lstm-numpy"])


def test_it_brings_numpy_and_nothing_else(alone) -> None:
    listed = json.loads(alone.run("pip", "list", "--format", "json").stdout.splitlines()[-1])
    assert {one["name"] for one in listed} - {"pip", "setuptools"} == {"lstm-numpy", "numpy"}


def test_it_runs_a_layer(alone) -> None:
    ran = alone.run("python", "-c", PROGRAM)
    assert ran.stdout == f"{__version__} []\n"


def test_both_wheels_hold_the_same_files(wheels) -> None:
    """So each may be installed above the other of the same release."""
    packages = [
        {
            name: opened.read(name)
            for name in opened.namelist()
            if name.startswith(("lstm_numpy/", "lstm_c/"))
        }
        for opened in map(ZipFile, wheels.values())
    ]
    assert len(packages) == 2
    assert packages[0] == packages[1]
