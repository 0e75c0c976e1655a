"""Export what the functions of flax.linen give that `convert_options` names for Flax.

Usage: PYTHONPATH=generated python export_flax_functions.py FILE, in the environment jax_cells
"""

import json
import sys
from pathlib import Path

import flax
import flax.linen as nn
import numpy as np

from lstm_numpy.layouts import STORAGES

X = np.linspace(-9, 9, 37).astype("f4")

if __name__ == "__main__":
    of = {word: np.asarray(getattr(nn, word)(X)).tolist() for _, word in STORAGES["flax"].words}
    record = {"framework": "flax", "version": flax.__version__, "x": X.tolist(), "functions": of}
    Path(sys.argv[1]).write_text(json.dumps(record) + "\n")
