"""The product ``lstm_numpy/keras_versions.py``: the version table and Keras's layout as data."""

from dataclasses import fields

from lstm_sym.layouts import KERAS
from lstm_sym.targets.numpy.python import head, literal
from lstm_sym.versions import (
    KERAS_VERSIONS,
    NEWEST_KERAS,
    NEWEST_TENSORFLOW,
    TENSORFLOW_VERSIONS,
    KerasVersion,
)

TABLES = {
    "KERAS_VERSIONS": ("From the oldest release to the newest.", KERAS_VERSIONS),
    "TENSORFLOW_VERSIONS": ("Inside TensorFlow, as files name it.", TENSORFLOW_VERSIONS),
}


def module() -> str:
    """The text of the module."""
    lines = [
        head("What the releases of Keras changed about the LSTM.", "lstm_sym/versions.py"),
        "from typing import NamedTuple",
        "",
        "",
        "class KerasVersion(NamedTuple):",
        '    """The defaults and meanings from one release on, until the next row.',
        "",
        "    None: releases of this name differ.",
        '    """',
        "",
        *(f"    {field.name}: {annotation(field.type)}" for field in fields(KerasVersion)),
        "",
    ]
    for name, (said, rows) in TABLES.items():
        lines += ["", f"#: {said}", f"{name} = ("]
        for row in rows:
            lines.append("    KerasVersion(")
            for field in fields(row):
                lines += entry(field.name, getattr(row, field.name))
            lines.append("    ),")
        lines.append(")")
    lines += [
        "",
        "#: The newest releases that the rows are known to hold for.",
        f'NEWEST_KERAS = "{NEWEST_KERAS}"',
        f"NEWEST_TENSORFLOW = ({', '.join(map(literal, NEWEST_TENSORFLOW))})",
        "",
        "#: The gates' blocks in Keras's weight arrays: input, forget, candidate, output.",
        f'GATES = "{KERAS.gates}"',
    ]
    return "\n".join(lines) + "\n"


def annotation(kind: object) -> str:
    return kind.__name__ if isinstance(kind, type) and kind is not dict else str(kind)


def entry(name: str, value: object) -> list[str]:
    if not isinstance(value, dict):
        return [f"        {name}={literal(value)},"]
    entries = (f"            {literal(k)}: {literal(v)}," for k, v in value.items())
    return [f"        {name}={{", *entries, "        },"]
