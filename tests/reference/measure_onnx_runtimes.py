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
from onnx import helper, numpy_helper

from lstm_numpy import onnx

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "docs" / "results" / "onnx_runtimes.json"
UNITS, INPUTS, STEPS, BATCH = 5, 2, 4, 3
#: How far off rounding alone may be, by the type of the numbers.
BOUNDS = {"float16": 5e-3, "float32": 1e-5, "float64": 1e-12}
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
    "onnx2tf": "onnx2tf",
}
WEB = "onnxruntime-web@1.30.0"
Options = dict[str, Any]
GATES = {
    "HardSigmoid": {},
    "HardSigmoid, alpha 0.3, beta 0.4": {"activation_alpha": [0.3], "activation_beta": [0.4]},
    "Affine, alpha 0.6, beta 0.1": {"activation_alpha": [0.6], "activation_beta": [0.1]},
    "ScaledTanh, alpha 0.7, beta 1.3": {"activation_alpha": [0.7], "activation_beta": [1.3]},
    "Affine": {},
    "ScaledTanh": {},
    "ThresholdedRelu, alpha 0.4": {"activation_alpha": [0.4]},
    "ThresholdedRelu": {},
    "LeakyRelu, alpha 0.3": {"activation_alpha": [0.3]},
    "LeakyRelu": {},
    "Elu, alpha 0.5": {"activation_alpha": [0.5]},
    "Elu": {},
    "Relu": {},
    "Softsign": {},
    "Softplus": {},
}
MIXED = (
    ["HardSigmoid", "Softsign", "LeakyRelu"],
    {"activation_alpha": [0.3, 0.2], "activation_beta": [0.4]},
)
#: How a function is read to which the specification gives no default.
READ = {
    "Affine": {"activation_alpha": [1.0], "activation_beta": [0.0]},
    "ScaledTanh": {"activation_alpha": [1.0], "activation_beta": [1.0]},
}
#: What the specification does not say; there the judge is how the equations are read here.
OPEN = {
    "sequence_lens, one 0, initial_h": "the last state of a sequence of length 0",
    "Affine": "alpha and beta; here 1 and 0",
    "ScaledTanh": "alpha and beta; here both 1",
}
#: The numbers of functions that a runtime might take as zero where they are absent.
ZERO = {
    **dict.fromkeys(("Affine", "ScaledTanh", "HardSigmoid"), ("alpha", "beta")),
    **dict.fromkeys(("ThresholdedRelu", "LeakyRelu", "Elu"), ("alpha",)),
}
#: What makes another model, and is no option that a runtime could ignore.
MODEL = {"B", "layout", "dtype", "opset", "sizes", "outputs"}


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
        "Y_h alone": {"outputs": ["Y_h"]},
        "one of everything": {"sizes": 1},
        "float16": {"dtype": "float16"},
        "float64": {"dtype": "float64"},
        "opset 7": {"opset": 7},
        "opset 22": {"opset": 22},
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
            "P, no B": {"P": True, "B": False},
            "Y_c alone": {"outputs": ["Y_c"]},
            "P, sequence_lens, Y_h alone": {"P": True, **short, "outputs": ["Y_h"]},
            "layout=1, bidirectional, sequence_lens": {
                "layout": 1,
                "direction": "bidirectional",
                **short,
            },
            "three functions, two with an alpha": {"activations": MIXED},
        }
    if operator == "GRU":
        after = {"linear_before_reset": 1}
        rows |= {
            "linear_before_reset": after,
            "linear_before_reset, bidirectional": after | {"direction": "bidirectional"},
            "linear_before_reset, clip": after | ragged,
            "linear_before_reset, no B": after | {"B": False},
            "linear_before_reset, HardSigmoid, alpha 0.3, beta 0.4": after
            | {"activations": ("HardSigmoid", GATES["HardSigmoid, alpha 0.3, beta 0.4"])},
        }
    for said, numbers in GATES.items():
        name = said.partition(",")[0]
        rows[said] = {"activations": (name, numbers)}
    both = {"direction": "bidirectional"}
    rows["activations of each direction"] = both | {"activations": ("", {})}
    return rows


def attributes(operator: str, chosen: Options) -> Options:
    """The operator's attributes."""
    arrays = ("B", "P", "sequence_lens", "initial_h", "initial_c")
    other = (*(MODEL - {"layout"}), *arrays, "activations")
    words = {k: v for k, v in chosen.items() if k not in other}
    if "activations" in chosen:
        name, numbers = chosen["activations"]
        usual = {"LSTM": ["Sigmoid", "Tanh", "Tanh"], "GRU": ["Sigmoid", "Tanh"], "RNN": ["Tanh"]}
        given = usual[operator]
        # The gates' function; a simple RNN has that of the state alone.
        every = name if isinstance(name, list) else [name, *given[1:]]
        words["activations"] = every if name else given + [*given[:-1], "Softsign"]
        words |= numbers
    return words


def arrays(operator: str, chosen: Options) -> dict[str, np.ndarray]:
    """What goes in; the same numbers for the same operator and number of directions."""
    ways = 2 if chosen.get("direction") == "bidirectional" else 1
    one = chosen.get("sizes")
    units, inputs, steps, batch = (one or size for size in (UNITS, INPUTS, STEPS, BATCH))
    rows = BLOCKS[operator] * units
    shapes = {
        "X": (steps, batch, inputs),
        "W": (ways, rows, inputs),
        "R": (ways, rows, units),
        "B": (ways, 2 * rows),
        "initial_h": (ways, batch, units),
        "initial_c": (ways, batch, units),
        "P": (ways, 3 * units),
    }
    random = np.random.RandomState(zlib.crc32(f"{operator} {ways}".encode()))
    dtype = chosen.get("dtype", "float32")
    drawn = {name: random.uniform(-1, 1, shape).astype(dtype) for name, shape in shapes.items()}
    wanted = {"X", "W", "R", *(["B"] if chosen.get("B", True) else []), *chosen}
    found = {name: array for name, array in drawn.items() if name in wanted}
    if chosen.get("layout"):
        found["X"] = np.ascontiguousarray(found["X"].swapaxes(0, 1))
    if "sequence_lens" in chosen:
        found["sequence_lens"] = np.array(chosen["sequence_lens"], "i4")
    return found


def right(operator: str, chosen: Options, **numbers: Any) -> dict[str, np.ndarray]:
    """What the equations give; ``numbers`` are those of the gates' function, where it has none."""
    function, given = getattr(onnx, operator.lower()), arrays(operator, chosen)
    if chosen.get("dtype") == "float16":  # which the equations are not computed in
        given = {k: a.astype("f4") if a.dtype == np.float16 else a for k, a in given.items()}
    name, said = chosen.get("activations", ("", {}))
    read = {} if said or isinstance(name, list) else READ.get(name, {})
    found = function(**given, **attributes(operator, chosen) | read | numbers)
    named = dict(zip(["Y", "Y_h", "Y_c"], found, strict=False))
    return {k: array for k, array in named.items() if k in chosen.get("outputs", named)}


def model(operator: str, chosen: Options) -> package.ModelProto:
    """One node, whose weights are initializers."""
    given, expected = arrays(operator, chosen), right(operator, chosen)
    places = ["X", "W", "R", "B", "sequence_lens", "initial_h", "initial_c", "P"]
    inputs = [name if name in given else "" for name in places]
    while not inputs[-1]:
        del inputs[-1]
    outputs = [name if name in expected else "" for name in ("Y", "Y_h", "Y_c")]
    while not outputs[-1]:
        del outputs[-1]
    units = given["R"].shape[-1]
    node = helper.make_node(
        operator, inputs, outputs, hidden_size=units, **attributes(operator, chosen)
    )
    kind = helper.np_dtype_to_tensor_dtype(given["X"].dtype)
    graph = helper.make_graph(
        [node],
        "one",
        [helper.make_tensor_value_info("X", kind, given["X"].shape)],
        [helper.make_tensor_value_info(k, kind, v.shape) for k, v in expected.items()],
        [numpy_helper.from_array(array, name) for name, array in given.items() if name != "X"],
    )
    opset = helper.make_opsetid("", chosen.get("opset", 14))
    made = helper.make_model(
        graph, opset_imports=[opset], ir_version=10 if opset.version > 20 else 8
    )
    package.checker.check_model(made, full_check=True)
    return made


def near(found: dict[str, np.ndarray], expected: dict[str, np.ndarray], dtype: str) -> bool:
    """Whether two results are the same but for the rounding of a type."""
    largest = max(float(np.abs(array).max()) for array in expected.values())
    return distance(found, expected) <= BOUNDS[dtype] * max(1.0, largest)


def distance(found: dict[str, np.ndarray], expected: dict[str, np.ndarray]) -> float:
    """The largest difference; infinite for another shape."""
    if any(found[name].shape != array.shape for name, array in expected.items()):
        return float("inf")
    apart = [np.abs(found[name].astype(float) - array).max() for name, array in expected.items()]
    return float(np.nan_to_num(max(apart), nan=np.inf))


def judged(operator: str, chosen: Options, found: dict[str, np.ndarray]) -> str:
    """What a runtime made of a model's options."""
    dtype, expected = chosen.get("dtype", "float32"), right(operator, chosen)
    (returned,) = {str(array.dtype) for array in found.values()}
    if near(found, expected, dtype):
        return "right" if returned == dtype else f"right, but {returned}"
    if dtype == "float64" and near(found, expected, "float32"):
        return f"right, but computed in float32{', as it returns' * (returned != dtype)}"
    off = distance(found, expected)
    said = f"{float(f'{off:.1g}'):g}" if off < np.inf else "another shape"
    options = [name for name in chosen if name not in MODEL]
    for number in range(1, len(options) + 1):
        for left_out in combinations(options, number):
            rest = {name: value for name, value in chosen.items() if name not in left_out}
            ways = arrays(operator, rest)["W"].shape == arrays(operator, chosen)["W"].shape
            if ways and near(found, right(operator, rest), dtype):
                return f"ignores {' and '.join(left_out)}: {said}"
    name, numbers = chosen.get("activations", ("", {}))
    if isinstance(name, str) and name in ZERO and not numbers:
        zero = {f"activation_{greek}": [0.0] for greek in ZERO[name]}
        if near(found, right(operator, chosen, **zero), dtype):
            return f"wrong: {said}, {' and '.join(ZERO[name])} taken as 0"
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
        bits = x.view("u2") if x.dtype == np.float16 else x
        values = {"type": str(x.dtype), "shape": x.shape, "values": bits.ravel().tolist()}
        asked.append({"path": model, **values})
    words = ["node", HERE / "run_onnx_web.mjs", node.resolve()]
    done = subprocess.run(
        words, input=json.dumps(asked), capture_output=True, text=True, check=True
    )
    for path, found in zip(paths, json.loads(done.stdout), strict=True):
        if found:
            arrays = {k: of_web(one).reshape(one["shape"]) for k, one in found.items()}
            np.savez(path.with_suffix(".onnxruntime-web.npz"), **arrays)
    return WEB.partition("@")[2]


def of_web(one: dict[str, Any]) -> np.ndarray:
    """The numbers of a tensor of JavaScript, which has float16 as bits."""
    if one["type"] == "float16":
        return np.array(one["values"], "u2").view("f2")
    return np.array(one["values"], one["type"])


def summary(columns: list[str], rows: list[list[str]]) -> list[list[Any]]:
    """Of each runtime: how many models it gets right, ignores an option of, gets wrong, refuses."""
    found = []
    for place, runtime in enumerate(columns[1:-1], 1):
        answers = [row[place] for row in rows]
        starts = ("right", "ignores", "wrong", "another reading", "refused")
        counts = [sum(answer.startswith(start) for answer in answers) for start in starts]
        found.append([runtime, *counts])
    return found


def main() -> None:
    environments = Path(sys.argv[1])
    cases = [(operator, said, chosen)
             for operator in BLOCKS for said, chosen in options(operator).items()]  # fmt: skip
    rows = [[said] for _, said, _ in cases]
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
    heads = ["runtime", "right", "ignores an option", "wrong", "another reading", "refused"]
    tables = {"summary": {"columns": heads, "rows": summary(columns, rows)}}
    for operator in BLOCKS:
        own = [row for row, case in zip(rows, cases, strict=True) if case[0] == operator]
        tables[operator] = {"columns": columns, "rows": own}
    OUT.write_text(json.dumps({"tables": tables}, indent=1) + "\n")


if __name__ == "__main__":
    main()
