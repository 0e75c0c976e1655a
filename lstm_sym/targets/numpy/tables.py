"""Modules of data: what each framework's arrays hold, and what the releases of Keras changed."""

import ast
import inspect
import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path

from lstm_sym.layouts import OF_KERAS
from lstm_sym.storage import STORAGES, Storage, Stored
from lstm_sym.storage_packages import OTHERS
from lstm_sym.targets.numpy.python import WIDTH, head, literal
from lstm_sym.versions import (
    KERAS_VERSIONS,
    NEWEST_KERAS,
    NEWEST_TENSORFLOW,
    RESET_AFTER_SINCE,
    TENSORFLOW_VERSIONS,
    KerasVersion,
)

KINKS = Path(__file__).parents[2] / "recorded" / "kinks.json"


def layouts() -> str:
    """The text of ``lstm_numpy/layouts.py``."""
    sources = "lstm_sym/layouts.py and lstm_sym/storage.py"
    lines = [
        head("How each framework stores the weights of a recurrent layer.", sources),
        "from typing import NamedTuple",
        "",
        *named_tuple(Stored),
        *named_tuple(Storage),
        "",
        "#: By the name that `lstm_numpy.convert` knows it by.",
        "STORAGES = {",
    ]
    for storage in STORAGES:
        lines += row(f'"{storage.name}": ', storage)
    lines += ["}", "", "#: Those of other cells.", "OTHERS = ("]
    for storage in OTHERS:
        lines += row("", storage)
    return "\n".join([*lines, ")"]) + "\n"


def versions() -> str:
    """The text of ``lstm_numpy/keras_versions.py``."""
    lines = [
        head("What the releases of Keras changed about the LSTM.", "lstm_sym/versions.py"),
        "from typing import NamedTuple",
        "",
        *named_tuple(KerasVersion),
    ]
    for name, meaning, rows in (
        ("KERAS_VERSIONS", "From the oldest release to the newest.", KERAS_VERSIONS),
        ("TENSORFLOW_VERSIONS", "Inside TensorFlow, as files name it.", TENSORFLOW_VERSIONS),
    ):
        printed = (line for version in rows for line in row("", version))
        lines += ["", f"#: {meaning}", f"{name} = (", *printed, ")"]
    since = ", ".join(f"{literal(k)}: {literal(v)}" for k, v in RESET_AFTER_SINCE.items())
    gates = ", ".join(f"{literal(k)}: {literal(v.gates)}" for k, v in OF_KERAS.items())
    lines += [
        "",
        "#: The newest releases that the rows are known to hold for.",
        f'NEWEST_KERAS = "{NEWEST_KERAS}"',
        f"NEWEST_TENSORFLOW = ({', '.join(map(literal, NEWEST_TENSORFLOW))})",
        "",
        "#: The gates' blocks in the weight arrays of Keras's layers.",
        f"GATES = {{{gates}}}",
        "",
        "#: The first release that has reset_after, by family; None: no release has it.",
        f"RESET_AFTER_SINCE: dict[str, str | None] = {{{since}}}",
    ]
    return "\n".join(lines) + "\n"


def named_tuple(kind: type) -> Iterator[str]:
    # Read from the source: `python -OO` leaves the class itself without its docstring.
    stated = ast.parse(inspect.getsource(kind)).body[0]
    first, *rest = str(ast.get_docstring(stated)).splitlines()  # type: ignore[arg-type]
    lines = [f"    {line}" if line else "" for line in (f'"""{first}', *rest)]
    lines += ['    """'] if rest else []
    lines[-1] += "" if rest else '"""'
    yield from ("", f"class {kind.__name__}(NamedTuple):", *lines, "")
    for field in fields(kind):
        default = f" = {written(field.default)}" if field.default is not MISSING else ""
        is_class = isinstance(field.type, type) and not hasattr(field.type, "__args__")
        kind_of = field.type.__name__ if is_class else str(field.type)  # type: ignore[union-attr]
        yield f"    {field.name}: {kind_of.replace(f'{Stored.__module__}.', '')}{default}"
    yield ""


def row(start: str, value: Storage | KerasVersion) -> Iterator[str]:
    """A call that makes the value; what is as by default is left out."""
    yield f"    {start}{type(value).__name__}("
    for field in fields(value):
        entered = getattr(value, field.name)
        yield from entry(field.name, entered) if entered != field.default else ()
    yield "    ),"


def entry(name: str, value: object, indent: int = 8) -> list[str]:
    start = f"{' ' * indent}{name}=" if name else " " * indent
    if isinstance(value, dict):
        entries = (f"{' ' * (indent + 4)}{literal(k)}: {literal(v)}," for k, v in value.items())
        return [f"{start}{{", *entries, f"{' ' * indent}}},"]
    short = f"{start}{written(value)},"
    if not isinstance(value, tuple) or (len(short) <= WIDTH and name != "arrays"):
        return [short]
    inner = [line for one in value for line in entry("", one, indent + 4)]
    return [f"{start}(", *inner, f"{' ' * indent}),"]


def written(value: object) -> str:
    """A value as it is in code, on one line."""
    if isinstance(value, Stored):
        parts = [value.name, value.parts, value.gates, *([True] if value.transposed else [])]
        form = [f"{f}=True" for f in ("rows", "interleaved", "own_axis") if getattr(value, f)]
        return f"Stored({', '.join([*map(written, parts), *form])})"
    if isinstance(value, tuple):
        return f"({', '.join(map(written, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, str) and '"' in value:
        return repr(value)
    return literal(value)


def kinks() -> str:
    """The module of what frameworks take for the derivative where there is none."""
    recorded = json.loads(KINKS.read_text(encoding="utf-8"))
    lines = [
        head(
            "Where an activation has no derivative: what frameworks take there in its place.",
            "lstm_sym/recorded/kinks.json",
        ),
        "#: By framework and activation: points, and the derivative that it takes there.",
        "CONVENTIONS: dict[str, dict[str, tuple[tuple[float, float], ...]]] = {",
    ]
    for framework, functions in recorded.items():
        lines.append(f"    {literal(framework)}: {{")
        for name, points in functions.items():
            pairs = ", ".join(f"({at!r}, {slope!r})" for at, slope in points)
            lines.append(f"        {literal(name)}: ({pairs}{',' * (len(points) == 1)}),")
        lines.append("    },")
    return "\n".join([*lines, "}"]) + "\n"
