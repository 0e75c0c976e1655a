"""Changes what is written by hand, one place at a time, and asks the tests that name it.

Usage: python -m tests.planted.by_hand [-n MUTANTS OF EACH FILE] [--only PART OF A PATH] [-o RECORD]

The rules are those for the printed code, and a few for checks. A child process collects the test
files that use most of the file's names, takes the changed function in place of the right one, and
runs them, and then the others of the folder; so nothing on disk changes, and a change is noticed
by a test alone, never by an import. C and JavaScript are changed in a copy, by `in_texts`, and
so is what `chosen` has, of kinds that no rule makes: data, words and pages, too. Which
test noticed is recorded, and so is what nothing noticed.
"""

import argparse
import ast
import copy
import importlib
import json
import os
import re
import resource
import signal
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest

from lstm_sym.proofs.mutants_code import changes
from tests.planted import chosen, in_texts

ROOT = Path(__file__).resolve().parents[2]
SUPPORT = ROOT / "lstm_sym" / "targets"
#: The files, by the package in which they are run.
FILES = {
    "lstm_numpy": sorted((SUPPORT / "numpy" / "support").glob("*.py")),
    "lstm_numpy.files": sorted((SUPPORT / "numpy" / "support" / "files").glob("*.py")),
    "lstm_c": sorted((SUPPORT / "c" / "support").glob("*.py")),
    "lstm_sym": [ROOT / "lstm_sym" / f"{name}.py" for name in ("replacement", "folder", "run")],
}
#: The folders whose tests are asked, without those that are long and ask everything a little.
TESTS = {
    "lstm_numpy": ("runtime", "gradients", "papers", "files"),
    "lstm_numpy.files": ("files",),
    "lstm_c": ("c",),
    "lstm_sym": ("generate", "cli"),
}
LONG = re.compile(r"hostile|drawn|public|sizes|every|memory|workspace|sensitivity|exact")
RECORD = ROOT / "docs" / "results" / "planted.json"
ASKED = 3  # test files for one file
SECONDS = 60  # of a processor, after which a changed program is taken not to end

#: Changes that are no faults, by what their text begins with, and why.
EQUAL: dict[str, str] = {
    "lstm_sym/targets/numpy/support/engine.py: Workspace.__init__, self.x_1_h = aligned(": (
        "room in the rows makes products faster, and changes no number"
    ),
}

#: What the page says of products that are written by hand, by where their sources are.
GROUPS = {
    "the other modules of `lstm_numpy/`": "lstm_sym/targets/numpy/support/*.py",
    "`lstm_c/*.py`": "lstm_sym/targets/c/support/*.py",
    "the loops and products of `lstm_c/`, in C": "lstm_sym/targets/c/support/*.c",
    "the loops of `javascript/*`": "lstm_sym/targets/javascript/support/*.js",
}

NOT_RUN = ("annotation", "returns", "decorator_list", "type_params")
COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True)
class Planted:
    """One changed function of a file."""

    package: str
    path: Path
    function: str
    line: str
    rule: str
    change: str
    make: Callable[[], str]

    def __str__(self) -> str:
        path = self.path.relative_to(ROOT).as_posix()
        return f"{path}: {self.function}, {self.line}: {self.rule}: {self.change}"


def of_file(package: str, path: Path) -> Iterator[Planted]:
    """Every change of every function of a file."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    tree = ast.parse(source)
    for name, function in functions(tree):
        names = sorted({n.id for n in ast.walk(function) if isinstance(n, ast.Name)})
        unused = {id(inner) for node in not_run(function) for inner in ast.walk(node)}
        for parent in (node for node in ast.walk(function) if id(node) not in unused):
            for field, value in ast.iter_fields(parent):
                if field in NOT_RUN:
                    continue
                for place, node in enumerate(value if isinstance(value, list) else [value]):
                    if not isinstance(node, ast.AST) or not hasattr(node, "lineno"):
                        continue
                    for rule, new in (*changes(node, names), *of_checks(node)):
                        said = f"{first(node)} -> {first(new)}"
                        listed = isinstance(value, list)
                        make = partial(with_node, tree, parent, field, place, new, listed)
                        line = lines[node.lineno - 1].strip()
                        yield Planted(package, path, name, line, rule, said, make)


def not_run(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Annotations and decorators, which are not run when the function is."""
    for node in ast.walk(function):
        for field in NOT_RUN:
            held = getattr(node, field, None) or []
            yield from held if isinstance(held, list) else [held]


def first(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0]


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods, by their names in the module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def of_checks(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What checks of arguments may have wrong."""
    if isinstance(node, ast.Compare):
        op = COMPARED[type(node.ops[0])]()
        changed = copy.copy(node)
        changed.ops = [op, *node.ops[1:]]
        yield "change a comparison", changed
    if isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "exchange and and or", ast.BoolOp(other, node.values)
    if isinstance(node, ast.Raise):
        yield "drop a refusal", ast.Pass()
    if isinstance(node, ast.IfExp):
        yield "exchange the branches", ast.IfExp(node.test, node.orelse, node.body)


def with_node(
    tree: ast.Module, parent: ast.AST, field: str, place: int, new: ast.AST, listed: bool
) -> str:
    """The text of the tree with another node in a place."""
    held = getattr(parent, field)
    if listed:
        old, held[place] = held[place], new
    else:
        old = held
        setattr(parent, field, new)
    try:
        return ast.unparse(tree)
    finally:
        if listed:
            held[place] = old
        else:
            setattr(parent, field, old)


def of_files() -> Iterator[tuple[Path, Callable[[], Iterator[Any]]]]:
    """The files, each with what gives its changes."""
    for package, paths in FILES.items():
        for path in paths:
            if path.name != "__init__.py":
                yield path, partial(of_file, package, path)
    for path in in_texts.paths():
        yield path, partial(in_texts.of_file, path)


def of_each(only: str) -> Iterator[list[Planted | in_texts.Changed]]:
    """The changes of each file, in the same order each time."""
    for path, changed in of_files():
        if only in path.relative_to(ROOT).as_posix():
            named = {str(one): one for one in changed()}
            yield [named[name] for name in sorted(named, key=lambda n: zlib.crc32(n.encode()))]


@cache
def tests_of(package: str, path: Path) -> tuple[str, ...]:
    """The test files of a file's folder, first those that use most of its names."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    defined = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    names = {path.stem, *(n for n in defined if len(n) > 3 and not n.startswith("_"))}
    found = []
    for folder in TESTS[package]:
        for test in (ROOT / "tests" / folder).glob("test_*.py"):
            if not LONG.search(test.name):
                words = set(re.findall(r"\w+", test.read_text(encoding="utf-8")))
                near = 3 * (path.stem in test.stem)
                found.append((near + len(names & words), test.relative_to(ROOT).as_posix()))
    return tuple(test for _, test in sorted(found, reverse=True))


def take(planted: Planted) -> bool:
    """The changed function in place of the right one; False where it cannot be exchanged."""
    name = f"{planted.package}.{planted.path.stem}"
    live = importlib.import_module(name)
    changed = ModuleType(name)
    vars(changed).update(__file__=live.__file__, __package__=planted.package)
    exec(compile(planted.make(), str(planted.path), "exec"), vars(changed))
    right, wrong = (code_of(module, planted.function) for module in (live, changed))
    if right is None or wrong is None or right.__closure__ or wrong.__closure__:
        return False
    right.__code__ = wrong.__code__
    right.__defaults__, right.__kwdefaults__ = wrong.__defaults__, wrong.__kwdefaults__
    return True


def code_of(module: Any, name: str) -> FunctionType | None:
    """The plain function behind decorators and properties."""
    owner, _, last = name.rpartition(".")
    found: Any = vars(getattr(module, owner) if owner else module).get(last)
    for _ in range(4):
        if isinstance(found, FunctionType) and not hasattr(found, "__wrapped__"):
            return found
        inner = (getattr(found, a, None) for a in ("__wrapped__", "__func__", "func", "fget"))
        found = next((one for one in inner if one is not None), None)
    return None


class Red:
    """Takes the change when the tests are collected, and notes those that fail."""

    def __init__(self, planted: Planted) -> None:
        self.planted = planted
        self.taken = False
        self.names: list[str] = []

    def pytest_collection_finish(self) -> None:
        self.taken = take(self.planted)
        if not self.taken:
            pytest.exit("it cannot be exchanged")

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.names.append(report.nodeid)


def attempt(planted: Planted | in_texts.Changed) -> tuple[str, list[str]]:
    """What became of a change (killed, alive, or not tried), and the test that is red."""
    if isinstance(planted, in_texts.Changed):
        return in_texts.attempt(planted)
    every = tests_of(planted.package, planted.path)
    state, names = asked(planted, every[:ASKED])
    if state == "alive" and every[ASKED:]:
        return asked(planted, every[ASKED:], 20 * SECONDS)
    return state, names


def asked(
    planted: Planted, files: tuple[str, ...], seconds: int = SECONDS
) -> tuple[str, list[str]]:
    """What some test files say of a change."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        signal.alarm(10 * seconds)  # and where it waits
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        red = Red(planted)
        try:
            pytest.main(["-q", "-x", "-p", "no:cacheprovider", *files], plugins=[red])
        except BaseException as broken:
            red.names = red.names or [f"({type(broken).__name__})"]
        state = "not tried" if not red.taken else "killed" if red.names else "alive"
        os.write(writing, json.dumps((state, red.names)).encode()[:60000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    state, names = json.loads(said) if said else ("killed", ["(it does not end)"])
    return state, names


def recorded(entries: dict[str, Any]) -> dict[str, Any]:
    """The record: what became of each change, and the tables of the page."""
    rows: dict[str, list[int]] = {}
    for name, one in entries.items():
        row = rows.setdefault(name.partition(":")[0], [0, 0, 0])
        row[0] += 1
        row[1] += one["state"] == "killed"
        row[2] += one["state"] == "alive"
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    listed = [[f"`{path}`", *numbers] for path, numbers in sorted(rows.items())]
    alive = [[f"`{name}`", why(name)] for name, one in entries.items() if one["state"] == "alive"]
    groups = []
    every = [path.relative_to(ROOT).as_posix() for path, changed in of_files() if any(changed())]
    for said, pattern in GROUPS.items():
        here = sum(fnmatch(path, pattern) for path in every)
        found = [numbers for path, numbers in rows.items() if fnmatch(path, pattern)]
        groups.append([said, here, len(found), *(sum(one) for one in zip(*found, strict=True))])
    return {
        "command": "python -m tests.planted.by_hand -o docs/results/planted.json",
        "tables": {
            "files": {
                "columns": ["file", "tried", "killed", "alive"],
                "rows": [*listed, ["all", *total]],
            },
            "alive": {"columns": ["what nothing noticed", "why"], "rows": sorted(alive)},
            "groups": {
                "columns": [
                    "written by hand",
                    "files",
                    "of them tried",
                    "changes",
                    "killed",
                    "alive",
                ],
                "rows": groups,
            },
        },
        "entries": dict(sorted(entries.items())),
    }


def why(name: str) -> str:
    """Why a change is no fault, or that it is one that no test sees."""
    return next((reason for begin, reason in EQUAL.items() if name.startswith(begin)), "open")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("-n", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("-o", type=Path)
    given = parser.parse_args()
    os.chdir(ROOT)
    there = given.o and given.o.is_file()
    before = json.loads(given.o.read_text(encoding="utf-8"))["entries"] if there else {}
    before = {name: one for name, one in before.items() if (ROOT / name.partition(":")[0]).exists()}
    entries = {name: one for name, one in before.items() if given.only not in name}
    known = {str(one): before.get(str(one), {"state": "alive"}) for one in chosen.FAULTS}
    entries |= {name: one for name, one in known.items() if one["state"] != "alive"}
    entries |= chosen.tried(one for one in chosen.FAULTS if str(one) not in entries)
    for changes_of_one in of_each(given.only):
        tried = 0
        for planted in changes_of_one:
            known = before.get(str(planted), {"state": "alive"})
            if known["state"] == "alive":
                state, names = attempt(planted)
                print(f"{state:9} {planted} {names[:1]}", flush=True)
                known = {"state": state, "red": names[:1]}
            if known["state"] != "not tried":
                entries[str(planted)] = known
                tried += 1
            if tried == given.n:
                break
        if given.o:
            text = json.dumps(recorded(entries), indent=1)
            given.o.write_text(f"{text}\n", encoding="utf-8")
    sys.exit(any(one["state"] == "alive" and why(n) == "open" for n, one in entries.items()))


if __name__ == "__main__":
    main()
