"""Measure that converted weights give the same numbers in the real frameworks, for every pair.

Usage: python measure_conversions.py all FOLDER ENVIRONMENTS, in the environment of the project
  FOLDER takes what is made on the way; ENVIRONMENTS holds the environments that export_all.py
  builds. docs/results/conversions.json and conversions_impossible.json take the result.

The steps, of which save and load run in the framework's own environment:
  save FRAMEWORK FOLDER      its weights, and what it computes with them
  convert FOLDER             every saved one to every other framework
  load FRAMEWORK FOLDER      what it computes with the converted ones
  record FOLDER              the tables
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from real_lstms import INPUTS, RUN

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PLAIN, HARD = {"plain": {}}, {"recurrent_activation": "hard_sigmoid"}
NO_BIAS, BOTH = {"no-bias": {"use_bias": False}}, {"both": {"both": True}}
PEEPHOLES, PROJECTION = {"peepholes": {"peepholes": True}}, {"projection": {"projection": True}}
# What each framework saves; hard: with the hard_sigmoid of that release, the default of Keras 1.
CASES = {
    "keras": {**PLAIN, **NO_BIAS, **BOTH, "hard": HARD, "hard both": {**HARD, "both": True}},
    "keras1": {"plain": {"gates": "sigmoid"}, "hard": {}, "hard both": {"both": True}},
    "keras1_gpu": {"plain": {"gates": "sigmoid"}, "hard": {}},
    "cudnnlstm": {**PLAIN, **BOTH},
    "cudnn": PLAIN,
    "pytorch": {**PLAIN, **NO_BIAS, **BOTH, **PROJECTION},
    "onnx": {**PLAIN, **NO_BIAS, **BOTH, **PEEPHOLES},
    "tensorflow1": {**PLAIN, **PEEPHOLES, **PROJECTION},
    "flax": PLAIN,
    "wikipedia": PLAIN,
    "greff2015": {**PLAIN, **PEEPHOLES},
}
# Where each runs; the papers run in the Python of the project, on what convert made.
ENVIRONMENTS = {
    "keras": "k3jt",
    "keras1": "k122tf",
    "keras1_gpu": "k122tf",
    "cudnnlstm": "k231",
    "cudnn": "peers",
    "pytorch": "peers",
    "onnx": "peers",
    "tensorflow1": "tf215",
    "flax": "flax",
}
PAPERS = ("wikipedia", "greff2015")
# What some have no place for, by the name of the case that has it.
IMPOSSIBLE = {
    "peepholes": "peepholes",
    "projection": "a projection",
    "both": "two directions",
    "hard": "hard_sigmoid",
}


def words_of(framework, case):
    """The words of the real layer for a case of its own."""
    if framework == "onnx":
        return {"activations": ["Sigmoid", "Tanh", "Tanh"] * (2 if case.get("both") else 1)}
    if framework.startswith("keras1"):
        return {"inner_activation": case.get("gates", "hard_sigmoid")}
    return {k: v for k, v in case.items() if k == "recurrent_activation"}


def save(framework, folder):
    for name, case in CASES[framework].items():
        weights, output = run(framework, case, None, words_of(framework, case))
        write(folder / f"{framework}+{name}.npz", weights, output=output)
        print(f"{framework} {name}: largest output {abs(output).max():.3f}")


def run(framework, *arguments):
    return paper(framework, *arguments) if framework in PAPERS else RUN[framework](*arguments)


def convert(folder):
    from lstm_numpy import convert
    from lstm_numpy.layouts import STORAGES

    impossible = []
    for framework in PAPERS:
        save(framework, folder)
    for path in sorted(folder.glob("*.npz")):
        if path.stem.count("+") != 1:
            continue
        source, name = path.stem.split("+")
        case = CASES[source][name]
        weights = read(path, STORAGES[source].kind == "list")
        gates = case.get("recurrent_activation", case.get("gates"))
        functions = {} if gates is None else {"recurrent_activation": gates}
        for target in STORAGES:
            flax = {"nested": False} if target == "flax" else {}
            try:
                converted = convert(weights, source, target, **functions, **flax)
            except ValueError as error:
                impossible.append([source, name, target, str(error)])
                continue
            words = {} if target in PAPERS else words_for(source, target, functions, path)
            file = folder / f"{path.stem}+{target}.npz"
            write(file, converted, words=np.array(json.dumps(words)))
    (folder / "impossible.json").write_text(json.dumps(impossible))
    for framework in PAPERS:
        load(framework, folder)


def words_for(source, target, functions, path):
    """The words with which the target computes the same."""
    from lstm_numpy import convert_options

    directions = {"directions": 2} if target == "onnx" and "both" in path.stem else {}
    try:
        return convert_options(source, target, **functions, **directions)
    except ValueError as error:
        # This release has no name for the function, and its layer takes the function itself.
        option = "inner_activation" if target.startswith("keras1") else "recurrent_activation"
        meant = "keras2" if "0.2 * x" in str(error) else "keras3"
        return {option: f"hard_sigmoid_{meant}"}


def load(target, folder):
    found = []
    for path in sorted(folder.glob(f"*+*+{target}.npz")):
        source, name, _ = path.stem.split("+")
        with np.load(path) as loaded:
            words = json.loads(str(loaded["words"]))
        with np.load(folder / f"{source}+{name}.npz") as loaded:
            theirs = loaded["output"]
        _, ours = run(target, {}, read(path, target in LISTS), words)
        found.append([source, name, target, float(abs(ours - theirs).max())])
        print("%s -> %s, %s: off by %.1e" % (source, target, name, found[-1][-1]))
    (folder / f"found-{target}.json").write_text(json.dumps(found))


LISTS = ("keras", "keras1", "keras1_gpu", "cudnnlstm")


def paper(name, case, weights, _words):
    """A paper's own program in plain floats, with the arrays of lstm_numpy."""
    from real_lstms import FEATURES, UNITS, drawn

    from lstm_sym.recorded import papers

    if weights is None:
        second = "R" if name == "greff2015" else "U"
        weights = {"W": drawn(FEATURES, 4 * UNITS), second: drawn(UNITS, 4 * UNITS)}
        weights["b"] = drawn(4 * UNITS)
        if name == "greff2015":
            weights["p"] = drawn(3 * UNITS) * np.float32("peepholes" in case)
    rows = papers.outputs(ROOT / "tests" / "papers", name, weights, INPUTS)
    return weights, np.array(rows)


def write(path, weights, **more):
    """Arrays, in order or by name, and what else belongs to them."""
    pairs = enumerate(weights) if isinstance(weights, (list, tuple)) else weights.items()
    np.savez(str(path), **more, **{f"weights:{key}": array for key, array in pairs})


def read(path, in_order):
    """The weights of a file."""
    with np.load(path) as loaded:
        named = {k[8:]: loaded[k] for k in loaded.files if k.startswith("weights:")}
    return [named[str(place)] for place in range(len(named))] if in_order else named


def record(folder):
    """The tables of the page: the worst of each pair, and what is impossible, with the reason."""
    found, impossible = [], json.loads((folder / "impossible.json").read_text())
    for target in CASES:
        found += json.loads((folder / f"found-{target}.json").read_text())
    rows = []
    for source in CASES:
        row = [f"`{source}`"]
        for target in CASES:
            here = [f[3] for f in found if (f[0], f[2]) == (source, target)]
            row.append(float("%.0e" % max(here)) if here else "impossible")
        rows.append(row)
    table("conversions", ["from", *(f"{target}" for target in CASES)], rows)
    rows = []
    for name, said in IMPOSSIBLE.items():
        here = [one for one in impossible if one[1] == name]
        targets = dict.fromkeys(target for _, _, target, _ in here)
        if len(here) != len(targets) * len({source for source, *_ in here}):
            raise ValueError(f"{said}: it depends on the source where it can go: {here}")
        rows.append([said, ", ".join(targets), here[0][3]])
    table("conversions_impossible", ["a layer with", "cannot go to", "convert says"], rows)
    print(f"{len(found)} conversions, worst {max(f[3] for f in found):.1e}; not {len(impossible)}")


def table(name, columns, rows):
    lines = ",\n".join("  " + json.dumps(row) for row in rows)
    text = '{\n "columns": %s,\n "rows": [\n%s\n ]\n}\n' % (json.dumps(columns), lines)
    (ROOT / "docs" / "results" / f"{name}.json").write_text(text)


def every_step(folder, environments):
    folder.mkdir(parents=True, exist_ok=True)
    words = dict(os.environ, KERAS_BACKEND="jax", TF_CPP_MIN_LOG_LEVEL="3")

    def step(python, *arguments):
        command = [python, __file__, *arguments, str(folder)]
        subprocess.run([str(part) for part in command], check=True, env=words)

    for name in ("save", "load"):
        for framework, environment in ENVIRONMENTS.items():
            home = {"KERAS_HOME": str(folder / environment)}
            words.update(home, KERAS_BACKEND="jax" if environment == "k3jt" else "tensorflow")
            step(environments / environment / "bin" / "python", name, framework)
        if name == "save":
            step(sys.executable, "convert")
    step(sys.executable, "record")


if __name__ == "__main__":
    step, *words = sys.argv[1:]
    if step == "all":
        every_step(Path(words[0]).resolve(), Path(words[1]).resolve())
    elif step in ("convert", "record"):
        {"convert": convert, "record": record}[step](Path(words[0]))
    else:
        {"save": save, "load": load}[step](words[0], Path(words[1]))
