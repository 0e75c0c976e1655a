"""JSON that people and version control read: a line for each name."""

import json
from typing import Any


def readable(value: Any, margin: str = "") -> str:
    """JSON with a line for each name, and lists of plain values in one line."""
    further = margin + " "
    if isinstance(value, dict) and value:
        lines = [f"{further}{_text(k)}: {readable(v, further)}" for k, v in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{margin}}}"
    if isinstance(value, list | tuple) and any(isinstance(v, dict) for v in value):
        lines = [further + readable(v, further) for v in value]
        return "[\n" + ",\n".join(lines) + f"\n{margin}]"
    return _text(value)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
