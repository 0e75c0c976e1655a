"""The product ``lstm_numpy/keras_versions.py``: the version table and Keras's layout as data."""

from dataclasses import fields

from lstm_sym.layouts import KERAS
from lstm_sym.products.python import head, literal
from lstm_sym.versions import KERAS_VERSIONS, NEWEST_KERAS, KerasVersion


def module() -> str:
    """The text of the module."""
    lines = [
        head("What the releases of Keras changed about the LSTM.", "lstm_sym/versions.py"),
        "from typing import NamedTuple",
        "",
        "",
        "class KerasVersion(NamedTuple):",
        '    """The defaults and meanings from one release on, until the next row."""',
        "",
        *(f"    {field.name}: {annotation(field.type)}" for field in fields(KerasVersion)),
        "",
        "",
        "#: From the oldest release to the newest.",
        "KERAS_VERSIONS = (",
    ]
    for row in KERAS_VERSIONS:
        lines.append("    KerasVersion(")
        for field in fields(row):
            lines += entry(field.name, getattr(row, field.name))
        lines.append("    ),")
    lines += [
        ")",
        "",
        "#: The newest release that the rows are known to hold for.",
        f'NEWEST_KERAS = "{NEWEST_KERAS}"',
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
