"""The printed functions of `lstm.c`, Keras's own engine: the cell, masks, the order of time."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from lstm_sym.equations import keras
from lstm_sym.notation.words import where
from lstm_sym.proofs.c_case import SUFFIXES, Case, cases, differing, printers, words
from lstm_sym.proofs.c_running import Pointer, Running
from lstm_sym.proofs.c_syntax import alone, parsed

PATH = "lstm_c/lstm.c"
STATED = keras.formulation
NAMES = ("cell", "masked_step", "masked_output", "entry", "mask_entry")
# What the printed functions are given for the symbols of the equations about masks.
SYMBOLS = {"h_t": Fraction(3), "c_t": Fraction(5), "h_tm1": Fraction(7), "c_tm1": Fraction(11)}
SYMBOLS |= {"y_tm1": Fraction(13)}


def differences(text: str) -> tuple[int, list[str]]:
    """How many calls were compared, and where they differ from the equations of Keras."""
    wrong, compared = [], 0
    for suffix in SUFFIXES:
        try:
            code = alone(text, *(f"{name}_{suffix}" for name in NAMES))
            running = Running(parsed(code), code, words(), {})
            for check in (_cell, _masks, _order):
                found = list(check(running, suffix))
                compared += len(found)
                wrong += [f"{PATH} ({suffix}): {first}" for first in filter(None, found)][:1]
        except Exception as broken:  # wrong code may raise anything
            wrong.append(f"{PATH} ({suffix}): {type(broken).__name__}: {broken}")
    return compared, wrong


def _cell(running: Running, suffix: str) -> Iterator[str]:
    """The elementwise part of the cell, from sums that are right."""
    for case in cases(printers()["keras"]):
        functions = [
            f"LSTM_{word.upper()}" if case.default else word for word in case.functions.values()
        ]
        before = [case.flat(str(s.before)) for s in case.printer.body.states]
        after: list[list[Any]] = [[], []]
        running.given.clear()
        for unit in range(case.sizes["units"]):
            now = [Pointer([None]), Pointer([None])]
            given = (functions, sums(case, unit), [state[unit] for state in before], now)
            running.call(f"cell_{suffix}", *given[0], given[1], *given[2], *given[3])
            for state, place in zip(after, now, strict=True):
                state.append(place[0])
        symbols = [s.now for s in case.printer.body.states]
        yield next(differing(case, running, dict(zip(symbols, after, strict=True))), "")


def sums(case: Case, unit: int) -> list[Any]:
    """The sums of products of one unit, as the equations have them."""
    (stage,) = case.printer.body.stages
    found = []
    for one in stage.sums:
        total = case.meant[one.bias][unit]
        for vector, block in one.terms.items():
            column = [row[unit] for row in case.meant[block]]
            pairs = zip(case.meant[vector], column, strict=True)
            total += sum((x * w for x, w in pairs), Fraction(0))
        found.append(total)
    return found


def _labelled(label: str) -> Any:
    return next(e.right for e in STATED.equations if e.label == label)


def _meant(expr: Any, counts: bool) -> Any:
    """A choice by the mask, of symbols and 0."""
    if isinstance(expr, where):
        return _meant(expr.args[1] if counts else expr.args[2], counts)
    return SYMBOLS.get(str(expr), 0)


def _masks(running: Running, suffix: str) -> Iterator[str]:
    """The states and the output of a timestep that counts, and of one that does not."""
    for counts in (True, False):
        now = [Pointer([SYMBOLS[name]]) for name in ("h_t", "c_t")]
        old = [SYMBOLS[name] for name in ("h_tm1", "c_tm1")]
        running.call(f"masked_step_{suffix}", counts, *old, *now)
        otherwise = _labelled("masked-step").args[2]
        meant = ["h_t", "c_t"] if counts else [str(symbol) for symbol in otherwise]
        right = [place[0] for place in now] == [SYMBOLS[name] for name in meant]
        yield "" if right else f"masked-step, {counts}"
        for name in STATED.notation.options["masked_output"].choices:
            word = f"LSTM_MASKED_{str(name).upper()}"
            given = (word, counts, SYMBOLS["h_t"], SYMBOLS["y_tm1"])
            found = running.call(f"masked_output_{suffix}", *given)
            right = found == _meant(_labelled(f"output-{name}"), counts)
            yield "" if right else f"output-{name}, {counts}"


def _order(running: Running, suffix: str) -> Iterator[str]:
    """Which timestep is processed when, in both directions."""
    for name, label in (("entry", "input"), ("mask_entry", "mask")):
        for backwards, steps in product((False, True), (1, 2, 5)):
            for t in range(steps):
                said = f"{label}-backwards" if backwards else label
                index = _labelled(said).args[1]
                at = {s: t + 1 if s.name == "t" else steps for s in index.free_symbols}
                meant = int(index.subs(at)) - 1
                found = running.call(f"{name}_{suffix}", backwards, t, steps)
                yield "" if found == meant else f"{said}: {found} at t = {t} of {steps}"
