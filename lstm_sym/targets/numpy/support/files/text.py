"""JSON from outside: bounded, and each value of the type that it must have."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lstm_numpy.files.refusal import LARGEST_TEXT, UnreadableFile, reading


def parsed(path: Path, what: str, text: str | bytes) -> Any:
    """The value of a JSON text; raises UnreadableFile, naming the file and the part."""
    if len(text) > LARGEST_TEXT:
        raise UnreadableFile(f"{path.name}: {what} has {len(text)} bytes, more than any model's")
    with reading(path, f": {what}"):
        return json.loads(text)


def mapping(path: Path, what: str, value: Any) -> dict[str, Any]:
    """The value as a dict."""
    if not isinstance(value, Mapping):
        raise UnreadableFile(f"{path.name}: {what} is {type(value).__name__}, expected an object")
    return dict(value)


def listed(path: Path, what: str, value: Any) -> list[Any]:
    """The value as a list."""
    if not isinstance(value, list):
        raise UnreadableFile(f"{path.name}: {what} is {type(value).__name__}, expected a list")
    return value


def word(path: Path, what: str, value: Any) -> str:
    """The value as text."""
    if not isinstance(value, str):
        raise UnreadableFile(f"{path.name}: {what} is {type(value).__name__}, expected text")
    return value
