"""Measure what each option of a formulation changes in the real framework that has it.

The framework is called twice, with the very words and arrays of the option table's two calls.
No difference means that it accepts the option and ignores it.

Usage: python measure_options.py all FOLDER ENVIRONMENTS, in the environment of the project
  FOLDER takes what is made on the way; ENVIRONMENTS holds the environments that export_all.py
  builds. lstm_sym/measure/peers.json takes the result.

The steps:
  words FOLDER         the words of every pair of calls
  run PEER FOLDER      what a peer gives, in its own environment
  record FOLDER        the result
"""

import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from real_options import PEERS, NoSuchOption

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
# The title of each peer: a name and the package whose version belongs to it.
TITLES = {
    "keras": ("Keras", "keras"),
    "keras_gru": ("Keras", "keras"),
    "torch": ("PyTorch", "torch"),
    "torch_projection": ("PyTorch", "torch"),
    "onnxruntime": ("onnxruntime", "onnxruntime"),
    "onnx_reference": ("onnx.reference", "onnx"),
    "flax": ("Flax", "flax"),
    **dict.fromkeys(
        ("tensorflow1_basic", "tensorflow1", "tensorflow1_projection"), ("TensorFlow", "tensorflow")
    ),
}


def words(folder):
    from lstm_sym.equations import FORMULATIONS
    from lstm_sym.measure import sensitivity

    for formulation in FORMULATIONS:
        arrays, pairs = {}, []

        def stored(value, arrays=arrays):
            if isinstance(value, tuple):
                return {"arrays": [stored(one)["array"] for one in value]}
            if not isinstance(value, np.ndarray):
                return {"value": value}
            arrays[str(id(value))] = value
            return {"array": str(id(value))}

        for pair in sensitivity.calls(formulation):
            said = [{k: stored(v) for k, v in one.items()} for one in (pair.before, pair.after)]
            pairs.append([pair.option, pair.value, *said])
        np.savez(folder / f"{formulation.name}.npz", **arrays)
        (folder / f"{formulation.name}.json").write_text(json.dumps(pairs))


def run(peer, folder):
    formulation, _, function = PEERS[peer]
    title, package = TITLES[peer]
    title += " " + importlib.import_module(package).__version__.split("+")[0]
    with np.load(folder / f"{formulation}.npz") as loaded:
        arrays = dict(loaded)
    rows = []
    for option, value, *pair in json.loads((folder / f"{formulation}.json").read_text()):
        calls = [{name: read(said, arrays) for name, said in one.items()} for one in pair]
        try:
            before, after = (function(call) for call in calls)
        except NoSuchOption as reason:
            print(f"{title}: {formulation} {option}={value}: {reason}")
            continue
        rows.append([formulation, option, value, title, difference(before, after)])
        print(*rows[-1])
    (folder / f"found-{peer}.json").write_text(json.dumps(rows))


def read(said, arrays):
    if "arrays" in said:
        return [arrays[key] for key in said["arrays"]]
    return arrays[said["array"]] if "array" in said else said["value"]


def difference(before, after):
    """The largest difference, with two digits; words for another shape."""
    if any(one.shape != other.shape for one, other in zip(before, after)):
        return "another shape"
    return float("%.1e" % max(abs(one - other).max() for one, other in zip(before, after)))


def record(folder):
    rows = [r for peer in PEERS for r in json.loads((folder / f"found-{peer}.json").read_text())]
    columns = ["formulation", "option", "value", "peer", "largest difference"]
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    text = '{\n "columns": %s,\n "rows": [\n%s\n ]\n}\n' % (json.dumps(columns), lines)
    (ROOT / "lstm_sym" / "measure" / "peers.json").write_text(text)


def every_step(folder, environments):
    folder.mkdir(parents=True, exist_ok=True)
    words(folder)
    for peer, (_, environment, _) in PEERS.items():
        python = environments / environment / "bin" / "python"
        settings = {
            "KERAS_BACKEND": "torch",
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "KERAS_HOME": str(folder / "keras-home"),
        }
        command = [python, __file__, "run", peer, folder]
        subprocess.run(command, check=True, env={**os.environ, **settings})
    record(folder)


if __name__ == "__main__":
    step, *words_given = sys.argv[1:]
    if step == "all":
        every_step(Path(words_given[0]).resolve(), Path(words_given[1]).resolve())
    elif step == "run":
        run(words_given[0], Path(words_given[1]))
    else:
        {"words": words, "record": record}[step](Path(words_given[0]))
