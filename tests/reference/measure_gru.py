"""Measure that the weights of a real GRU of PyTorch give the same numbers in other frameworks.

Usage: python measure_gru.py all FOLDER ENVIRONMENTS, in the environment of the project; FOLDER
takes what is made on the way, docs/results/conversions_gru.json takes the result.

The steps: `run FRAMEWORK FOLDER`, in the framework's own environment, computes with the weights in
FOLDER, or with PyTorch's own. What was converted comes back to PyTorch and is run there again.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from real_lstms import FEATURES, INPUTS, UNITS

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENTS = {"keras": "k3jt", "onnx": "peers", "flax": "jax_cells", "equinox": "jax_cells"}


def pytorch(weights):
    import torch

    torch.manual_seed(0)
    module = torch.nn.GRU(FEATURES, UNITS, batch_first=True)
    if weights:
        module.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
    with torch.no_grad():
        output, _ = module(torch.tensor(INPUTS))
    return {name: p.detach().numpy() for name, p in module.named_parameters()}, output.numpy()


def keras(weights):
    from keras import layers

    layer = layers.GRU(UNITS, return_sequences=True)
    layer.build(INPUTS.shape)
    layer.set_weights([weights[str(place)] for place in range(3)])
    return weights, np.asarray(layer(INPUTS))


def onnx(weights):
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    x = np.ascontiguousarray(INPUTS.swapaxes(0, 1))
    words = {"hidden_size": UNITS, "linear_before_reset": 1}
    node = helper.make_node("GRU", ["X", *weights], ["Y"], **words)
    sizes = {"X": x.shape, "Y": (len(x), 1, x.shape[1], UNITS)}
    ends = [helper.make_tensor_value_info(k, TensorProto.FLOAT, s) for k, s in sizes.items()]
    stored = [numpy_helper.from_array(array, name) for name, array in weights.items()]
    graph = helper.make_graph([node], "gru", ends[:1], ends[1:], stored)
    opset = helper.make_opsetid("", 14)
    model = helper.make_model(graph, opset_imports=[opset], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString())
    (Y,) = session.run(["Y"], {"X": x})
    return weights, Y[:, 0].swapaxes(0, 1)


def flax(weights):
    import jax
    from flax import linen, traverse_util

    params = traverse_util.unflatten_dict(weights, sep=".")
    layer = linen.RNN(linen.GRUCell(UNITS))
    return weights, np.asarray(layer.apply({"params": {"cell": params}}, jax.numpy.array(INPUTS)))


def equinox(weights):
    import equinox as eqx
    import jax

    cell = eqx.nn.GRUCell(FEATURES, UNITS, key=jax.random.key(0))
    arrays = [jax.numpy.array(array) for array in weights.values()]
    cell = eqx.tree_at(lambda one: [getattr(one, name) for name in weights], cell, arrays)
    h, outputs = jax.numpy.zeros((len(INPUTS), UNITS)), []
    for x in INPUTS.swapaxes(0, 1):
        h = jax.vmap(cell)(x, h)
        outputs.append(np.asarray(h))
    return weights, np.stack(outputs, 1)


def run(framework, folder):
    path = folder / f"{framework}.npz"
    weights = dict(np.load(path)) if path.exists() else {}
    weights, output = globals()[framework](weights)
    np.savez(path, **weights)
    np.save(folder / f"{framework}.npy", output)


def in_tensorflow_js(folder, environments):
    """The output of a graph model of TensorFlow.js, and the arrays that come back from its file."""
    made = folder / "tfjs"
    made.mkdir(exist_ok=True)
    command = [Path(sys.executable).with_name("lstm-sym"), "convert"]
    there, back = made / "model.json", made / "back.npz"
    for words in (
        [folder / "pytorch.npz", "--to", "tfjs", "-o", there],
        [there, "--to", "pytorch", "-o", back],
    ):
        subprocess.run([*command, *words], check=True)
    (made / "x.json").write_text(json.dumps(INPUTS.tolist()))
    script = ROOT / "tests" / "cli" / "run_tfjs.mjs"
    words = ["node", script, environments / "node_modules", made]
    found = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    arrays = {name.rpartition(".")[2]: array for name, array in np.load(back).items()}
    return np.array(json.loads(found), np.float32), arrays


def every_step(folder, environments):
    from lstm_numpy import convert

    def step(framework, environment, place):
        python = environments / environment / "bin" / "python"
        words = dict(os.environ, KERAS_BACKEND="jax", KERAS_HOME=str(folder))
        subprocess.run([python, __file__, "run", framework, place], check=True, env=words)
        return np.load(place / f"{framework}.npy")

    folder.mkdir(parents=True, exist_ok=True)
    theirs = step("pytorch", "peers", folder)
    weights, rows = dict(np.load(folder / "pytorch.npz")), []

    def row(name, ours, back):
        returned = folder / f"from-{name}"
        returned.mkdir(exist_ok=True)
        np.savez(returned / "pytorch.npz", **back)
        again = step("pytorch", "peers", returned)
        rows.append(
            [f"`{name}`", *(float(f"{abs(one - theirs).max():.0e}") for one in (ours, again))]
        )

    for name, environment in ENVIRONMENTS.items():
        flat = {"nested": False} if name == "flax" else {}
        there = convert(weights, "pytorch", name, cell="gru", **flat)
        pairs = enumerate(there) if isinstance(there, list) else there.items()
        np.savez(folder / f"{name}.npz", **{str(key): array for key, array in pairs})
        row(name, step(name, environment, folder), convert(there, name, "pytorch", cell="gru"))
    row("tfjs", *in_tensorflow_js(folder, environments))
    columns = ["a GRU of PyTorch in", "off there", "off back in PyTorch"]
    text = json.dumps({"columns": columns, "rows": rows}, indent=1)
    (ROOT / "docs" / "results" / "conversions_gru.json").write_text(text + "\n")


if __name__ == "__main__":
    step, *words = sys.argv[1:]
    if step == "all":
        every_step(Path(words[0]).resolve(), Path(words[1]).resolve())
    else:
        run(words[0], Path(words[1]))
