"""Run the models of a folder in one runtime; each answer is written as soon as it is there.

Usage: python run_onnx.py RUNTIME FOLDER, in the runtime's environment.

A model is CASE.onnx; its one input X, and the names of its outputs, stand in CASE.npz. What comes
out is CASE.RUNTIME.npz, or CASE.RUNTIME.txt with the error.
"""

import os
import subprocess
import sys
from importlib.metadata import version

import numpy as np


def onnxruntime(path, x, names):
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return session.run(names, {"X": x})


def reference(path, x, names):
    from onnx.reference import ReferenceEvaluator

    return ReferenceEvaluator(path).run(names, {"X": x})


def openvino(path, x, names):
    import openvino

    compiled = openvino.compile_model(path, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    found = compiled([x])
    return [found[name] for name in names]


def mnn(path, x, names):
    import MNN

    # The command itself would also install a package and report to a server.
    words = [sys.executable, "-c", "import sys, MNN, _tools; _tools.mnnconvert(sys.argv)"]
    words += ["-f", "ONNX", "--modelFile", path, "--MNNModel", path + ".mnn", "--bizCode", "x"]
    done = subprocess.run(words, capture_output=True)
    if done.returncode or not os.path.exists(path + ".mnn"):
        raise ValueError("mnnconvert refuses the model")
    module = MNN.nn.load_module_from_file(path + ".mnn", ["X"], names)
    given = MNN.expr.placeholder(list(x.shape), MNN.expr.NCHW)
    given.write(x.astype("f4").copy())
    found = module.forward([given])
    return [MNN.expr.convert(one, MNN.expr.NCHW).read() for one in found]


def tract(path, x, names):
    import tract

    model = tract.onnx().load(path)
    model.set_input_fact(0, "%s,f%d" % (",".join(map(str, x.shape)), 8 * x.itemsize))
    model.analyse()
    return [one.to_numpy() for one in model.into_model().into_runnable().run([x])]


def opencv(path, x, names):
    import cv2

    net = cv2.dnn.readNetFromONNX(path)
    net.setInput(x, "X")
    return list(net.forward(names))


def onnx2pytorch(path, x, names):
    import onnx
    import torch
    from onnx2pytorch import ConvertModel

    found = ConvertModel(onnx.load(path))(torch.tensor(x))
    found = found if isinstance(found, (tuple, list)) else [found]
    return [one.detach().numpy() for one in found]


def onnx2tf(path, x, names):
    import onnx2tf
    from ai_edge_litert.interpreter import Interpreter

    folder = path + ".tf"
    onnx2tf.convert(
        input_onnx_file_path=path,
        output_folder_path=folder,
        keep_shape_absolutely_input_names=["X"],
        non_verbose=True,
    )
    name = os.path.basename(path)[: -len(".onnx")] + "_float32.tflite"
    interpreter = Interpreter(model_path=os.path.join(folder, name))
    interpreter.allocate_tensors()
    (given,) = interpreter.get_input_details()
    interpreter.set_tensor(given["index"], x.astype(given["dtype"]))
    interpreter.invoke()
    found = {one["name"]: one["index"] for one in interpreter.get_output_details()}
    return [interpreter.get_tensor(found[name]) for name in names]


#: What runs a model, and the name of the package.
RUNTIMES = {
    "onnxruntime": (onnxruntime, "onnxruntime"),
    "onnx.reference": (reference, "onnx"),
    "OpenVINO": (openvino, "openvino"),
    "MNN": (mnn, "MNN"),
    "tract": (tract, "tract"),
    "OpenCV": (opencv, "opencv-python-headless"),
    "onnx2pytorch": (onnx2pytorch, "onnx2pytorch"),
    "onnx2tf": (onnx2tf, "onnx2tf"),
}

if __name__ == "__main__":
    name, folder = sys.argv[1:]
    run, package = RUNTIMES[name]
    with open(os.path.join(folder, name + ".version"), "w") as text:
        text.write(version(package))
    for file in sorted(one for one in os.listdir(folder) if one.endswith(".onnx")):
        start = os.path.join(folder, file[: -len(".onnx")])
        mark = start + "." + name
        if any(os.path.exists(mark + end) for end in (".npz", ".txt")):
            continue
        with open(mark + ".txt", "w") as text:
            text.write("the process ended")  # unless it is written again
        with np.load(start + ".npz") as given:
            x, names = given["X"], [str(one) for one in given["names"]]
        try:
            found = run(start + ".onnx", x, names)
            if not found or len(found) != len(names):
                raise ValueError("%d outputs" % len(found or []))
            np.savez(mark + ".npz", **dict(zip(names, map(np.asarray, found))))
            os.remove(mark + ".txt")
        except Exception as error:  # what a runtime refuses, it refuses in its own way
            with open(mark + ".txt", "w") as text:
                text.write("%s: %s" % (type(error).__name__, str(error)[:300]))
