"""Coverage of the printed code: every line traces to an equation, and cases run it."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from lstm_sym.manifest.schema import statement
from lstm_sym.proofs.calls import Printed
from lstm_sym.recorded.case import Case, results

# Lines of printed functions that no equation states, by what they are there for.
SET_UP = {
    "arguments": re.compile(r"\w+ = (sizes\.(floating|boolean)|elementwise|number)\("),
    "several arguments": re.compile(r"\w+(, \w+)* = (several|two_rows)\("),
    "choices": re.compile(r"choice\("),
    "sizes": re.compile(
        r'(sizes = Sizes\(\)|timesteps = sizes\["timesteps"\]|sizes\.divided\(.*\))$'
    ),
    "blocks": re.compile(r"\w+(, \w+)* = np\.split\(\w+(\.T)?, \d+, axis=-1\)$"),
    "one block": re.compile(r"\w+ = \w+\.T$|[A-Za-z]_(?!t\b)\w = \w+$"),
    "room for the output": re.compile(r"\w+ = sizes\.empty\("),
    "from one timestep to the next": re.compile(r"\w+_(t|tm1)(, \w+_(t|tm1))* = [\w, ]+$"),
    "the code for speed": re.compile(r"(packed|initial) = |return \w+\(\*packed\(.*\)\)$"),
    "results": re.compile(r"return (\w+\()?[\w, ]+\)?$"),
}
LABEL = re.compile(r"  # ([\w-]+)$")


def places(manifest: Mapping[str, Any], files: Mapping[str, str]) -> Iterator[str]:
    """Places in the code that a manifest names and where its line is not."""
    formulations = manifest["formulations"]
    stated = [
        (name, e["label"], place)
        for name, s in formulations.items()
        for e in s["equations"]
        for place in e["code"]
    ]
    stated += [("activation", n, p) for n, a in manifest["activations"].items() for p in a["code"]]
    for name, label, place in stated:
        lines, functions = _numbered(files.get(place["file"], ""))
        stands = statement(lines, place["line"])
        near = "\n".join(lines[max(0, place["line"] - 2) : place["line"]])
        if place["code"] not in stands or f"# {label}" not in near:
            yield f"{name}.{label}: line {place['line']} of {place['file']} is another"
        elif functions[place["line"] - 1] != place["function"]:
            yield f"{name}.{label}: {place['function']} is not where {place['file']} has it"


@cache  # asked for at each place, and again for each mutant of the manifest
def _numbered(text: str) -> tuple[list[str], list[str]]:
    """The lines of a module, and for each of them the function that began last."""
    lines, functions, inside = text.splitlines(), [], ""
    for line in lines:
        begun = re.match(r"def (\w+)\(", line)
        inside = begun[1] if begun else inside
        functions.append(inside)
    return lines, functions


def traced(text: str, labels: Iterable[str]) -> tuple[dict[str, int], list[str]]:
    """How many lines each equation or set-up pattern accounts for, and the lines that none does."""
    known, lines = set(labels), text.splitlines()
    counts: dict[str, int] = {}
    unknown = []
    for node in statements(text):
        line, above = lines[node.lineno - 1], lines[node.lineno - 2].strip()
        # A label is behind its line, or by itself above it.
        found = LABEL.search(line) or LABEL.fullmatch(f"  {above}")
        code = said(lines, node)
        name = next((n for n, pattern in SET_UP.items() if pattern.match(code)), "")
        name = found[1] if found and found[1] in known else name
        if name:
            counts[name] = counts.get(name, 0) + 1
        else:
            unknown.append(f"line {node.lineno}: {line.strip()}")
    return counts, unknown


def said(lines: Sequence[str], node: ast.stmt) -> str:
    """The text of a statement, on one line."""
    last = node.end_lineno or node.lineno
    cut = [*lines[node.lineno - 1 : last - 1], lines[last - 1][: node.end_col_offset]]
    return " ".join(" ".join([cut[0][node.col_offset :], *cut[1:]]).split())


def statements(text: str) -> Iterator[ast.stmt]:
    """Every statement of the functions that computes, calls or returns something."""
    for function in (node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)):
        for node in ast.walk(function):
            calls = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
            kinds = ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return
            if isinstance(node, kinds) or (isinstance(node, ast.Expr) and calls):
                yield node


def lines_run(printed: Printed, stated: Iterable[Case]) -> set[int]:
    """The lines of a printed module that the reference cases run, by a trace."""
    run: set[int] = set()

    def trace(frame: Any, event: str, _arg: object) -> Any:
        if frame.f_globals is not vars(printed.module):
            return None
        if event == "line":
            run.add(frame.f_lineno)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        for case in stated:
            results(case, printed.run)
    finally:
        sys.settrace(before)
    return run
