"""Measure which options of ONNX's LSTM, GRU and RNN each runtime heeds; needs the package onnx.

Usage: python measure_onnx_runtimes.py FOLDER-FOR-ENVIRONMENTS, in the environment of the project,
which writes docs/results/onnx_runtimes.json; what cannot be installed has no column.

`lstm_numpy.onnx` says what is right. What a runtime returns is compared with it, and with what it
says of the same model without some of the options: that is what ignoring them looks like.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import onnx as package
from export_all import build
from onnx import TensorProto, helper, numpy_helper

from lstm_numpy import onnx

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "docs" / "results" / "onnx_runtimes.json"
UNITS, INPUTS, STEPS, BATCH, BOUND = 5, 2, 4, 3, 1e-5
BLOCKS = {"LSTM": 4, "GRU": 3, "RNN": 1}
#: By runtime: the environment that it is run in.
ENVIRONMENTS = {
    "onnxruntime": "onnx_runtimes",
    "onnxruntime-web": "node",
    "onnx.reference": "onnx_runtimes",
    "OpenVINO": "onnx_runtimes",
    "MNN": "onnx_runtimes",
    "OpenCV": "onnx_runtimes",
    "tract": "tract",
    "onnx2pytorch": "onnx2pytorch",
}
WEB = "onnxruntime-web@1.30.0"
Options = dict[str, Any]
GATES = {
    "HardSigmoid": {},
    "HardSigmoid, alpha 0.3, beta 0.4": {"activation_alpha": [0.3], "activation_beta": [0.4]},
    "Affine, alpha 0.6, beta 0.1": {"activation_alpha": [0.6], "activation_beta": [0.1]},
    "ScaledTanh, alpha 0.7, beta 1.3": {"activation_alpha": [0.7], "activation_beta": [1.3]},
    "ThresholdedRelu": {},
    "LeakyRelu, alpha 0.3": {"activation_alpha": [0.3]},
    "Elu, alpha 0.5": {"activation_alpha": [0.5]},
    "Relu": {},
    "Softsign": {},
    "Softplus": {},
}
#: What the specification does not say; there the judge is how lstm_numpy reads it.
OPEN = {"sequence_lens, one 0, initial_h": "the last state of a sequence of length 0"}


def options(operator: str) -> dict[str, Options]:
    """The options of each model, by what a row calls them."""
    short, ragged = {"sequence_lens": [4, 2, 3]}, {"clip": 0.3}
    rows: dict[str, Options] = {
        "none": {},
        "direction=reverse": {"direction": "reverse"},
        "direction=bidirectional": {"direction": "bidirectional"},
        "initial_h": {"initial_h": True},
        "no B": {"B": False},
        "clip": ragged,
        "sequence_lens": short,
        "sequence_lens, one 0": {"sequence_lens": [4, 0, 3]},
        "sequence_lens, one 0, initial_h": {"sequence_lens": [4, 0, 3], "initial_h": True},
        "sequence_lens, reverse": short | {"direction": "reverse"},
        "sequence_lens, bidirectional": short | {"direction": "bidirectional"},
        "layout=1": {"layout": 1},
    }
    if operator == "LSTM":
        rows |= {
            "initial_c": {"initial_c": True},
            "initial_h, initial_c": {"initial_h": True, "initial_c": True},
            "P": {"P": True},
            "P, bidirectional": {"P": True, "direction": "bidirectional"},
            "P, clip": {"P": True, **ragged},
            "input_forget": {"input_forget": 1},
            "input_forget, P": {"input_forget": 1, "P": True},
        }
    if operator == "GRU":
        after = {"linear_before_reset": 1}
        rows |= {
            "linear_before_reset": after,
            "linear_before_reset, bidirectional": after | {"direction": "bidirectional"},
            "linear_before_reset, clip": after | ragged,
        }
    for said, numbers in GATES.items():
        name = said.partition(",")[0]
        rows[said] = {"activations": (name, numbers)}
    both = {"direction": "bidirectional"}
    rows["activations of each direction"] = both | {"activations": ("", {})}
    return rows


def attributes(operator: str, chosen: Options) -> Options:
    """The operator's attributes."""
    words = {k: v for k, v in chosen.items() if k not in ("activations", "B", "P", "sequence_lens")}
    words = {k: v for k, v in words.items() if not k.startswith("initial")}
    if "activations" in chosen:
        name, numbers = chosen["activations"]
        usual = {"LSTM": ["Sigmoid", "Tanh", "Tanh"], "GRU": ["Sigmoid", "Tanh"], "RNN": ["Tanh"]}
        given = usual[operator]
        # The gates' function; a simple RNN has that of the state alone.
        words["activations"] = [name, *given[1:]] if name else given + [*given[:-1], "Softsign"]
        words |= numbers
    return words


def arrays(operator: str, chosen: Options) -> dict[str, np.ndarray]:
    """What goes in; the same numbers for the same operator and number of directions."""
    ways = 2 if chosen.get("direction") == "bidirectional" else 1
    rows = BLOCKS[operator] * UNITS
    shapes = {
        "X": (STEPS, BATCH, INPUTS),
        "W": (ways, rows, INPUTS),
        "R": (ways, rows, UNITS),
        "B": (ways, 2 * rows),
        "initial_h": (ways, BATCH, UNITS),
        "initial_c": (ways, BATCH, UNITS),
        "P": (ways, 3 * UNITS),
    }
    random = np.random.RandomState(zlib.crc32(f"{operator} {ways}".encode()))
    drawn = {name: random.uniform(-1, 1, shape).astype("f4") for name, shape in shapes.items()}
    wanted = {"X", "W", "R", *(["B"] if chosen.get("B", True) else []), *chosen}
    found = {name: array for name, array in drawn.items() if name in wanted}
    if chosen.get("layout"):
        found["X"] = np.ascontiguousarray(found["X"].swapaxes(0, 1))
    if "sequence_lens" in chosen:
        found["sequence_lens"] = np.array(chosen["sequence_lens"], "i4")
    return found


def right(operator: str, chosen: Options) -> dict[str, np.ndarray]:
    """What the equations give."""
    function = getattr(onnx, operator.lower())
    found = function(**arrays(operator, chosen), **attributes(operator, chosen))
    return dict(zip(["Y", "Y_h", "Y_c"], found, strict=False))


def model(operator: str, chosen: Options) -> package.ModelProto:
    """One node, whose weights are initializers."""
    given, expected = arrays(operator, chosen), right(operator, chosen)
    places = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]
    inputs = [name if name in given else "" for name in places]
    while not inputs[-1]:
        del inputs[-1]
    node = helper.make_node(
        operator, inputs, list(expected), hidden_size=UNITS, **attributes(operator, chosen)
    )
    graph = helper.make_graph(
        [node],
        "one",
        [helper.make_tensor_value_info("X", TensorProto.FLOAT, given["X"].shape)],
        [helper.make_tensor_value_info(k, TensorProto.FLOAT, v.shape) for k, v in expected.items()],
        [numpy_helper.from_array(array, name) for name, array in given.items() if name != "X"],
    )
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    package.checker.check_model(made, full_check=True)
    return made


def near(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> bool:
    """Whether two results are the same but for rounding."""
    largest = max(float(np.abs(array).max()) for array in expected.values())
    return distance(found, expected) <= BOUND * max(1.0, largest)


def distance(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> float:
    """The largest difference; infinite for another shape."""
    if any(found[name].shape != array.shape for name, array in expected.items()):
        return float("inf")
    apart = [np.abs(found[name].astype(float) - array).max() for name, array in expected.items()]
    return float(np.nan_to_num(max(apart), nan=np.inf))


def judged(operator: str, chosen: Options, found: dict[str, np.ndarray]) -> str:
    """What a runtime made of a model's options."""
    if near(found, right(operator, chosen)):
        return "right"
    off = distance(found, right(operator, chosen))
    said = f"{off:.1g}" if off < np.inf else "another shape"
    for number in range(1, len(chosen) + 1):
        for left_out in combinations(chosen, number):
            rest = {name: value for name, value in chosen.items() if name not in left_out}
            if {"B", "layout"} & set(left_out):
                continue
            ways = arrays(operator, rest)["W"].shape == arrays(operator, chosen)["W"].shape
            if ways and near(found, right(operator, rest)):
                return f"ignores {' and '.join(left_out)}: {said}"
    return f"wrong: {said}"


def in_python(runtime: str, python: Path, folder: Path, cases: int) -> str:
    """Every model in a runtime, started again where one ends the process; its version."""
    words = [python, HERE / "run_onnx.py", runtime, folder]
    for _ in range(cases):
        done = subprocess.run(words, capture_output=True, env=dict(os.environ, OMP_NUM_THREADS="1"))
        if not done.returncode:
            break
    return Path(folder, f"{runtime}.version").read_text()


def in_node(folder: Path, node: Path) -> str:
    """Every model in onnxruntime-web; its version."""
    if not (node / "node_modules").exists():
        node.mkdir(parents=True, exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--silent"]
        subprocess.run(["npm", "install", "--prefix", node, *quiet, WEB], check=True)
    asked, paths = [], sorted(folder.glob("???.npz"))
    for path in paths:
        with np.load(path) as given:
            x = given["X"]
        model = str(path.with_suffix(".onnx"))
        asked.append({"path": model, "shape": x.shape, "values": x.ravel().tolist()})
    words = ["node", HERE / "run_onnx_web.mjs", node.resolve()]
    done = subprocess.run(
        words, input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    for path, found in zip(paths, json.loads(done.stdout), strict=True):
        if found:
            arrays = {k: np.reshape(one["values"], one["shape"]) for k, one in found.items()}
            np.savez(path.with_suffix(".onnxruntime-web.npz"), **arrays)
    return WEB.partition("@")[2]


def main() -> None:
    environments = Path(sys.argv[1])
    cases = [(operator, said, chosen)
             for operator in BLOCKS for said, chosen in options(operator).items()]  # fmt: skip
    rows = [[f"{operator}: {said}"] for operator, said, _ in cases]
    columns = ["model"]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for place, (operator, _, chosen) in enumerate(cases):
            package.save(model(operator, chosen), folder / f"{place:03}.onnx")
            names = list(right(operator, chosen))
            np.savez(folder / f"{place:03}.npz", X=arrays(operator, chosen)["X"], names=names)
        for runtime, name in ENVIRONMENTS.items():
            if name == "node":
                found = shutil.which("npm") and in_node(folder, environments / "node-onnx")
            else:
                python = build(name, environments)
                found = python and in_python(runtime, python, folder, len(cases))
            if not found:
                print(f"{runtime} is left out")
                continue
            columns.append(f"{runtime} {found}")
            for place, (operator, said, chosen) in enumerate(cases):
                path = folder / f"{place:03}.{runtime}.npz"
                answer = "refused"
                if path.exists():
                    with np.load(path) as returned:
                        answer = judged(operator, chosen, dict(returned))
                if said in OPEN:
                    answer = answer.replace("wrong", "another reading")
                rows[place].append(answer)
    for row, (_, said, _) in zip(rows, cases, strict=True):
        row.append(f"leaves open {OPEN[said]}" if said in OPEN else "says it")
    columns.append("the specification")
    OUT.write_text(json.dumps({"columns": columns, "rows": rows}, indent=1) + "\n")


if __name__ == "__main__":
    main()
