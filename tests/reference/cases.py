"""The cases every exporter runs, and the writer they share.

Runs on Python 3.6 and NumPy 1.16, in every environment; imports nothing else.
"""

import hashlib
import io
import itertools
import json
import os
import platform
import zlib

import numpy as np

SEED = "np.random.RandomState(zlib.crc32(case name without '-explicit' and '-float64'))"

BOUNDED = {"tanh", "sigmoid", "hard_sigmoid", "hard_tanh", "softsign", "sparse_sigmoid"}

# One row of the batch for each kind of mask; True means: use this step.
MASK = np.array(
    [
        [0, 0, 0, 1, 1, 1, 1],  # left
        [1, 1, 1, 1, 1, 0, 0],  # right
        [1, 0, 1, 1, 0, 0, 1],  # holes
        [0, 0, 0, 0, 0, 0, 0],  # a whole row masked
        [1, 1, 1, 1, 1, 1, 1],  # nothing masked
    ],
    dtype=bool,
)

GRID = np.unique(np.concatenate([np.arange(-96, 97) / 8.0, [-1e4, -1e2, -1e-3, 1e-3, 1e2, 1e4]]))


def draw(random, shape, scale, step=64):
    """Normal numbers, cut at two deviations and rounded to multiples of 1 / step.

    Rounded numbers are the same in float32 and float64, and small when compressed.
    """
    return np.round(np.clip(random.normal(size=shape), -2, 2) * scale * step) / step


def _case(
    name,
    layer,
    shape=(3, 5, 2),
    kind="ordinary",
    state=False,
    mask=None,
    previous=False,
    inputs=1.5,
    weights=0.7,
    factor=1.0,
):
    random = np.random.RandomState(zlib.crc32(name.replace("-explicit", "").encode()))
    batch, _, features = shape
    units = layer["units"]
    step = 64 if weights >= 0.5 else 256
    arrays = {
        "sequences": draw(random, shape, inputs) * factor,
        "kernel": draw(random, (features, 4 * units), weights, step) * factor,
        "recurrent_kernel": draw(random, (units, 4 * units), weights, step) * factor,
    }
    if layer.get("use_bias", True):
        arrays["bias"] = draw(random, (4 * units,), 0.7 * weights, step) * factor
    if state:
        arrays["initial_h"] = draw(random, (batch, units), 0.7)
        arrays["initial_c"] = draw(random, (batch, units), 1.0)
    if previous:
        arrays["previous_sequences"] = draw(random, shape, inputs)
    if mask is not None:
        arrays["mask"] = mask
    return {"name": name, "layer": layer, "kind": kind, "arrays": arrays}


def _layer(units=7, **words):
    return dict(units=units, return_state=True, **dict({"return_sequences": True}, **words))


def _plain_cases():
    question = _layer(32, unroll=True)
    explicit = _layer(32, unroll=True, recurrent_activation="hard_sigmoid")
    for name, layer in (("question", question), ("question-explicit", explicit)):
        sizes = {"shape": (4, 28, 10), "inputs": 1.0, "weights": 0.15}
        yield _case(name, layer, **sizes)
        yield _case(name + "-initial-state", layer, state=True, **sizes)
    yield _case("defaults", _layer())
    yield _case("initial-state", _layer(), state=True)
    yield _case("no-return-sequences", _layer(return_sequences=False))
    yield _case("go-backwards", _layer(go_backwards=True))
    yield _case("go-backwards-initial-state", _layer(go_backwards=True), state=True)
    yield _case("no-bias", _layer(use_bias=False))
    yield _case("units-1", _layer(1))
    yield _case("timesteps-1", _layer(), shape=(3, 1, 2))
    yield _case("batch-1", _layer(), shape=(1, 5, 2))
    yield _case("unroll", _layer(unroll=True))
    yield _case("implementation-1", _layer(implementation=1))
    yield _case("implementation-2", _layer(implementation=2))
    yield _case("large", _layer(), kind="saturated", factor=50.0)
    yield _case("tiny", _layer(), factor=2.0**-10)
    yield _case("stateful", _layer(stateful=True), previous=True)
    yield _case("stateful-initial-state", _layer(stateful=True), previous=True, state=True)


def _mask_cases(zero_output):
    choices = [
        ("zero_output_for_mask", [False, True] if zero_output else [False]),
        ("initial-state", [False, True]),
        ("unroll", [False, True]),
        ("go_backwards", [False, True]),
        ("return_sequences", [True, False]),
    ]
    for values in itertools.product(*[values for _, values in choices]):
        chosen = dict(zip([word for word, _ in choices], values))
        state = chosen.pop("initial-state")
        words = {word: value for word, value in chosen.items() if value}
        words["return_sequences"] = chosen["return_sequences"]
        name = "mask"
        name += "-zero-output" if chosen["zero_output_for_mask"] else ""
        name += "-initial-state" if state else ""
        name += "-unroll" if chosen["unroll"] else ""
        name += "-go-backwards" if chosen["go_backwards"] else ""
        name += "" if chosen["return_sequences"] else "-no-return-sequences"
        yield _case(name, _layer(3, **words), (5, 7, 2), state=state, mask=MASK)


def _activation_cases(names):
    for word in ("activation", "recurrent_activation"):
        for name in names:
            # Unbounded functions feed back on themselves: small weights keep the outputs moderate.
            weights = 0.7 if name in BOUNDED else 0.2
            layer = _layer(3, **{word: name})
            yield _case("%s-%s" % (word.replace("_", "-"), name), layer, weights=weights)


def all_cases(activations, zero_output, dtypes):
    """Every case, for the activation strings and the dtypes that a framework has."""
    plain = list(_plain_cases())
    plain += list(_mask_cases(zero_output))
    plain += list(_activation_cases(activations))
    cases = []
    for dtype in dtypes:
        for case in plain:
            if dtype == "float64" and case["name"].startswith("question-explicit"):
                continue  # large; recurrent-activation-hard_sigmoid-float64 says the same
            arrays = {
                key: array if array.dtype == bool else array.astype(dtype)
                for key, array in case["arrays"].items()
            }
            name = case["name"] + ("" if dtype == "float32" else "-" + dtype)
            cases.append(dict(case, name=name, arrays=arrays, dtype=dtype))
    return cases


def weights(case):
    """The arrays for set_weights, in Keras's order."""
    names = ("kernel", "recurrent_kernel", "bias")
    return [case["arrays"][name] for name in names if name in case["arrays"]]


def export(folder, about, cases, run, functions, left_out=lambda case: None):
    """Run every case and every activation, and write the arrays and their manifest.

    about: framework, version, backend and backend_version. run(case): the layer's three
    outputs. functions: {(activation, dtype): function from array to array}. left_out(case):
    why a case cannot be taken from this framework, or None.
    """
    arrays = {}
    names = sorted({name for name, _ in functions})
    manifest = {"cases": {}, "left_out": {}, "activations": names, "seed": SEED}
    for case in cases:
        reason = left_out(case)
        if reason:
            manifest["left_out"][case["name"]] = reason
            continue
        manifest["cases"][case["name"]] = {key: case[key] for key in ("layer", "dtype", "kind")}
        outputs = dict(zip(("lstm_output", "state_h", "state_c"), run(case)))
        for key, array in outputs.items():
            if array.dtype != case["dtype"] or not np.isfinite(array).all():
                raise ValueError("%s.%s: %s" % (case["name"], key, array))
        for key, array in dict(case["arrays"], **outputs).items():
            arrays["%s.%s" % (case["name"], key)] = array
    for (name, dtype), function in sorted(functions.items()):
        x = GRID.astype(dtype)
        with np.errstate(all="ignore"):
            y = np.asarray(function(x))
        if y.dtype != dtype:
            raise ValueError("activation %s gives %s for %s" % (name, y.dtype, dtype))
        finite = np.isfinite(y)
        arrays["activation.%s.%s.x" % (name, dtype)] = x[finite]
        arrays["activation.%s.%s.y" % (name, dtype)] = y[finite]
    manifest.update(about)
    name = "%s-%s-%s" % (about["framework"], about["version"], about["backend"])
    if about["version"].endswith("-tf"):
        name += "-" + about["backend_version"]  # several releases of TensorFlow share the name
    write(folder, name.replace(" ", "-"), manifest, arrays)


def write(folder, name, manifest, arrays):
    """Write NAME.npz and NAME.json, the same bytes each time."""
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **{key: arrays[key] for key in sorted(arrays)})
    manifest["arrays"] = name + ".npz"
    manifest["sha256"] = hashlib.sha256(buffer.getvalue()).hexdigest()
    manifest["python"] = platform.python_version()
    manifest["numpy"] = np.__version__
    with open(os.path.join(folder, name + ".npz"), "wb") as file:
        file.write(buffer.getvalue())
    with open(os.path.join(folder, name + ".json"), "w", encoding="utf-8", newline="\n") as file:
        json.dump(manifest, file, indent=1, sort_keys=True)
        file.write("\n")
    print("%s: %d cases, %d bytes" % (name, len(manifest["cases"]), len(buffer.getvalue())))
