"""Export reference arrays from the LSTM cells of Flax (flax.linen and flax.nnx) and its RNN.

Usage: python export_flax.py FOLDER
"""

import sys

import flax
import flax.linen as nn
import jax
import numpy as np
import recording
from flax import nnx

LENGTHS = [3, 5, 2]
DOUBLE = ["lstm", "optimized", "reverse", "lengths-reverse-keep-order", "nnx-lstm", "nnx-optimized"]


def _case(name, cell="LSTMCell", words=None, carry=True, lengths=None, **rnn):
    words = dict({"features": 7}, **(words or {}))
    units = words["features"]
    shape = (5, 3, 2) if rnn.get("time_major") else (3, 5, 2)
    shapes = {"inputs": (shape, 1.5)}
    if carry:
        shapes.update(initial_c=((3, units), 1.0), initial_h=(3, units))
    if cell.startswith("nnx."):
        for key, array in parameters(nnx.state(nnx_cell(cell, words))):
            shapes[key] = (array.shape, 0.5) if key.endswith("bias") else array.shape
    else:
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


def nnx_cell(name, words, **more):
    """A cell of flax.nnx, whose class has a prefix here."""
    words = dict(words, in_features=2, hidden_features=words["features"], rngs=nnx.Rngs(0), **more)
    del words["features"]
    return getattr(nnx, name.removeprefix("nnx."))(**words)


def parameters(state):
    """Names such as ii.kernel, and the variables."""
    for dense, variables in sorted(state.items()):
        for word, variable in sorted(variables.items()):
            yield "%s.%s" % (dense, word), variable


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
    yield _case("nnx-lstm", "nnx.LSTMCell")
    yield _case("nnx-lstm-no-carry", "nnx.LSTMCell", carry=False)
    yield _case("nnx-lstm-gate-hard-sigmoid", "nnx.LSTMCell", {"gate_fn": "hard_sigmoid"})
    yield _case("nnx-optimized", "nnx.OptimizedLSTMCell")
    yield _case("nnx-optimized-no-carry", "nnx.OptimizedLSTMCell", carry=False)


def run(case):
    arrays = case["arrays"]
    words = {
        word: getattr(jax.nn, value) if word.endswith("_fn") else value
        for word, value in case["words"].items()
    }
    carry = None
    if "initial_c" in arrays:
        carry = (arrays["initial_c"], arrays["initial_h"])
    if case["cell"].startswith("nnx."):
        cell = nnx_cell(case["cell"], words, param_dtype=case["dtype"])
        state = nnx.state(cell)
        for name, variable in parameters(state):
            variable.set_value(jax.numpy.asarray(arrays[name]))
        nnx.update(cell, state)
        rnn = nnx.RNN(cell, return_carry=True, rngs=nnx.Rngs(0))
        (c, h), outputs = rnn(arrays["inputs"], initial_carry=carry)
        return {"outputs": outputs, "c": c, "h": h}
    params = {}
    for name, array in arrays.items():
        if "." in name:
            dense, word = name.split(".")
            params.setdefault(dense, {})[word] = array
    cell = getattr(nn, case["cell"])(param_dtype=case["dtype"], **words)
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
