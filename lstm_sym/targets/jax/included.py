"""The parts of ``support.py`` that a printed module calls, as text: it is whole by itself."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

TEXT = (Path(__file__).parent / "support.py").read_text(encoding="utf-8")
PARTS = {
    node.name: TEXT.splitlines()[node.lineno - 1 : node.end_lineno]
    for node in ast.parse(TEXT).body
    if isinstance(node, ast.FunctionDef | ast.ClassDef)
}
NAMES = frozenset(PARTS)


def used(lines: Iterable[str]) -> list[list[str]]:
    """The functions and the class that the lines call, and those that these call."""
    found: set[str] = set()
    waiting = [list(lines)]
    while waiting:
        text = "\n".join(waiting.pop())
        called = {name for name in PARTS if re.search(rf"(?<![\w.]){name}\(", text)} - found
        found |= called
        waiting += [PARTS[name] for name in called]
    return [part for name, part in PARTS.items() if name in found]
