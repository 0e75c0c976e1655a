"""Measures at which line each definition begins that a source of equations names.

Usage: python measure_source_lines.py all FOLDER [FOLDER OF THE ENVIRONMENTS], in the environment
of the project

Writes lstm_sym/source_lines.json, from the files that are installed in the environments.
"""

import ast
import json
import sys
from importlib.metadata import distributions
from pathlib import Path

from lstm_sym.bibliography import FILE
from lstm_sym.equations import FORMULATIONS

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"Keras": "keras", "PyTorch": "torch", "TensorFlow": "tensorflow"}


def line_of(text, name):
    """The line of a class, a function or a method such as LSTMCell.call."""
    body = ast.parse(text).body
    for part in name.split("."):
        (found,) = (one for one in body if getattr(one, "name", "") == part)
        body = found.body
    return found.lineno


def main():
    packages = list(Path(sys.argv[3]).glob("*/lib/python*/site-packages"))
    named = [FILE.match(source) for stated in FORMULATIONS for source in stated.sources]
    found = {}
    for folder in packages:
        there = {
            one.name.lower(): one.version.split("+")[0] for one in distributions(path=[folder])
        }
        for file in named:
            if file and file[6] and there.get(PACKAGES.get(file[2])) == file[3]:
                found[file[0]] = line_of((folder / file[5]).read_text(), file[6])
    missing = {f[0] for f in named if f and f[2] in PACKAGES and f[6]} - set(found)
    if missing:
        sys.exit(f"not installed in {sys.argv[3]}: {', '.join(sorted(missing))}")
    text = json.dumps(found, indent=1, sort_keys=True)
    (ROOT / "lstm_sym" / "source_lines.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
