"""Cases from the arrays that LSTM layers of Keras 2 and 3 gave."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy import releases
from lstm_sym.proofs.case import Arrays, Case, Grid
from lstm_sym.verify import BOUNDS


def layers(about: Mapping[str, Any], arrays: Arrays) -> Iterator[Case]:
    version = about["version"]
    row = releases.row(version)
    for name, case in about["cases"].items():
        layer = case["layer"]
        prefix = f"{name}."
        stored = {k.removeprefix(prefix): a for k, a in arrays.items() if k.startswith(prefix)}
        expected = {key: stored.pop(key) for key in ("lstm_output", "state_h", "state_c")}
        before = stored.pop("previous_sequences", None)
        names = {"initial_h": "h_0", "initial_c": "c_0"}
        given = {names.get(key, key): array for key, array in stored.items()}
        flags = ("go_backwards", "return_sequences")
        masked_output = releases.masked_output(
            version,
            about["backend"],
            unroll=layer.get("unroll", False),
            zero_output_for_mask=layer.get("zero_output_for_mask", False),
            **{flag: layer.get(flag, False) for flag in flags},
        )
        gates = row.recurrent_activation or about["recurrent_activation"]
        functions = {
            "activation": layer.get("activation", "tanh"),
            "recurrent_activation": layer.get("recurrent_activation", gates),
        }
        carried = {"state_h": "h_0", "state_c": "c_0"}
        yield Case(
            "keras",
            source(about),
            name,
            BOUNDS[case["kind"], case["dtype"]],
            given,
            {
                "bias": "bias" in given,
                "initial_state": "h_0" in given,
                "mask": "mask" in given,
                "masked_output": masked_output,
                **{flag: layer.get(flag, False) for flag in flags},
            },
            {k: str(releases.activation(k, v, version)) for k, v in functions.items()},
            expected,
            {} if before is None else {"sequences": before},
            # A state that is given wins over the recorded one.
            {} if "h_0" in given else carried,
        )


def activations(about: Mapping[str, Any], arrays: Arrays) -> Iterator[Grid]:
    for key in sorted(arrays):
        if key.startswith("activation.") and key.endswith(".x"):
            _, name, dtype, _ = key.split(".")
            meant = releases.activation("activation", name, about["version"])
            x, y = arrays[key], arrays[key[:-1] + "y"]
            yield Grid(source(about), str(meant), x, y, BOUNDS["ordinary", dtype])


def with_parameters(path: Path) -> Iterator[Grid]:
    """Activations with parameters away from their defaults, from a file of their own."""
    about = json.loads(path.read_text(encoding="utf-8"))
    x = np.array(about["x"])
    for case in about["cases"]:
        bound = BOUNDS["ordinary", "float64"]
        words = case["parameters"]
        yield Grid(source(about), case["name"], x, np.array(case["y"]), bound, words)


def source(about: Mapping[str, Any]) -> str:
    return f"{about['framework']} {about['version']} {about['backend']}"
