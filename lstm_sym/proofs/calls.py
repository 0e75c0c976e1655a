"""Loads printed code from its text, without a file, and calls it by the names of the notation."""

import ast
import importlib.abc
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType, ModuleType
from typing import Any

import numpy as np

from lstm_sym.notation import Formulation
from lstm_sym.recorded.calls import arguments, functions
from lstm_sym.recorded.case import Case
from lstm_sym.targets.numpy.source import SUPPORT

ENGINE = SUPPORT / "engine.py"
#: How a readable module takes its fast form and its gradients: from the package, or a folder.
FAST_FORM = re.compile(
    r"^from lstm_numpy\.\w+_(?:fast|gradients) import (?:\(\n.*\n\)|.*)\n"
    r"|\n^if __package__:\n(?: .*\n)+else:\n(?: .*\n)+",
    re.M,
)


class Text(importlib.abc.InspectLoader):
    """A loader of one module from text that this project printed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def get_source(self, fullname: str) -> str:
        return self.text


def module(text: str, name: str = "printed") -> ModuleType:
    """The module that the text is; raises what its import raises."""
    return loaded(Text(text), name, {})


PARTS = ("_fast", "_gradients", "")


def part(name: str) -> str:
    """What a module of a formulation is: its fast form, its gradients, or the readable one."""
    return next(one for one in PARTS if name.endswith(one))


@contextmanager
def together(texts: Mapping[str, str]) -> Iterator[dict[str, ModuleType]]:
    """Modules that import each other, by their names, as they are in a package of a user.

    Those that are imported by another one come before it: a readable module behind its parts.
    """
    texts = dict(sorted(texts.items(), key=lambda one: PARTS.index(part(one[0]))))
    package = "printed_together"
    found = {package: ModuleType(package)}
    found[package].__path__ = []
    before = set(sys.modules)
    try:
        for name, text in texts.items():
            sys.modules |= found
            found[f"{package}.{name}"] = module(text, f"{package}.{name}")
        sys.modules |= found
        yield {name: found[f"{package}.{name}"] for name in texts}
    finally:
        for name in set(found) - before:
            sys.modules.pop(name, None)


def loaded(loader: Text, name: str, names: Mapping[str, Any]) -> ModuleType:
    """The module of a loader, which has some names before it runs."""
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    found = importlib.util.module_from_spec(spec)
    vars(found).update(names)
    loader.exec_module(found)
    return found


def in_parts(fast: str, engine: str = "") -> ModuleType:
    """A fast form whose engine has lower thresholds, so that small cases reach all of its paths.

    The input's product is computed ahead of the loop for two or three timesteps at once, rows of
    the states are padded, and products of an odd number of terms are computed in two parts where
    the number of rows is even.
    """
    code = module(engine or ENGINE.read_text())
    bounds = {"BYTES_JOINED": 100, "SLAB_ROWS": 10, "PART_ROWS": 3}
    vars(code).update(bounds, LEAST_ROWS=6, MANY_EXAMPLES=4)
    vars(code)["parts"] = lambda rows, inner, columns: (
        1 + inner % 2 if rows * columns and rows % 2 == 0 else 1
    )
    steps = module(fast)
    vars(steps)["Layer"] = called_three_times(code.Layer) if engine else code.Layer
    return steps


def called_three_times(layer: Any) -> type:
    """The engine's layer, called three times: with new buffers, and with those used before."""

    class Again(layer):
        def __call__(self, x: Any, initial: Any = None, mask: Any = None) -> Any:
            super().__call__(x[:1], None if initial is None else tuple(s[:1] for s in initial))
            super().__call__(x, initial, mask)
            return super().__call__(x, initial, mask)

    return Again


def alone(text: str) -> str:
    """A readable module without its import of the fast form, which is put in its place."""
    return FAST_FORM.sub("", text)


class Printed:
    """The printed module of a formulation, as a way of computing cases."""

    def __init__(
        self,
        formulation: Formulation,
        text: str,
        own: Mapping[str, Any] | None = None,
        fast: str = "",
        engine: str = "",
    ) -> None:
        self.formulation, self.module = formulation, module(alone(text))
        if fast:
            vars(self.module)["layer"] = in_parts(fast, engine).layer
        elif "ordinary" in vars(self.module):  # what is called is in the readable function
            vars(self.module)["ordinary"] = lambda _dtype: False
        self.own = own or {}  # activations in place of the printed ones

    def run(self, given: Mapping[str, Any], case: Case) -> Mapping[str, Any]:
        """The sequence's results by name."""
        words = arguments(self.formulation, given, case.options, functions(case, self.own))
        found = getattr(self.module, self.formulation.sequence.name)(**words)
        # By place, as a caller takes them apart.
        return dict(zip(case.expected, found, strict=True))

    def run_cell(self, given: Mapping[str, Any], case: Case) -> Mapping[str, Any]:
        """The last states by the sequence's names, from the printed cell, called step by step."""
        cell, sequence = self.formulation.cell, self.formulation.sequence
        series = self.formulation.notation.series_of
        (whole,) = (s for s in sequence.given)
        steps = np.asarray(given[whole.name]).shape[1]
        known = {w.name: given[w.name] for w in cell.weights if w.name in given}
        known |= {s.name: given[s.name] for o in cell.options for s in o.gives if s.name in given}
        states = {s.before.name: given[s.first.name] for s in series if s.first.name in given}
        for t in range(steps):
            time = steps - 1 - t if case.options.get("go_backwards") else t
            step = {cell.given[0].name: given[whole.name][:, time], **states}
            for symbol in cell.given[1:]:
                if symbol.name not in step:
                    step[symbol.name] = self._zeros(symbol, given)
            words = arguments(
                self.formulation, {**known, **step}, case.options, functions(case, self.own), True
            )
            found = getattr(self.module, cell.name)(**words)
            found = found if isinstance(found, tuple) else (found,)
            now = dict(zip(cell.results, found, strict=True))
            states = {s.before.name: now[s.now] for s in series if s.now in now}
        ends = {e.right: e.left.name for e in sequence.finish}
        kept = {s.last: states[s.before.name] for s in series if s.before.name in states}
        return {ends[last]: state for last, state in kept.items() if last in ends}

    def _zeros(self, symbol: Any, given: Mapping[str, Any]) -> Any:
        """Zeros in the shape of a state, from the sizes of what is given."""
        notation = self.formulation.notation
        sizes: dict[str, int] = {}
        for name, array in given.items():
            shape = next(q.shape for q in notation.quantities.values() if q.name == name)
            for dimension, size in zip(shape, np.shape(array), strict=True):
                factor, _, word = dimension.rpartition("*")
                sizes[word] = size // int(factor or 1)
        dtype = np.asarray(given[self.formulation.sequence.given[0].name]).dtype
        return np.zeros([sizes[d] for d in notation[symbol].shape], dtype)


def last_values(module: ModuleType, call: Callable[[], object]) -> dict[str, Any]:
    """The last value of each name in the functions of a printed module, during a call."""
    found: dict[str, Any] = {}

    def noted(frame: FrameType, event: str, _: Any) -> None:
        if event == "return" and frame.f_globals is vars(module):
            found.update(frame.f_locals)

    before = sys.getprofile()
    sys.setprofile(noted)
    try:
        call()
    finally:
        sys.setprofile(before)
    return found


TEXTS = (ast.Module, ast.ClassDef, ast.FunctionDef)


def bare(text: str) -> ast.Module:
    """The tree of a module, each node with its place in the text, without any docstring."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, TEXTS):
            node.body = [one for one in node.body if not _is_text(one)] or [ast.Pass()]
    return tree


def _is_text(node: ast.stmt) -> bool:
    constant = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return constant and isinstance(node.value.value, str)  # type: ignore[attr-defined]


@contextmanager
def without_leftovers() -> Iterator[None]:
    """``np.empty`` gives NaN in place of leftover numbers, which might be right by chance."""
    empty: Any = np.empty

    def filled(*arguments: Any, **words: Any) -> Any:
        room = empty(*arguments, **words)
        if room.dtype.kind == "f":
            room.fill(np.nan)
        return room

    vars(np)["empty"] = filled
    try:
        yield
    finally:
        vars(np)["empty"] = empty
