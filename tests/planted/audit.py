"""Breaks what each test is given of the product, and lists the tests that stay green.

Usage: python -m tests.planted.audit [TEST FILES OR FOLDERS] [-o RECORD]

Each call that a test makes to the product, and each file of it that a test reads, gives another
result: other numbers, other words, or an error of another kind. A test that passes nevertheless
compares nothing that the product gives. It runs on a copy of the project, and takes about as long
as all tests do.
"""

import argparse
import ast
import copy
import dataclasses
import inspect
import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits
from types import CodeType, FunctionType, GeneratorType, ModuleType
from typing import IO, Any

import numpy as np
import pytest
import sympy as sp

from tests.planted import in_texts

ROOT = Path(os.environ.get("AUDITED", in_texts.ROOT))
TESTS = ROOT / "tests"
#: How the product is broken, one after the other, until a test is red.
KINDS = ("results", "refusals", "data", "calls")
SKIPPED = "not run"
CALL, READ = "__called__", "__read__"
SECONDS = 60
KINDS_OF_LETTERS = (ascii_lowercase, ascii_uppercase, digits)
#: Each letter and digit becomes another; which one, is another each time.
OTHERS = tuple(
    str.maketrans("".join(KINDS_OF_LETTERS), "".join(s[k:] + s[:k] for s in KINDS_OF_LETTERS))
    for k in range(1, 8)
)
#: Callers whose frame or scope matters.
KEPT = {"super", "locals", "globals", "vars", "dir", "eval", "exec", "isinstance", "print"}
#: What runs the product elsewhere: processes, commands, pages in a browser.
OUTSIDE = ("subprocess", "click.testing", "playwright", "selenium")
READS = {"read_text", "read_bytes", "load", "loadtxt", "open"}


class AnotherError(Exception):
    """What the product raises instead of the error that a test expects."""


class Late(BaseException):
    """A broken product does not end, which says nothing of what the test compares."""


class Broken:
    """The plugin: which kind is broken now, and what became of each test."""

    def __init__(self, kind: str, known: dict[str, list[str]], answer: IO[str]) -> None:
        self.kind, self.known, self.answer = kind, known, answer
        self.on = kind == "data"  # what modules of tests keep, too
        self.calls = 0
        self.ran: set[str] = set()

    def pytest_configure(self) -> None:
        """A drawn example that is red is not made smaller, and none is kept."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("audit", phases=phases, database=None, derandomize=True)
        settings.load_profile("audit")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.on = True
        signal.signal(signal.SIGALRM, _late)
        signal.signal(signal.SIGPROF, _late)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(20 * SECONDS)  # and where it waits
        yield
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        self.on = self.kind == "data"

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [one for one in items if not self.is_red(one)]

    def is_red(self, item: pytest.Item) -> bool:
        return self.known.get(name_of(item.nodeid), [SKIPPED])[0] != SKIPPED

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if self.is_red(item):
            pytest.skip("it is red already")

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> Iterator[None]:
        found = yield
        report = found.get_result()  # type: ignore[attr-defined]
        name = name_of(item.nodeid)
        if not self.is_red(item):
            if report.failed and call.excinfo.type is not Late:
                self.known[name] = [self.kind, call.excinfo.typename]
            elif report.skipped and name not in self.ran:
                self.known[name] = [SKIPPED, ""]
            elif call.when == "call":
                self.ran.add(name)
                self.known.pop(name, None)
        self.answer.seek(0)
        json.dump(self.known, self.answer)
        self.answer.truncate()
        self.answer.flush()

    def call(self, function: Any, *given: Any, **named: Any) -> Any:
        """What stands for each call in a test."""
        if not self.on or not self.is_of_product(function, given):
            return function(*given, **named)
        if self.kind == "calls":
            raise AnotherError("the product was called")
        try:
            result = function(*given, **named)
        except Exception as error:
            if self.kind == "refusals":
                raise AnotherError(other(str(error), 0)) from error
            raise
        self.calls += 1
        if self.kind not in ("results", "data"):
            return result
        path = getattr(function, "__self__", None)
        if isinstance(path, Path) and path.suffix == ".json" and isinstance(result, str):
            return json.dumps(with_other_values(json.loads(result), self.calls))
        return other(result, self.calls)

    def read(self, owner: Any, name: str) -> Any:
        """What stands for each attribute that a test reads."""
        value = getattr(owner, name)
        if not self.on or self.kind != "data" or callable(value):
            return value
        module = owner if isinstance(owner, ModuleType) else sys.modules.get(type(owner).__module__)
        if not in_product(getattr(module, "__file__", "") or ""):
            return value
        self.calls += 1
        return other(value, self.calls)

    def is_of_product(self, function: Any, given: tuple[Any, ...]) -> bool:
        if getattr(function, "__name__", "") in READS:
            places = (getattr(function, "__self__", None), *given[:1])
            paths = [Path(p) for p in places if isinstance(p, str | Path)]
            return any(TESTS not in (ROOT / p).resolve().parents for p in paths)
        while isinstance(function, partial):
            function = function.func
        owner = getattr(function, "__self__", None)
        plain = inspect.unwrap(getattr(function, "__func__", function))
        if isinstance(plain, FunctionType) and is_ours(plain.__code__):
            return True
        holder = plain if owner is None or isinstance(plain, type) else owner
        kind = holder if isinstance(holder, type) else type(holder)
        module = sys.modules.get(kind.__module__, None)
        file = getattr(module, "__file__", "") or ""
        return kind.__module__.startswith(OUTSIDE) or in_product(file)


def is_ours(code: CodeType) -> bool:
    return code.co_filename.startswith("<") or in_product(code.co_filename) or (
        Path(code.co_filename).name in ("subprocess.py", "testing.py")
    )  # fmt: skip


def in_product(file: str) -> bool:
    """Whether a file is neither a library's nor a test's."""
    path = Path(file)
    inside = [Path(p).resolve() for p in {sys.prefix, sys.base_prefix}]
    return bool(file) and path.suffix == ".py" and not (
        TESTS in path.parents or any(one in path.resolve().parents for one in inside)
    )  # fmt: skip


def other(value: Any, number: int, depth: int = 0) -> Any:
    """Another value of the same type, and another each time."""
    again = partial(other, number=number, depth=depth + 1)
    if depth > 4 or value is None or isinstance(value, type | ModuleType | FunctionType | Path):
        return value
    if isinstance(value, bool | np.bool_):
        return type(value)(not value)
    if isinstance(value, str):
        return value.translate(OTHERS[number % len(OTHERS)])
    if isinstance(value, bytes):
        return other(value.decode("latin-1"), number).encode("latin-1", "replace")
    if isinstance(value, int | np.integer) and type(value).__module__ in ("builtins", "numpy"):
        return type(value)(value + 1 + number % 3)
    if isinstance(value, float | complex | np.inexact):
        return type(value)(value * (1 + 0.01 * (number % 7 + 1)) + 0.25)
    if isinstance(value, np.ndarray):
        if value.dtype == bool:
            return ~value
        return (value + 1 + number % 3).astype(value.dtype) if value.dtype.kind in "iufc" else value
    if isinstance(value, sp.Symbol):
        return sp.Symbol(f"{value.name}_{number}")
    if isinstance(value, sp.Expr):
        return sp.Add(value, number, evaluate=False)
    if isinstance(value, dict):
        return (
            type(value)({k: again(v) for k, v in value.items()}) if type(value) is dict else value
        )
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return type(value)._make(map(again, value))
    if type(value) in (list, tuple, set, frozenset):
        return type(value)(map(again, value))
    if isinstance(value, GeneratorType):
        return map(again, value)
    held = getattr(value, "__dict__", None)
    ours = in_product(getattr(sys.modules.get(type(value).__module__), "__file__", "") or "")
    if not isinstance(held, dict) or not (ours or type(value).__module__.startswith(OUTSIDE)):
        return value
    if depth and not dataclasses.is_dataclass(value):
        return value
    try:
        changed = copy.copy(value)
        for name, inner in held.items():
            if isinstance(inner, bool | int | float | str | bytes | tuple | list | np.ndarray):
                object.__setattr__(changed, name, again(inner))
    except (AttributeError, TypeError, ValueError):
        return value
    return changed


def with_other_values(value: Any, number: int) -> Any:
    """What a file of JSON holds, with its keys, so that a test finds what it looks for."""
    if isinstance(value, dict):
        return {key: with_other_values(inner, number) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_other_values(inner, number) for inner in value]
    return other(value, number)


class Calls(ast.NodeTransformer):
    """Every call of a test goes through the plugin, and every attribute that it reads."""

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in KEPT:
            return node
        name = ast.Name(CALL, ast.Load())
        return ast.copy_location(ast.Call(name, [node.func, *node.args], node.keywords), node)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            return node
        name = ast.Name(READ, ast.Load())
        return ast.copy_location(ast.Call(name, [node.value, ast.Constant(node.attr)], []), node)


def _late(*_: Any) -> None:
    raise Late


def name_of(test: str) -> str:
    """A test without its parameters."""
    return test.partition("[")[0]


def install(plugin: Broken) -> None:
    """Every module in tests/ is rewritten when it is imported."""
    import builtins

    from _pytest.assertion import rewrite

    setattr(builtins, CALL, plugin.call)
    setattr(builtins, READ, plugin.read)
    rewritten = rewrite.rewrite_asserts
    hook: Any = rewrite.AssertionRewritingHook
    wanted = hook._should_rewrite

    def calls(tree: ast.Module, source: bytes, path: str | None = None, *given: Any) -> None:
        if TESTS in Path(path or "").parents:
            ast.fix_missing_locations(Calls().visit(tree))
        rewritten(tree, source, path, *given)

    def should(self: Any, name: str, file: str, state: Any) -> bool:
        here = TESTS in Path(file).parents and "planted" not in file
        return here or wanted(self, name, file, state)

    rewrite.rewrite_asserts = calls  # type: ignore[assignment]
    hook._should_rewrite = should


def of_file(path: str, kind: str, known: dict[str, list[str]]) -> dict[str, list[str]]:
    """What became of the tests of a file that are not red yet; in a process of its own."""
    with tempfile.TemporaryFile("w+") as answer:
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_AS, (12 << 30, 12 << 30))
            resource.setrlimit(resource.RLIMIT_CPU, (10 * SECONDS, 10 * SECONDS))
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            plugin = Broken(kind, known, answer)
            install(plugin)
            code = 3
            try:
                words = ["-q", "-p", "no:cacheprovider", "--tb=no", path]
                code = pytest.main(words, plugins=[plugin])
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code in (2, 3, 4) and kind != "data":
            raise SystemExit(f"{path}: pytest ended with {code}, and judged nothing")
        answer.seek(0)
        said = answer.read()
    found: dict[str, list[str]] = json.loads(said) if said else known
    return found


def tests_of(path: Path) -> list[str]:
    """The tests of a file, without their parameters."""
    found = re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [f"{path.relative_to(ROOT).as_posix()}::{name}" for name in found]


def recorded(entries: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    """The record, and the tables of the page."""
    rows, green = [], []
    for path, tests in sorted(entries.items()):
        by = [sum(bool(how) and how[0] == kind for how in tests.values()) for kind in KINDS]
        by.append(sum(bool(how) and how[0] == SKIPPED for how in tests.values()))
        rows.append([f"`{path.removeprefix('tests/')}`", len(tests), *by, len(tests) - sum(by)])
        green += [[f"`{name.removeprefix('tests/')}`"] for name, how in tests.items() if not how]
    total = [sum(column) for column in list(zip(*rows, strict=True))[1:]] if rows else []
    columns = ["test file", "tests", *(f"red by {kind}" for kind in KINDS), SKIPPED, "green"]
    return {
        "command": "python -m tests.planted.audit -o docs/results/audit.json",
        "tables": {
            "files": {"columns": columns, "rows": [*rows, ["all", *total]]},
            "green": {"columns": ["tests that nothing turned red"], "rows": green},
        },
        "entries": entries,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("paths", nargs="*", default=["tests"])
    parser.add_argument("-o", type=lambda path: Path(path).resolve())
    given = parser.parse_args()
    if "AUDITED" not in os.environ:  # once more, in a copy
        folder = in_texts.copied()
        places = os.pathsep.join(map(str, (folder, folder / "generated")))
        here = {"PYTHONPATH": places, "PYTHONPYCACHEPREFIX": f"{folder}/cache"}
        here |= {"AUDITED": str(folder), "LSTM_C_CACHE": f"{folder}/compiled"}
        words = ["-m", "tests.planted.audit", *given.paths, *(["-o", given.o] if given.o else [])]
        sys.exit(
            subprocess.run([sys.executable, *words], cwd=folder, env=os.environ | here).returncode
        )
    for name in ("lstm_sym.cli", "lstm_sym.proofs.prove", "lstm_c"):
        import_module(name)  # once for all
    there = given.o and given.o.is_file()
    entries = json.loads(given.o.read_text(encoding="utf-8"))["entries"] if there else {}
    listed = [ROOT / path for path in given.paths]
    files = [f for p in listed for f in (sorted(p.rglob("test_*.py")) if p.is_dir() else [p])]
    for file in files:
        path, names = file.relative_to(ROOT).as_posix(), tests_of(file)
        before = entries.get(path, {})
        known = {n: how for n in names if (how := before.get(n)) and how[0] != SKIPPED}
        for kind in KINDS:
            if any(known.get(name, [SKIPPED])[0] == SKIPPED for name in names):
                known = of_file(path, kind, known)
        entries[path] = {name: known.get(name, []) for name in names}
        print(path, [name for name, how in entries[path].items() if not how], flush=True)
        if given.o:
            given.o.write_text(f"{json.dumps(recorded(entries), indent=1)}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
