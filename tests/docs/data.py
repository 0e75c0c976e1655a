"""What the pages' claims are computed from: manifest, equations, arrays, records, declarations."""

import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy import LSTM, tensorflow1_cell
from lstm_sym.recorded.record import recordings

from .held import NUMBERS

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "tests" / "reference"
RESULTS = ROOT / "docs" / "results"


@cache
def record(path: str) -> Any:
    """A file of JSON, by its path from the root."""
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


MANIFEST = record("generated/manifest.json")
FORMULATIONS = MANIFEST["formulations"]
NEWEST = MANIFEST["newest_keras"]
OLDEST = MANIFEST["keras_versions"][0]["since"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PYTHON = PROJECT["project"]["requires-python"].removeprefix(">=")


def number(count: int) -> str:
    """A number as a word."""
    return {**dict(enumerate(NUMBERS)), 50: NUMBERS[-1]}[count]


def order(formulation: str) -> str:
    """The order of the gates' blocks, as a page writes it."""
    return ", ".join(FORMULATIONS[formulation]["gates"])


def weights(formulation: str, kind: str) -> list[str]:
    """The arrays of a formulation whose meaning has a word in it."""
    stated = FORMULATIONS[formulation]
    return [code for code in stated["stacks"] if kind in stated["symbols"][code]["meaning"]]


def has(formulation: str, label: str) -> str:
    """Yes or no: whether there is an equation of that label."""
    return answer(any(e["label"] == label for e in FORMULATIONS[formulation]["equations"]))


def when(formulation: str, label: str, option: str) -> str:
    """The value of an option under which an equation holds."""
    (found,) = (e for e in FORMULATIONS[formulation]["equations"] if e["label"] == label)
    (value,) = found["holds"][option]
    return str(value)


def answer(holds: bool) -> str:
    """As a table says it."""
    return "yes" if holds else "no"


def since(change: str, value: Any) -> str:
    """The first release of Keras 2 or later in whose row something has a value."""
    return next(row["since"] for row in MANIFEST["keras_versions"] if row[change] == value)


HARD = since("hard_sigmoid", "hard_sigmoid")  # from which the name means another function
MAJOR, BEFORE = HARD.partition(".")[0], str(int(HARD.partition(".")[0]) - 1)


def versions(folder: str = "arrays") -> list[dict[str, Any]]:
    """What each file of recorded arrays says of itself."""
    return [json.loads(path.read_text()) for path in sorted((REFERENCE / folder).glob("*.json"))]


def version(framework: str) -> str:
    """The release of another framework whose layers were recorded; cells alone are of others."""
    (found,) = {
        about["version"]
        for about in versions("further")
        if about["framework"] == framework and "keras" not in framework and "jax" not in about
    }
    return str(found)


def listed(words: Iterable[str]) -> str:
    """With commas, and an "and" before the last."""
    *first, last = words
    return f"{', '.join(first)} and {last}"


def brought(extra: str) -> list[str]:
    """The packages that an extra of the printed distribution installs."""
    text = (ROOT / "generated" / "pyproject.toml").read_text(encoding="utf-8")
    lines = tomllib.loads(text)["project"]["optional-dependencies"][extra]
    return [re.split(r"[^\w-]", line)[0] for line in lines]


QUESTION = record("tests/reference/arrays/keras-2.2.4-tensorflow.json")
with np.load(REFERENCE / "arrays" / QUESTION["arrays"]) as _arrays:
    _shape = _arrays["question.sequences"].shape
    _results = [_arrays[f"question.{name}"].shape for name in ("lstm_output", "state_h", "state_c")]
RELEASE = QUESTION["version"]
QUESTION_TIMESTEPS, QUESTION_INPUTS, QUESTION_UNITS = *_shape[1:], _results[1][1]
INPUT = f"({_shape[1]}, {_shape[2]})"
OUTPUT, STATE_H, STATE_C = (f"(?, {', '.join(map(str, shape[1:]))})" for shape in _results)


def learned() -> int:
    """How many numbers the question's layer learns."""
    layer = LSTM(QUESTION_UNITS)
    layer(np.zeros((1, 1, QUESTION_INPUTS)))
    return sum(array.size for array in layer.get_weights())


#: The frameworks in the record, as a page calls them.
CALLED = {
    "tensorflow-contrib": "TensorFlow's contrib",
    "tensorflow-addons": "TensorFlow Addons",
}
#: Keras has a sentence of its own, and the text of a specification computed no arrays.
NOT_OTHERS = {"Keras", "tf.keras", "TensorFlow.js", "ONNX's"}


def compared_with() -> list[str]:
    """The other frameworks whose arrays hold formulations, each with its one release."""
    found: dict[str, set[str]] = {}
    for label, row in record("docs/results/compared.json")["compared"].items():
        if label.partition(".")[0] in FORMULATIONS:
            for name, releases in row["with"].items():
                # "onnxruntime, quantized" names no release, and plain floats have none.
                if releases and name not in NOT_OTHERS and not name.endswith(","):
                    found.setdefault(name, set()).update(releases)
    return [f"{CALLED.get(name, name)} {release}" for name, (release,) in found.items()]


@cache
def old_file() -> list[float]:
    """How far the question's layer is off, for each seed, if Keras 3 reads its hard_sigmoid.

    The arrays are those of `measure_old_file_in_keras3.py`, which has measured the first seed in
    both Kerases.
    """
    units, (_, timesteps, features) = _results[1][1], _shape
    found = []
    for seed in range(50):
        random = np.random.RandomState(seed)
        limit = np.sqrt(6.0 / (features + 4 * units))
        kernel = random.uniform(-limit, limit, size=(features, 4 * units))
        rows, _ = np.linalg.qr(random.normal(size=(4 * units, units)))
        bias = np.zeros(4 * units)
        bias[units : 2 * units] = 1.0
        x = random.normal(size=(4, timesteps, features)).astype("float32")
        outputs = []
        for release in (RELEASE, NEWEST):
            words: dict[str, Any] = {"return_sequences": True, "keras_version": release}
            layer = LSTM(units, recurrent_activation="hard_sigmoid", **words)
            layer.set_weights([array.astype("float32") for array in (kernel, rows.T, bias)])
            outputs.append(np.asarray(layer(x)))
        found.append(float(abs(outputs[0] - outputs[1]).max()))
    return found


def environments() -> list[str]:
    """The first line of each environment's file, which names its Python."""
    return [p.read_text().splitlines()[0] for p in (REFERENCE / "environments").glob("*.txt")]


def pythons() -> list[str]:
    """The old Pythons of the environments."""
    found = {re.match(r"# Python ([\d.]+)", line)[1] for line in environments()}  # type: ignore[index]
    return sorted(found - {PYTHON})


def worked() -> tuple[int, int, int]:
    """Inputs, units and timesteps of the worked example."""
    stated = record("docs/worked-example.json")
    inputs, units = len(stated["kernel"]), len(stated["recurrent_kernel"])
    return inputs, units, len(stated["sequences"][0])


def source(path: str) -> str:
    """The text of a program of the project, which may need a framework to run."""
    return (ROOT / path).read_text(encoding="utf-8")


def block_lstm() -> tuple[str, str, str]:
    """TensorFlow's version, the bound, how far its gradient of the kernel is off, in percent."""
    (recording,) = recordings(REFERENCE / "block")
    (one,) = (r for r in recording.records() if r.words["cell_clip"] > 0)
    a, words, inputs = one.arrays, one.words, one.arrays["inputs"].shape[2]
    options = {name: words[name] for name in ("cell_clip", "forget_bias")}
    found = tensorflow1_cell.lstm_gradients(
        a["inputs"].swapaxes(0, 1), a["kernel"][:inputs], a["kernel"][inputs:], a["bias"],
        **options, outputs=a["arriving"].swapaxes(0, 1),
    )  # fmt: skip
    ours = np.concatenate([found.input_kernel, found.recurrent_kernel])
    off = np.linalg.norm(a["d_kernel"] - ours) / np.linalg.norm(ours)
    return recording.about["version"], f"{words['cell_clip']:g}", f"{100 * off:.0f}"
