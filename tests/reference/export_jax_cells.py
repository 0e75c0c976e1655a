"""Export reference arrays from the GRU and RNN cells of Flax (linen and nnx), Haiku and Equinox.

Usage: python export_jax_cells.py FOLDER
"""

import sys

import equinox
import flax
import flax.linen as nn
import haiku
import jax
import numpy as np
import recording
from flax import nnx

UNITS, INPUTS, STEPS, BATCH = 7, 2, 5, 3


def _flat(tree, before=""):
    """Names such as in.kernel, and the arrays."""
    for name, value in sorted(tree.items()):
        if hasattr(value, "items"):
            yield from _flat(value, before + name + ".")
        else:
            yield before + name, np.asarray(value)


def _nested(arrays):
    tree = {}
    for name, array in arrays.items():
        *outer, last = name.split(".")
        place = tree
        for one in outer:
            place = place.setdefault(one, {})
        place[last] = jax.numpy.asarray(array)
    return tree


class Linen:
    """A cell of flax.linen."""

    def __init__(self, name):
        self.cell = getattr(nn, name)(UNITS)
        started = self.cell.init(
            jax.random.key(0), np.zeros((1, UNITS), "f4"), np.zeros((1, INPUTS), "f4")
        )
        self.shapes = {name: array.shape for name, array in _flat(started["params"])}

    def step(self, arrays, h, x):
        cell = self.cell.clone(param_dtype=x.dtype, dtype=x.dtype)
        return cell.apply({"params": _nested(arrays)}, h, x)[0]


class Nnx:
    """A cell of flax.nnx."""

    def __init__(self, name):
        self.kind = getattr(nnx, name)
        self.shapes = {
            name: array.shape for name, array in _flat(nnx.to_pure_dict(nnx.state(self.made("f4"))))
        }
        self.shapes = {
            name: s for name, s in self.shapes.items() if name.endswith(("kernel", "bias"))
        }

    def made(self, dtype):
        return self.kind(INPUTS, UNITS, rngs=nnx.Rngs(0), param_dtype=dtype, dtype=dtype)

    def step(self, arrays, h, x):
        cell = self.made(x.dtype)
        state = nnx.state(cell)
        pure = nnx.to_pure_dict(state)
        for name, array in arrays.items():
            outer, inner = name.split(".")
            pure[outer][inner] = jax.numpy.asarray(array)
        nnx.replace_by_pure_dict(state, pure)
        nnx.update(cell, state)
        return cell(h, x)[0]


class Haiku:
    """A core of Haiku."""

    def __init__(self, name):
        self.name = name
        self.run = haiku.without_apply_rng(haiku.transform(self.forward))
        started = self.run.init(jax.random.key(0), np.zeros((1, INPUTS), "f4"), self.zero("f4", 1))
        # The parameters of one module, or of the two within it.
        self.before = next(iter(started)) + "." if len(started) == 1 else "vanilla_rnn/"
        named = {m + "." + name: a for m, own in started.items() for name, a in own.items()}
        self.shapes = {name[len(self.before) :]: array.shape for name, array in named.items()}

    def zero(self, dtype, batch):
        zeros = np.zeros((batch, UNITS), dtype)
        return haiku.LSTMState(zeros, zeros) if self.name == "LSTM" else zeros

    def forward(self, x, state):
        return getattr(haiku, self.name)(UNITS)(x, state)[1]

    def step(self, arrays, h, x):
        return self.run.apply(_nested({self.before + k: a for k, a in arrays.items()}), x, h)


class Equinox:
    """A cell of Equinox, which takes one example."""

    def __init__(self, name):
        self.kind = getattr(equinox.nn, name)
        self.cell = self.kind(INPUTS, UNITS, key=jax.random.key(0))
        names = ("weight_ih", "weight_hh", "bias", "bias_n")
        self.shapes = {n: np.shape(getattr(self.cell, n)) for n in names if hasattr(self.cell, n)}

    def step(self, arrays, h, x):
        names = list(arrays)
        new = [jax.numpy.asarray(arrays[name]) for name in names]
        cell = equinox.tree_at(lambda c: [getattr(c, name) for name in names], self.cell, new)
        return jax.vmap(cell)(x, h)


CELLS = {
    "flax": {
        "gru": (Linen, "GRUCell"),
        "rnn": (Linen, "SimpleCell"),
        "nnx-gru": (Nnx, "GRUCell"),
        "nnx-rnn": (Nnx, "SimpleCell"),
    },
    "dm-haiku": {
        "gru": (Haiku, "GRU"),
        "lstm": (Haiku, "LSTM"),
        "rnn": (Haiku, "VanillaRNN"),
    },
    "equinox": {"gru": (Equinox, "GRUCell"), "lstm": (Equinox, "LSTMCell")},
}
VERSIONS = {
    "flax": flax.__version__,
    "dm-haiku": haiku.__version__,
    "equinox": equinox.__version__,
}


def every_case(package):
    for name, (kind, cell) in CELLS[package].items():
        runner = kind(cell)
        shapes = {"inputs": ((BATCH, STEPS, INPUTS), 1.5), "initial_h": (BATCH, UNITS)}
        if name == "lstm":
            shapes["initial_c"] = ((BATCH, UNITS), 1.0)
        shapes.update(runner.shapes)
        relu = cell == "VanillaRNN"  # which feeds back on itself: small weights keep it moderate
        arrays = recording.drawn(package + "-" + name, shapes, 0.2 if relu else 0.7)
        case = {"name": name, "kind": "ordinary", "cell": cell, "arrays": arrays}
        case["weights"] = list(runner.shapes)
        storage = package.replace("dm-", "") + ("_nnx" if name.startswith("nnx-") else "")
        case["stored"] = [name.replace("nnx-", ""), storage]
        if relu:
            case["words"] = {"activation": "relu"}
        yield dict(case, runner=runner)


def run(case):
    runner, arrays = case.pop("runner"), case["arrays"]
    weights = {name: arrays[name] for name in case["weights"]}
    state = jax.numpy.asarray(arrays["initial_h"])
    pair = "initial_c" in arrays
    if pair:
        state = (state, jax.numpy.asarray(arrays["initial_c"]))
        if isinstance(runner, Haiku):
            state = haiku.LSTMState(*state)
    outputs = []
    for step in range(STEPS):
        state = runner.step(weights, state, jax.numpy.asarray(arrays["inputs"][:, step]))
        outputs.append(np.asarray(state[0] if pair else state))
    found = {"outputs": np.stack(outputs, axis=1)}
    return dict(found, h=state[0], c=state[1]) if pair else dict(found, h=state)


if __name__ == "__main__":
    jax.config.update("jax_enable_x64", True)  # else float64 becomes float32
    jax.config.update("jax_default_matmul_precision", "highest")
    for package, version in VERSIONS.items():
        plain = list(every_case(package))
        recording.export(
            sys.argv[1],
            "%s-%s-cells" % (package, version),
            {"framework": package, "version": version, "jax": jax.__version__},
            recording.in_dtypes(plain, [case["name"] for case in plain]),
            run,
        )
