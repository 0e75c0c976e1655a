"""Another value in the place of one that the product gives: the faults of `audit`."""

import copy
import dataclasses
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits
from types import CodeType, FunctionType, GeneratorType, ModuleType
from typing import Any

import numpy as np
import sympy as sp
from docutils import nodes

from tests.planted import in_texts

ROOT = Path(os.environ.get("AUDITED", in_texts.ROOT))
TESTS = ROOT / "tests"
#: Folders of tests whose other files are second implementations, which tests there judge.
JUDGED = (TESTS / "papers",)
#: What runs the product elsewhere: processes, commands, pages in a browser.
OUTSIDE = ("subprocess", "click.testing", "playwright", "selenium")
KINDS_OF_LETTERS = (ascii_lowercase, ascii_uppercase, digits)
#: What an object holds that is exchanged in it.
HELD = (bool, int, float, str, bytes, tuple, list, set, frozenset, np.ndarray, sp.Expr)
#: Each letter and digit becomes another; which one, is another each time.
OTHERS = tuple(
    str.maketrans("".join(KINDS_OF_LETTERS), "".join(s[k:] + s[:k] for s in KINDS_OF_LETTERS))
    for k in range(1, 8)
)


def is_ours(code: CodeType) -> bool:
    return code.co_filename.startswith("<") or in_product(code.co_filename) or (
        Path(code.co_filename).name in ("subprocess.py", "testing.py")
    )  # fmt: skip


def in_product(file: str) -> bool:
    """Whether a file is neither a library's nor a test's."""
    path = Path(file)
    inside = [Path(p).resolve() for p in {sys.prefix, sys.base_prefix}]
    written = TESTS in path.parents and not (path.parent in JUDGED and path.stem[:5] != "test_")
    return bool(file) and path.suffix == ".py" and not (
        written or any(one in path.resolve().parents for one in inside)
    )  # fmt: skip


def module_of(kind: type) -> str:
    """The name of its module; a function that SymPy makes has none."""
    return kind.__module__ or ""


def done_nothing(command: Any, **named: Any) -> subprocess.CompletedProcess[Any]:
    """What a command gives that does nothing."""
    text = named.get("text") or named.get("encoding")
    said = "other words\n" if text else b"other words\n"
    return subprocess.CompletedProcess(command, 0, said, said)


def other(value: Any, number: int, depth: int = 0, mild: bool = False) -> Any:
    """Another value of the same type, and another each time.

    ``mild``: of a text its digits alone, of what holds others no switch and no whole number.
    """
    again = partial(other, number=number, depth=depth + 1, mild=mild)
    kept = isinstance(value, bool | int | np.bool_ | np.integer) and depth
    if mild and (value is None or kept):
        return value
    if value is None and not depth:
        return f"nothing {number}"
    if depth > 4 or value is None or isinstance(value, type | ModuleType | FunctionType | Path):
        return value
    if isinstance(value, bool | np.bool_):
        return type(value)(not value)
    if isinstance(value, str) and mild:
        return with_other_digits(value, number)
    if isinstance(value, str):
        return value.translate(OTHERS[number % len(OTHERS)]) or f"other {number}"
    if isinstance(value, bytes):
        return again(value.decode("latin-1")).encode("latin-1", "replace")
    if isinstance(value, int | np.integer) and type(value).__module__ in ("builtins", "numpy"):
        return type(value)(value + 1 + number % 3)
    if isinstance(value, float | complex | np.inexact):
        way = 1 if zlib.crc32(b"%d" % number) % 2 else -1  # of two numbers either may be larger
        return type(value)(value + way * (0.01 * (number % 7 + 1) * value + 0.25))
    if isinstance(value, np.ndarray):
        if mild and value.dtype.kind in "iub":
            return value
        if value.dtype == bool:
            return ~value
        return (value + 1 + number % 3).astype(value.dtype) if value.dtype.kind in "iufc" else value
    if isinstance(value, sp.Symbol):
        return sp.Symbol(f"{value.name}_{number}")
    if isinstance(value, sp.Expr):
        return sp.Add(value, number, evaluate=False)
    if isinstance(value, dict):
        inner = {k: again(v) for k, v in value.items()} or {number: number}
        return inner if type(value) is dict else value
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return type(value)._make(map(again, value))
    if type(value) in (list, tuple, set, frozenset):
        return type(value)(map(again, value) if value else [number])
    if isinstance(value, np.lib.npyio.NpzFile):
        held = BytesIO()
        np.savez(held, **{again(name): again(value[name]) for name in value.files})
        held.seek(0)
        return np.load(held)
    if isinstance(value, nodes.Node):
        changed = value.deepcopy()
        for text in [*changed.findall(nodes.Text)]:
            text.parent.replace(text, nodes.Text(again(text.astext())))
        return changed
    if isinstance(value, GeneratorType):
        return others(value, again)
    held = getattr(value, "__dict__", None)
    name = module_of(type(value))
    ours = in_product(getattr(sys.modules.get(name), "__file__", "") or "")
    if not isinstance(held, dict) or not (ours or name.startswith(OUTSIDE)):
        return value
    if depth and not dataclasses.is_dataclass(value):
        return value
    try:
        changed = copy.copy(value)
        for name, inner in held.items():
            if isinstance(inner, HELD):
                object.__setattr__(changed, name, again(inner))
    except (AttributeError, TypeError, ValueError):
        return value
    return changed


def others(values: Iterable[Any], again: Callable[[Any], Any]) -> Iterator[Any]:
    """Others one by one, and one where there are none."""
    found = None
    for found in values:
        yield again(found)
    if found is None:
        yield again(0)


def with_other_digits(text: str, number: int) -> str:
    """A text that can still be read: of JSON other values, of any other the digits alone."""
    if text.lstrip()[:1] in ("{", "["):
        with suppress(ValueError):
            return json.dumps(with_other_values(json.loads(text), number))
    return text.translate({ord(d): str((int(d) + number % 8) % 9 + 1) for d in digits})


def with_other_values(value: Any, number: int) -> Any:
    """What a file of JSON holds, with its keys, so that a test finds what it looks for."""
    if isinstance(value, dict):
        return {key: with_other_values(inner, number) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_other_values(inner, number) for inner in value]
    return other(value, number)
