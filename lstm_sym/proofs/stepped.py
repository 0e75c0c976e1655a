"""Which equation gives another value first in a printed timestep, and in which of its lines.

Each statement behind which labels stand is followed by a look at the place that it writes. A gate
may be there as what divides another, and a sum negated: those are right, too.
"""

import ast
import sys
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import FrameType, ModuleType
from typing import Any

import numpy as np

from lstm_sym.manifest.places import labels_of

#: What a right value may be in the code: itself, what divides, and both negated.
FORMS: tuple[Callable[[Any], Any], ...] = (
    lambda value: value,
    lambda value: -value,
    lambda value: 1 / value,
    lambda value: -1 / value,
)
Same = Callable[[Any, Any], bool]


@dataclass(frozen=True)
class Line:
    """A statement: where it ends, the labels behind it, and the expression of what it writes."""

    number: int
    labels: tuple[str, ...]
    target: ast.expr


@dataclass(frozen=True)
class Written:
    """What a line wrote in one run."""

    line: Line
    value: Any


def lines(text: str, within: str) -> dict[int, Line]:
    """The labelled statements of some functions, by each number of a line that they are on."""
    printed, found = text.splitlines(), dict[int, Line]()
    functions = (one for one in ast.parse(text).body if isinstance(one, ast.FunctionDef))
    inside = (ast.walk(one) for one in functions if one.name.startswith(within))
    for node in chain.from_iterable(inside):
        if isinstance(node, ast.Assign | ast.Expr) and node.end_lineno:
            target = _target(node)
            above = printed[node.lineno - 2] if printed[node.lineno - 2].strip()[:1] == "#" else ""
            labels = labels_of(printed[node.end_lineno - 1]) or labels_of(above)
            if target is not None and labels:
                line = Line(node.lineno, tuple(labels), target)
                found |= dict.fromkeys(range(node.lineno, node.end_lineno + 1), line)
    return found


def _target(node: ast.Assign | ast.Expr) -> ast.expr | None:
    """What a statement writes: its left side, or the last argument of a function of NumPy."""
    if isinstance(node, ast.Assign):
        return node.targets[0]
    if not isinstance(node.value, ast.Call):
        return None
    places = [*node.value.args, *(k.value for k in node.value.keywords if k.arg == "out")]
    return places[-1] if places else None


def at(node: ast.expr | None, names: Mapping[str, Any]) -> Any:
    """What is at a place: a name, a part of an array, or several of them."""
    if isinstance(node, ast.Name):
        return names[node.id]
    if isinstance(node, ast.Tuple):
        return tuple(at(one, names) for one in node.elts)
    if isinstance(node, ast.Slice):
        return slice(at(node.lower, names), at(node.upper, names), at(node.step, names))
    if isinstance(node, ast.Subscript):
        return at(node.value, names)[at(node.slice, names)]
    if isinstance(node, ast.Constant) or node is None:
        return node and node.value
    raise TypeError(f"{ast.unparse(node)} is no place that a printed line writes")


def written(
    module: ModuleType, text: str, call: Callable[[], object], within: str
) -> list[Written]:
    """What the labelled lines of some of a module's functions wrote during a call, in order."""
    known, found = lines(text, within), list[Written]()
    pending: dict[FrameType, Line | None] = {}

    def note(frame: FrameType) -> None:
        line = pending.get(frame)
        if line is not None:
            names = ChainMap(frame.f_locals, frame.f_globals)
            found.append(Written(line, np.array(at(line.target, names))))

    def inside(frame: FrameType, event: str, _: Any) -> Any:
        line = known.get(frame.f_lineno) if event == "line" else None
        if event in ("line", "return") and pending.get(frame) is not line:
            note(frame)
            pending[frame] = line
        return inside

    def begun(frame: FrameType, _event: str, _: Any) -> Any:
        return inside if frame.f_globals is vars(module) else None

    before = sys.gettrace()
    sys.settrace(begun)
    try:
        call()
    finally:
        sys.settrace(before)
    return found


def runs(found: Iterable[Written]) -> Iterator[dict[str, Written]]:
    """The last line of each label, run by run: one begins where a line comes again."""
    seen, last = set[Line](), dict[str, Written]()
    for one in found:
        if one.line in seen:
            yield last
            seen, last = set(), {}
        seen.add(one.line)
        last |= dict.fromkeys(one.line.labels, one)
    yield last


def first_other(
    last: Mapping[str, Written], stated: Mapping[str, Any], same: Same
) -> tuple[str, int] | None:
    """The label and the line of what is first another value than is stated, in the code's order."""
    order = sorted(last.items(), key=lambda one: one[1].line.number)
    for label, one in order:
        if label in stated and not any(_is_there(one.value, stated[label], same)):
            return label, one.line.number
    return None


def _is_there(value: Any, stated: Any, same: Same) -> Iterator[bool]:
    """Whether a value is what was written, or one of its blocks, in some form."""
    if value.size % stated.size == 0:
        for block in value.reshape(-1, *stated.shape):
            yield from (same(block, form(stated)) for form in FORMS)
