"""What Keras's LSTM does when it is given its units alone, from the configurations it wrote.

Usage: python tests/reference/layer_defaults.py, which writes docs/results/layer_defaults.json

`export_configs.py` recorded what `get_config()` of such a layer says; this is a table of it.
"""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CONFIGS = ROOT / "tests" / "reference" / "configs"
OUT = ROOT / "docs" / "results" / "layer_defaults.json"
RELEASES = {
    "Keras 2.2.4": "keras-2.2.4-tensorflow",
    "tf.keras 2.15.0": "tf.keras-2.15.0-tensorflow",
    "Keras 3.15.1": "keras-3.15.1-numpy",
}
# In the order of the signature; what a configuration has besides changes no number at inference.
OPTIONS = (
    *("activation", "recurrent_activation", "use_bias", "unit_forget_bias"),
    *("kernel_initializer", "recurrent_initializer", "bias_initializer"),
    *("dropout", "recurrent_dropout", "implementation"),
    *("return_sequences", "return_state", "go_backwards", "stateful", "unroll"),
    "zero_output_for_mask",
)
# Glorot's uniform distribution, as Keras 2.2.4 writes it.
GLOROT = {"scale": 1.0, "mode": "fan_avg", "distribution": "uniform", "seed": None}


def table() -> dict[str, Any]:
    """A column a release; empty where its configuration does not have the option."""
    configs = [defaults(name) for name in RELEASES.values()]
    rows = [
        [f"`{option}`", *(value(config[option]) if option in config else "" for config in configs)]
        for option in OPTIONS
    ]
    return {"columns": ["option", *RELEASES], "rows": rows}


def defaults(name: str) -> dict[str, Any]:
    """The configuration of a layer that was given its units alone."""
    recorded = json.loads((CONFIGS / f"{name}-configs.json").read_text())
    config: dict[str, Any] = recorded["cases"]["defaults"]["entry"]["config"]
    return config


def value(stated: Any) -> str:
    """A default as a caller writes it."""
    if not isinstance(stated, dict):
        return f"`{stated!r}`".replace("'", '"')
    if stated["class_name"] == "VarianceScaling" and stated["config"] == GLOROT:
        return "GlorotUniform"
    return str(stated["class_name"])


def text() -> str:
    """The file: a line a row."""
    stated = table()
    rows = ",\n  ".join(json.dumps(row) for row in stated["rows"])
    return f'{{\n "columns": {json.dumps(stated["columns"])},\n "rows": [\n  {rows}\n ]\n}}\n'


if __name__ == "__main__":
    OUT.write_text(text())
