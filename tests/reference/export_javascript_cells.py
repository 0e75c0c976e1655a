"""Export reference arrays from what brain.js and synaptic call an LSTM.

Usage: python export_javascript_cells.py FOLDER NODE_FOLDER, in any environment with NumPy;
NODE_FOLDER is where `npm install brain.js@1.6.1 synaptic@1.1.4` was run.
"""

import json
import subprocess
import sys

import numpy as np
import recording
from further_packages import BATCH, INPUTS, STEPS, UNITS

OUTPUTS = 2  # of synaptic's network, which has a layer behind its cells
START = """
const from = require("module").createRequire(process.argv[1] + "/");
const { weights, x, ...states } = JSON.parse(require("fs").readFileSync(0, "utf8"));
"""
# Its equations run without a network around.
BRAIN = """
const { LSTM } = from("brain.js").recurrent;
const part = (name) => from("brain.js/dist/recurrent/matrix" + name).default;
const [Matrix, Equation] = [part(""), part("/equation")];
const matrix = (rows) => {
    const made = new Matrix(rows.length, rows[0].length);
    rows.flat().forEach((value, place) => (made.weights[place] = value));
    return made;
};
const column = (values) => matrix(values.map((value) => [value]));
const layer = Object.fromEntries(Object.entries(weights).map(([k, rows]) => [k, matrix(rows)]));
const outputs = x.map((steps, row) => {
    let before = states.initial_h[row];
    return steps.map((x_t) => {
        const equation = new Equation();
        LSTM.prototype.getEquation(equation, column(x_t), column(before), layer);
        before = Array.from(equation.runIndex(0).weights);
        return before;
    });
});
process.stdout.write(JSON.stringify({ outputs }));
"""
# An array "a_to_b" holds the weights of the connections of the layers a and b, a row a neuron of a.
SYNAPTIC = """
const { Architect } = from("synaptic");
const found = { outputs: [], s: [], a: [] };
x.forEach((steps, row) => {
    const sizes = [steps[0], states.initial_s[0], weights.output_bias].map((one) => one.length);
    const net = new Architect.LSTM(...sizes);
    const { input, hidden, output } = net.layers;
    const [inputGate, forgetGate, memoryCell, outputGate] = hidden;
    const layers = { input, inputGate, forgetGate, memoryCell, outputGate, output };
    for (const [name, values] of Object.entries(weights)) {
        const [first, second] = name.split("_to_");
        if (name.endsWith("_bias")) {
            layers[name.slice(0, -5)].list.forEach((one, k) => (one.bias = values[k]));
        } else if (first === second) {
            memoryCell.list.forEach((one, k) => (one.selfconnection.weight = values[k]));
        } else {
            layers[first].list.forEach((one, j) => {
                for (const way of Object.values(one.connections.projected)) {
                    const k = layers[second].list.indexOf(way.to);
                    if (k >= 0) way.weight = values[j][k];
                }
            });
        }
    }
    memoryCell.list.forEach((one, k) => {
        [one.state, one.activation] = [states.initial_s[row][k], states.initial_a[row][k]];
    });
    net.setOptimize(false);
    found.outputs.push(steps.map((x_t) => net.activate(x_t)));
    found.s.push(memoryCell.list.map((one) => one.state));
    found.a.push(memoryCell.list.map((one) => one.activation));
});
process.stdout.write(JSON.stringify(found));
"""


def brain():
    shapes = {"initial_h": (BATCH, UNITS)}
    for gate in ("input", "forget", "output", "cellActivation"):
        shapes[gate + "Matrix"] = (UNITS, INPUTS)
        shapes[gate + "Hidden"] = (UNITS, UNITS)
        shapes[gate + "Bias"] = (UNITS, 1)
    return shapes


def synaptic():
    shapes = {"initial_s": (BATCH, UNITS), "initial_a": (BATCH, UNITS)}
    for layer in ("inputGate", "forgetGate", "memoryCell", "outputGate"):
        shapes["input_to_" + layer] = (INPUTS, UNITS)
        if layer != "memoryCell":
            shapes["memoryCell_to_" + layer] = (UNITS, UNITS)
        shapes[layer + "_bias"] = (UNITS,)
    shapes["memoryCell_to_memoryCell"] = (UNITS,)
    shapes["memoryCell_to_output"] = (UNITS, OUTPUTS)
    shapes["input_to_output"] = (INPUTS, OUTPUTS)
    return dict(shapes, output_bias=(OUTPUTS,))


#: By package: its version, its arrays, what runs it, and the file of its equations.
PACKAGES = {
    "brain.js": ("1.6.1", brain, BRAIN, "brain_js"),
    "synaptic": ("1.1.4", synaptic, SYNAPTIC, "synaptic"),
}


def runs(script):
    def run(case):
        given = {name: array.tolist() for name, array in case["arrays"].items()}
        asked = {"weights": {name: given.pop(name) for name in case["weights"]}}
        asked.update(given, x=given.pop("inputs"))
        words = ["node", "-e", START + script, sys.argv[2]]
        done = subprocess.run(
            words, input=json.dumps(asked).encode(), stdout=subprocess.PIPE, check=True
        )
        return {k: np.array(v, "f4") for k, v in json.loads(done.stdout.decode()).items()}

    return run


if __name__ == "__main__":
    for package, (version, arrays, script, own) in PACKAGES.items():
        shapes = dict({"inputs": ((BATCH, STEPS, INPUTS), 1.5)}, **arrays())
        weights = [name for name in shapes if name != "inputs" and not name.startswith("initial_")]
        case = {"name": "lstm", "kind": "ordinary", "own": own, "weights": weights}
        case["dtype"] = "float32"
        case["arrays"] = {k: v.astype("f4") for k, v in recording.drawn(package, shapes).items()}
        about = {"framework": package, "version": version, "alone": "cells"}
        name = "%s-%s-cells" % (package, version)
        recording.export(sys.argv[1], name, about, [case], runs(script))
