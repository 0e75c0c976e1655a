"""The plugin of `audit`: runs each test on a broken product, in one kind after the other.

Every call and every attribute that a test reads goes through it, since the modules in tests/ are
rewritten when they are imported.
"""

import ast
import inspect
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial, wraps
from pathlib import Path
from types import FunctionType, ModuleType
from typing import IO, Any

import numpy as np
import pytest
from _pytest.runner import runtestprotocol

from tests.planted.broken import (
    OUTSIDE,
    ROOT,
    TESTS,
    done_nothing,
    in_product,
    is_ours,
    module_of,
    other,
    with_other_values,
)

SKIPPED = "not run"
#: What a comparison raises, and a test that waits for a refusal; another error says little.
COMPARED = ("AssertionError", "Failed", "AnotherError")
ENDED = "(it does not end)"
CALL, READ = "__called__", "__read__"
SECONDS = 15
IN_ALL = 60  # seconds of a processor for a case of a test, however often it is run
#: Cases of a test, and drawn examples of each, that are run.
FEW = 3
TRIES = 20  # calls that are right, one after the other
#: Then, how many of the last calls are broken.
BACK = (*range(1, 9), 10, 12, 16, 20, 24, 32, 48, 64, 96, 128)
FROM_THE_END = ("results", "numbers", "data")
#: Callers whose frame or scope matters.
KEPT = {"super", "locals", "globals", "vars", "dir", "eval", "exec", "isinstance", "print"}
READS = {"read_text", "read_bytes", "load", "loadtxt", "open"}


class AnotherError(Exception):
    """What the product raises instead of the error that a test expects."""


class Late(BaseException):
    """A broken product does not end, which says nothing of what the test compares."""


class Broken:
    """The plugin: which kind is broken now, and what became of each test."""

    def __init__(
        self, kinds: tuple[str, ...], known: dict[str, list[str]], answer: IO[str]
    ) -> None:
        self.kinds, self.known, self.answer = kinds, known, answer
        self.kind = kinds[0]
        self.on = kinds == ("data",)  # what modules of tests keep, too
        self.calls = 0
        self.seen = self.right = 0  # calls in this run of a test, and those that are not broken
        self.at_setup, self.in_setup = True, 0  # whether fixtures are broken, and how many calls
        self.failed = ""  # where this run of a test failed
        self.first: dict[tuple[str, str], Any] = {}  # what each function gave first in this run
        self.ran: set[str] = set()

    def pytest_configure(self) -> None:
        """A drawn example that is red is not made smaller, and none is kept."""
        from hypothesis import Phase, settings

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("audit", phases=phases, database=None, derandomize=True)
        settings.load_profile("audit")

    def pytest_runtest_protocol(self, item: Any, nextitem: pytest.Item | None) -> bool:
        """Each kind until a comparison is red, and never longer than it may take."""
        before, begun = self.on, spent()
        signal.signal(signal.SIGALRM, _late)
        signal.signal(signal.SIGPROF, _late)
        for kind in self.kinds:
            if kind == "calls" and name_of(item.nodeid) in self.known:
                break  # an error says as much
            self.kind, self.right, self.at_setup = kind, 0, True
            for _ in range(TRIES):
                if self.is_red(item) or spent() - begun > IN_ALL:
                    break
                self.run(item, nextitem)
                if self.failed == "setup" and self.at_setup:
                    item.session._setupstate.teardown_exact(None)
                    self.at_setup = False
                elif self.failed == "call" and self.at_setup and self.in_setup:
                    item.session._setupstate.teardown_exact(None)  # with what is broken in it
                    self.at_setup = False
                elif self.failed == "call" and self.seen > self.right:
                    # The last call may have ended by what is broken before it: once more, alone.
                    last = self.seen - 1
                    self.right = last if last > self.right else self.seen
                    self.at_setup = False
                else:
                    break
            ended = name_of(item.nodeid) in self.known and not self.is_red(item)
            if ended and kind in FROM_THE_END:
                self.right = sys.maxsize
                self.run(item, nextitem)
                for place in [self.seen - back for back in BACK if back <= self.seen]:
                    if self.is_red(item) or spent() - begun > IN_ALL:
                        break
                    self.right = place
                    self.run(item, nextitem)
        self.on = before
        self.write()
        return True

    def run(self, item: Any, nextitem: pytest.Item | None) -> None:
        """The test once, broken as it is said now."""
        self.write(item)
        forget()
        item._initrequest()
        self.failed, self.first = "", {}
        runtestprotocol(item, nextitem=nextitem)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        self.seen = 0
        self.begin(self.at_setup, 8)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self) -> None:
        self.in_setup, self.seen = self.seen, 0
        self.begin(True, 1)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_teardown(self) -> None:
        self.begin(False, 1)

    def begin(self, on: bool, times: int) -> None:
        """A part of a test, with what it may take."""
        self.on = on
        signal.setitimer(signal.ITIMER_PROF, times * SECONDS)
        signal.alarm(8 * times * SECONDS)  # and where it waits

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        cases: dict[str, list[pytest.Item]] = {}
        for one in items:
            if not self.is_red(one):
                cases.setdefault(name_of(one.nodeid), []).append(one)
        items[:] = [one for found in cases.values() for one in spread(found)]
        for one in items:
            draw_few(one, self)

    def pytest_deselected(self, items: list[pytest.Item]) -> None:
        for one in items:
            self.known.setdefault(name_of(one.nodeid), [SKIPPED, ""])

    def is_red(self, item: pytest.Item) -> bool:
        return is_judged(self.known.get(name_of(item.nodeid)))

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: Any) -> Iterator[None]:
        found = yield
        report = found.get_result()  # type: ignore[attr-defined]
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        name, known = name_of(item.nodeid), self.known.get(name_of(item.nodeid))
        if report.failed and call.excinfo.type is not Late:
            self.failed = call.when
            how = [self.kind, call.excinfo.typename]
            if call.when == "call" and not (is_judged(known) or (known and not is_judged(how))):
                self.known[name] = how
        unjudged = report.skipped or (report.failed and call.when == "setup" and not self.at_setup)
        if unjudged and known is None and name not in self.ran:
            self.known[name] = [SKIPPED, ""]
        elif call.when == "call" and not report.skipped:
            self.ran.add(name)
            if self.known.get(name, [""])[0] == SKIPPED:
                del self.known[name]

    def write(self, running: pytest.Item | None = None) -> None:
        """What is known, and which test runs, should it take the process with it."""
        now = [name_of(running.nodeid), self.kind] if running else None
        self.answer.seek(0)
        json.dump([self.known, now], self.answer)
        self.answer.truncate()
        self.answer.flush()

    def call(self, function: Any, *given: Any, **named: Any) -> Any:
        """What stands for each call in a test."""
        if not self.on or not self.is_of_product(function, given):
            return function(*given, **named)
        if self.kind == "calls":
            raise AnotherError("the product was called")
        if self.kind == "results" and function is subprocess.run and self.seen >= self.right:
            self.seen += 1
            return done_nothing(*given, **named)
        try:
            result = function(*given, **named)
        except Exception as error:
            if self.kind == "refusals":
                raise AnotherError(other(str(error), 0)) from error
            raise
        self.calls += 1
        self.seen += 1
        if self.kind not in ("results", "numbers", "repeats", "data") or self.seen <= self.right:
            return result
        if self.kind == "repeats":
            kind = type(function).__qualname__
            name = getattr(function, "__qualname__", kind)
            return self.first.setdefault((name, kind), result)
        if self.kind == "numbers":
            return other(result, self.calls, mild=True)
        path = getattr(function, "__self__", None)
        if isinstance(path, Path) and path.suffix == ".json" and isinstance(result, str):
            return json.dumps(with_other_values(json.loads(result), self.calls))
        return other(result, self.calls)

    def read(self, owner: Any, name: str) -> Any:
        """What stands for each attribute that a test reads."""
        value = getattr(owner, name)
        if not self.on or self.kind != "data" or callable(value):
            return value
        kind = module_of(type(owner))
        module = owner if isinstance(owner, ModuleType) else sys.modules.get(kind)
        declared = kind.startswith("click.")  # what the product's options say
        if not declared and not in_product(getattr(module, "__file__", "") or ""):
            return value
        self.calls += 1
        self.seen += 1
        return value if self.seen <= self.right else other(value, self.calls)

    def is_of_product(self, function: Any, given: tuple[Any, ...]) -> bool:
        if getattr(function, "__name__", "") in READS:
            places = (getattr(function, "__self__", None), *given[:1])
            paths = [Path(p) for p in places if isinstance(p, str | Path)]
            recorded = self.kind == "data"  # what is in tests/ is judged by some of them
            return any(recorded or TESTS not in (ROOT / p).resolve().parents for p in paths)
        while isinstance(function, partial):
            function = function.func
        if isinstance(function, type) and module_of(function).startswith(OUTSIDE):
            return False  # a tool is whole: what it runs is broken
        owner = getattr(function, "__self__", None)
        plain = inspect.unwrap(getattr(function, "__func__", function))
        if isinstance(plain, FunctionType) and is_ours(plain.__code__):
            return True
        holder = plain if owner is None or isinstance(plain, type) else owner
        kind = holder if isinstance(holder, type) else type(holder)
        name = module_of(kind)
        file = getattr(sys.modules.get(name), "__file__", "") or ""
        return name.startswith(OUTSIDE) or in_product(file)


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
    """Ends a test, and where it stays, as with a process that waits for others, its process."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)
    raise Late


def spent() -> float:
    """Seconds of a processor of this process and of those that it ran."""
    return sum(os.times()[:4])


def forget() -> None:
    """What tests keep of earlier calls, which may have been broken."""
    for module in [*sys.modules.values()]:
        if TESTS in Path(getattr(module, "__file__", None) or "").parents:
            for held in vars(module).values():
                if hasattr(held, "cache_clear") and held.__module__ == module.__name__:
                    held.cache_clear()


def spread(cases: list[pytest.Item]) -> list[pytest.Item]:
    """A few of them: the first, the last and what is between."""
    places = np.linspace(0, len(cases) - 1, min(FEW, len(cases))).round().astype(int)
    return [cases[place] for place in places]


def draw_few(test: Any, plugin: Broken) -> None:
    """A drawn test draws a few examples, whatever it asks for, and each is broken alike."""
    function = getattr(test.obj, "__func__", test.obj)
    asked = getattr(function, "_hypothesis_internal_use_settings", None)
    if asked is None:
        return
    from hypothesis import settings

    few = settings(asked, max_examples=FEW, database=None, report_multiple_bugs=False)
    function._hypothesis_internal_use_settings = few
    inner = function.hypothesis.inner_test

    @wraps(inner)
    def from_the_first_call(*given: Any, **named: Any) -> Any:
        plugin.seen = 0
        return inner(*given, **named)

    function.hypothesis.inner_test = from_the_first_call


def is_judged(how: list[str] | None) -> bool:
    """Whether a comparison was red, or nothing more can be tried."""
    return bool(how) and how[0] != SKIPPED and how[1] in (*COMPARED, ENDED)


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
        here = TESTS in Path(file).parents and TESTS / "planted" not in Path(file).parents
        return here or wanted(self, name, file, state)

    rewrite.rewrite_asserts = calls  # type: ignore[assignment]
    hook._should_rewrite = should
