"""Export reference arrays from the LSTM of brain.js; its equations run without a network around.

Usage: python export_brain.py FOLDER NODE_FOLDER, in any environment with NumPy; NODE_FOLDER is
where `npm install brain.js@1.6.1` was run.
"""

import json
import subprocess
import sys

import numpy as np
import recording
from further_packages import BATCH, INPUTS, STEPS, UNITS

VERSION = "1.6.1"
GATES = ("input", "forget", "output", "cellActivation")
SCRIPT = """
const from = require("module").createRequire(process.argv[1] + "/");
const { LSTM } = from("brain.js").recurrent;
const part = (name) => from("brain.js/dist/recurrent/matrix" + name).default;
const [Matrix, Equation] = [part(""), part("/equation")];
const { weights, x, h } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const matrix = (rows) => {
    const made = new Matrix(rows.length, rows[0].length);
    rows.flat().forEach((value, place) => (made.weights[place] = value));
    return made;
};
const column = (values) => matrix(values.map((value) => [value]));
const layer = Object.fromEntries(Object.entries(weights).map(([k, rows]) => [k, matrix(rows)]));
const outputs = x.map((steps, row) => {
    let before = h[row];
    return steps.map((x_t) => {
        const equation = new Equation();
        LSTM.prototype.getEquation(equation, column(x_t), column(before), layer);
        before = Array.from(equation.runIndex(0).weights);
        return before;
    });
});
process.stdout.write(JSON.stringify(outputs));
"""


def run(case):
    arrays = case["arrays"]
    weights = {name: arrays[name].tolist() for name in case["weights"]}
    asked = {"weights": weights, "x": arrays["inputs"].tolist(), "h": arrays["initial_h"].tolist()}
    words = ["node", "-e", SCRIPT, sys.argv[2]]
    done = subprocess.run(
        words, input=json.dumps(asked).encode(), stdout=subprocess.PIPE, check=True
    )
    return {"outputs": np.array(json.loads(done.stdout.decode()), "f4")}


if __name__ == "__main__":
    shapes = {"inputs": ((BATCH, STEPS, INPUTS), 1.5), "initial_h": (BATCH, UNITS)}
    for gate in GATES:
        shapes[gate + "Matrix"] = (UNITS, INPUTS)
        shapes[gate + "Hidden"] = (UNITS, UNITS)
        shapes[gate + "Bias"] = (UNITS, 1)
    weights = [name for name in shapes if name.endswith(("Matrix", "Hidden", "Bias"))]
    case = {"name": "lstm", "kind": "own cell", "weights": weights, "dtype": "float32"}
    case["arrays"] = {k: v.astype("f4") for k, v in recording.drawn("brain.js", shapes).items()}
    about = {"framework": "brain.js", "version": VERSION, "alone": "cells"}
    recording.export(sys.argv[1], "brain.js-%s-cells" % VERSION, about, [case], run)
