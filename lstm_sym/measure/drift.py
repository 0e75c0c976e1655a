"""How far float32 drifts from 50 digits over a long sequence, for the layer of Keras.

    python -m lstm_sym.measure.drift > docs/results/drift.json

The reference is computed from the equations themselves, with mpmath's numbers.
"""

import json
import sys
from typing import Any

import numpy as np

from lstm_numpy import keras
from lstm_sym.proofs.campaign import formulation
from lstm_sym.proofs.fingerprint import of_code
from lstm_sym.proofs.meaning import Arithmetic, Meaning
from lstm_sym.proofs.readback_activations import mp

CODE = tuple(f"lstm_numpy/{name}.py" for name in ("keras", "keras_fast", "engine", "activations"))
TIMESTEPS = (10, 100, 1000, 10000)
UNITS, INPUTS = 4, 3
SETTINGS = {"ordinary weights": 0.7, "large weights": 2.0}


def drift(weights: float, timesteps: int) -> dict[str, list[float]]:
    """The largest difference of the hidden state up to each number of timesteps, by dtype."""
    random = np.random.default_rng(1)
    drawn = {
        "sequences": random.normal(size=(1, TIMESTEPS[-1], INPUTS))[:, :timesteps],
        "kernel": random.normal(size=(INPUTS, 4 * UNITS)) * weights,
        "recurrent_kernel": random.normal(size=(UNITS, 4 * UNITS)) * weights,
        "bias": random.normal(size=4 * UNITS) * weights,
    }
    # The same numbers in every precision.
    given = {name: array.astype(np.float32) for name, array in drawn.items()}
    exact = outputs(given)
    found = {}
    for dtype in (np.float32, np.float64):
        typed: dict[str, Any] = {name: array.astype(dtype) for name, array in given.items()}
        ours = keras.lstm(**typed).lstm_output[0]
        off = [
            max(abs(float(mp.mpf(float(a)) - b)) for a, b in zip(row, true, strict=True))
            for row, true in zip(ours, exact, strict=True)
        ]
        ends = [n for n in TIMESTEPS if n <= timesteps]
        found[dtype.__name__] = [float(f"{max(off[:n]):.2e}") for n in ends]
    return found


def outputs(given: dict[str, Any]) -> Any:
    """The hidden state of every timestep, at 50 digits."""
    stated = formulation("keras")
    options: dict[str, object] = {o.name: o.default for o in stated.notation.options.values()}
    options |= {"bias": True, "mask": False, "initial_state": False}
    functions = {
        "activation": mp.tanh,
        "recurrent_activation": lambda z: 1 / (1 + mp.exp(-z)),
    }
    numbers = Arithmetic(lambda r: mp.mpf(int(r.p)) / int(r.q), {})
    lists = {name: exactly((a[0] if a.ndim == 3 else a).tolist()) for name, a in given.items()}
    return Meaning(stated, numbers, functions, options).run(lists)["lstm_output"]


def exactly(value: Any) -> Any:
    return [exactly(v) for v in value] if isinstance(value, list) else mp.mpf(value)


def main() -> None:
    timesteps = int(sys.argv[1]) if len(sys.argv) > 1 else TIMESTEPS[-1]
    found = {name: drift(weights, timesteps) for name, weights in SETTINGS.items()}
    ends = [f"{n:,}" for n in TIMESTEPS if n <= timesteps]
    stated = {
        "command": "python -m lstm_sym.measure.drift > docs/results/drift.json",
        "of": of_code(*CODE),
        "columns": ["weights", "type", *ends],
        "rows": [[name, *row] for name, by_type in found.items() for row in rows(by_type)],
    }
    sys.stdout.write(json.dumps(stated, indent=1) + "\n")


def rows(by_type: dict[str, list[float]]) -> list[list[object]]:
    return [[dtype, *errors] for dtype, errors in by_type.items()]


if __name__ == "__main__":
    main()
