"""Export reference arrays from TensorFlow.js, whose model.json calls its Keras tfjs-layers.

Usage: python export_tfjs.py FOLDER CONFIGS_FOLDER NODE_FOLDER, in any environment with NumPy;
records of GRU and SimpleRNN go into further/ beside FOLDER; NODE_FOLDER is where
`npm install @tensorflow/tfjs@4.22.0` was run
"""

import json
import subprocess
import sys
from pathlib import Path

import cases
import numpy as np
import one_state
import recording

ACTIVATIONS = [
    "elu",
    "gelu",
    "hard_sigmoid",
    "linear",
    "mish",
    "relu",
    "relu6",
    "selu",
    "sigmoid",
    "softplus",
    "softsign",
    "swish",
    "tanh",
]


def in_node(node_folder, plain):
    """What TensorFlow.js says of all cases and of the activations, in one process."""
    asked = {
        "cases": [
            {
                "class": case.get("class", "LSTM"),
                "layer": case["layer"],
                "arrays": {k: words(a) for k, a in case["arrays"].items()},
            }
            for case in plain
        ],
        "activations": [
            {"name": name, "values": cases.GRID.astype(np.float32).tolist()} for name in ACTIVATIONS
        ],
    }
    script = Path(__file__).with_name("export_tfjs.mjs")
    command = ["node", str(script), str(Path(node_folder).resolve())]
    done = subprocess.run(
        command,
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        universal_newlines=True,
        check=True,
    )
    return json.loads(done.stdout)


def words(array):
    dtype = "bool" if array.dtype == bool else "float32"
    return {"shape": array.shape, "values": array.ravel().tolist(), "dtype": dtype}


if __name__ == "__main__":
    plain = cases.all_cases(ACTIVATIONS, zero_output=False, dtypes=["float32"])
    # Its GRU has no reset_after.
    alone = list(recording.in_dtypes([*one_state.grus(False), *one_state.simple_rnns()]))
    said = in_node(sys.argv[3], plain + alone)
    outputs = {case["name"]: values for case, values in zip(plain + alone, said["cases"])}
    grids = dict(zip(ACTIVATIONS, said["activations"]))

    def run(case):
        batch, timesteps, _ = case["arrays"]["sequences"].shape
        units = case["layer"]["units"]
        shape = (batch, timesteps, units) if case["layer"]["return_sequences"] else (batch, units)
        shapes = [shape] + [(batch, units)] * (len(outputs[case["name"]]) - 1)
        return [np.float32(o).reshape(s) for o, s in zip(outputs[case["name"]], shapes)]

    version = said["version"]
    about = {
        "framework": "tensorflow.js",
        "version": version,
        "backend": "tensorflow",
        "backend_version": version.split()[-1],
    }
    cases.export(
        sys.argv[1],
        about,
        plain,
        run,
        {(name, "float32"): (lambda x, name=name: np.float32(grids[name])) for name in ACTIVATIONS},
    )
    recording.export(
        str(Path(sys.argv[1]).with_name("further")),
        "tensorflow.js-tfjs-layers-4.22.0-wrapped",
        about,
        alone,
        lambda case: dict(zip(("output", "state_h"), run(case))),
    )
    # The configuration is that of a layer that the first case by default is about.
    (case,) = [case for case in plain if case["name"] == "defaults"]
    arrays = {"sequences": case["arrays"]["sequences"]}
    arrays.update(("weights_%d" % place, array) for place, array in enumerate(cases.weights(case)))
    words = {"name": "defaults", "kind": "ordinary", "dtype": "float32", "arrays": arrays}
    words["entry"] = said["entry"]
    recording.export(
        sys.argv[2],
        "tensorflow.js-tfjs-layers-4.22.0-configs",
        about,
        [words],
        lambda _: {"output_0": run(case)[0]},
    )
