"""Export reference arrays from the LSTM cells of Flax (flax.linen) and its RNN.

Usage: python export_flax.py FOLDER
"""

import sys

import flax
import flax.linen as nn
import jax
import numpy as np
import recording

LENGTHS = [3, 5, 2]
DOUBLE = ["lstm", "optimized", "reverse", "lengths-reverse-keep-order"]


def _case(name, cell="LSTMCell", words=None, carry=True, lengths=None, **rnn):
    words = dict({"features": 7}, **(words or {}))
    units = words["features"]
    shape = (5, 3, 2) if rnn.get("time_major") else (3, 5, 2)
    shapes = {"inputs": (shape, 1.5)}
    if carry:
        shapes.update(initial_c=((3, units), 1.0), initial_h=(3, units))
    for gate in "ifgo":
        shapes["i%s.kernel" % gate] = (2, units)
    for gate in "ifgo":
        shapes["h%s.kernel" % gate] = (units, units)
        shapes["h%s.bias" % gate] = ((units,), 0.5)
    # relu feeds back on itself: small weights keep the outputs moderate.
    weights = 0.2 if words.get("activation_fn") == "relu" else 0.7
    arrays = recording.drawn(name, shapes, weights)
    case = {"name": name, "kind": "ordinary", "cell": cell, "words": words, "arrays": arrays}
    return dict(case, rnn=rnn, **({"seq_lengths": lengths} if lengths else {}))


def every_case():
    yield _case("lstm")
    yield _case("lstm-no-carry", carry=False)
    yield _case("lstm-gate-hard-sigmoid", words={"gate_fn": "hard_sigmoid"})
    yield _case("lstm-activation-relu", words={"activation_fn": "relu"})
    yield _case("optimized", "OptimizedLSTMCell")
    yield _case("optimized-no-carry", "OptimizedLSTMCell", carry=False)
    yield _case("optimized-gate-hard-sigmoid", "OptimizedLSTMCell", {"gate_fn": "hard_sigmoid"})
    yield _case("reverse", reverse=True)
    yield _case("reverse-keep-order", reverse=True, keep_order=True)
    yield _case("time-major", time_major=True)
    yield _case("lengths", lengths=LENGTHS)
    yield _case("lengths-reverse", lengths=LENGTHS, reverse=True)
    yield _case("lengths-reverse-keep-order", lengths=LENGTHS, reverse=True, keep_order=True)


def run(case):
    arrays, params = case["arrays"], {}
    for name, array in arrays.items():
        if "." in name:
            dense, word = name.split(".")
            params.setdefault(dense, {})[word] = array
    words = {
        word: getattr(jax.nn, value) if word.endswith("_fn") else value
        for word, value in case["words"].items()
    }
    cell = getattr(nn, case["cell"])(param_dtype=case["dtype"], **words)
    carry = None
    if "initial_c" in arrays:
        carry = (arrays["initial_c"], arrays["initial_h"])
    lengths = case.get("seq_lengths")
    (c, h), outputs = nn.RNN(cell, return_carry=True, **case["rnn"]).apply(
        {"params": {"cell": params}},
        arrays["inputs"],
        initial_carry=carry,
        seq_lengths=None if lengths is None else np.array(lengths),
    )
    return {"outputs": outputs, "c": c, "h": h}


if __name__ == "__main__":
    jax.config.update("jax_enable_x64", True)  # else float64 becomes float32
    recording.export(
        sys.argv[1],
        "flax-" + flax.__version__,
        {
            "framework": "flax",
            "version": flax.__version__,
            "backend": "jax",
            "backend_version": jax.__version__,
        },
        recording.in_dtypes(list(every_case()), DOUBLE),
        run,
    )
