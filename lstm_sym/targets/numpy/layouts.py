"""The product ``lstm_numpy/layouts.py``: what each framework's weight arrays hold, as data."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import MISSING, fields

from lstm_sym.storage import STORAGES, Storage, Stored
from lstm_sym.targets.numpy.python import WIDTH, head, literal
from lstm_sym.targets.numpy.versions import annotation


def module() -> str:
    """The text of the module."""
    lines = [
        head(
            "How each framework stores the weights of an LSTM.",
            "lstm_sym/layouts.py and lstm_sym/storage.py",
        ),
        "from typing import NamedTuple",
        "",
        *named_tuple(Stored),
        *named_tuple(Storage),
        "",
        "#: By the name that `lstm_numpy.convert` knows it by.",
        "STORAGES = {",
    ]
    for storage in STORAGES:
        lines.append(f'    "{storage.name}": Storage(')
        for field in fields(Storage):
            value = getattr(storage, field.name)
            lines += entry(field.name, value) if value != field.default else []
        lines.append("    ),")
    return "\n".join([*lines, "}"]) + "\n"


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
        kind_of = annotation(field.type).replace(f"{Stored.__module__}.", "")
        yield f"    {field.name}: {kind_of}{default}"
    yield ""


def entry(name: str, value: object, indent: int = 8) -> list[str]:
    start = f"{' ' * indent}{name}=" if name else " " * indent
    short = f"{start}{written(value)},"
    if not isinstance(value, tuple) or (len(short) <= WIDTH and name != "arrays"):
        return [short]
    inner = [line for one in value for line in entry("", one, indent + 4)]
    return [f"{start}(", *inner, f"{' ' * indent}),"]


def written(value: object) -> str:
    """A value as it stands in code, on one line."""
    if isinstance(value, Stored):
        parts = [value.name, value.parts, value.gates, *([True] if value.transposed else [])]
        return f"Stored({', '.join(map(written, parts))})"
    if isinstance(value, tuple):
        return f"({', '.join(map(written, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, str) and '"' in value:
        return repr(value)
    return literal(value)
