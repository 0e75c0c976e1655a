"""The option-sensitivity table: of each option two runs that differ in it alone."""

import importlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.symbols import Option

SIZES = {"batch": 3, "batch_size": 3, "timesteps": 6, "input_dim": 4, "input_size": 4}
OTHER = 5  # units and every other size
# What an option needs of the others to have a say: a mask, a variant, arrays.
NEEDS: dict[str, dict[str, Any]] = {
    # "previous" and "state" differ at a masked first timestep, where a state was given.
    "masked_output": {"mask": True, "initial_state": True},
    "R_from_i": {"variant": "FGR"},
    "R_from_f": {"variant": "FGR"},
    "R_from_o": {"variant": "FGR"},
}
# A bound that binds, a number that is not the default.
NUMBER = 0.25
FUNCTION = "softsign"


@dataclass(frozen=True)
class Sensitivity:
    """One value of one option, against the default with all else the same."""

    formulation: str
    option: str
    value: str
    against: str
    difference: float


def table() -> list[Sensitivity]:
    """Every option of every formulation, in the order of the formulations."""
    return [row for formulation in FORMULATIONS for row in of_formulation(formulation)]


def of_formulation(formulation: Formulation) -> Iterator[Sensitivity]:
    """Every option of the sequence and of the cell, every optional array, every function."""
    run = runner(formulation)
    for option in options(formulation):
        needed = NEEDS.get(option.name, {})
        absent = {option.name: False} if option.gives and option.default is None else {}
        before = run(needed | absent)
        for value, said in values(option):
            changed = run({**needed, option.name: value})
            against = "absent" if option.default is None else str(option.default)
            yield Sensitivity(
                formulation.name, option.name, said, against, difference(before, changed)
            )
    for function in formulation.notation.functions.values():
        changed = run({function.name: FUNCTION})
        apart = difference(run({}), changed)
        yield Sensitivity(formulation.name, function.name, FUNCTION, function.default, apart)


def options(formulation: Formulation) -> list[Option]:
    """What the caller decides: of the sequence, of the cell, and the arrays that may be absent."""
    stated = [*formulation.sequence.options, *formulation.cell.options]
    every = formulation.notation.options.values()
    return [*stated, *(o for o in every if set(o.gives) & set(formulation.cell.weights))]


def values(option: Option) -> list[tuple[Any, str]]:
    """What an option can be besides its default."""
    if option.gives and option.default is None:
        return [(True, "given")]
    if option.gives:
        return [(NUMBER, str(NUMBER))]
    return [(value, str(value)) for value in option.choices if value != option.default]


def runner(formulation: Formulation) -> Callable[[dict[str, Any]], tuple[np.ndarray, ...]]:
    """Runs the printed sequence on seeded arrays, with every weight unless it is False."""
    n, stated = formulation.notation, formulation.sequence
    module = importlib.import_module(f"lstm_numpy.{formulation.module}")
    random = np.random.default_rng(5)
    arrays = {q.symbol: random.normal(size=sizes(q.shape)) for q in n.quantities.values()}
    mask = np.array([[False, True, False, True, True, False]] * 3)
    always = {s.name: arrays[s] for s in (*stated.given, *formulation.cell.weights)}

    def run(chosen: dict[str, Any]) -> tuple[np.ndarray, ...]:
        words = dict(always)
        for name, value in chosen.items():
            option = n.options.get(name)
            if option is None or not option.gives or not isinstance(value, bool):
                words[name] = value
                continue
            if not value:
                words.pop(name, None)
                continue
            given = tuple(mask if s.name == "mask" else arrays[s] for s in option.gives)
            words[name] = given if len(given) > 1 else given[0]
        return tuple(getattr(module, stated.name)(**words))

    return run


def sizes(shape: tuple[str, ...]) -> list[int]:
    """The shape as numbers."""
    factors = (one.removesuffix("?").split("|")[0].rpartition("*") for one in shape)
    return [int(factor or 1) * SIZES.get(name, OTHER) for factor, _, name in factors]


def difference(one: tuple[np.ndarray, ...], other: tuple[np.ndarray, ...]) -> float:
    """The largest difference of any result; infinite where a result has another shape."""
    if any(a.shape != b.shape for a, b in zip(one, other, strict=True)):
        return float("inf")
    return max(float(np.abs(a - b).max()) for a, b in zip(one, other, strict=True))


def as_json() -> str:
    """The table for a page, two digits of each difference; words where a shape differs."""
    columns = ["formulation", "option", "value", "against", "largest difference"]
    rows = [
        (r.formulation, f"`{r.option}`", r.value, r.against, two_digits(r.difference))
        for r in table()
    ]
    lines = ",\n".join(f"  {json.dumps(row)}" for row in rows)
    return f'{{\n "columns": {json.dumps(columns)},\n "rows": [\n{lines}\n ]\n}}'


def two_digits(apart: float) -> float | str:
    """A difference without the digits that another machine would round otherwise."""
    return "another shape" if apart == float("inf") else float(f"{apart:.1e}")


def show() -> None:
    """Print the table."""
    shown = Table(box=SIMPLE, pad_edge=False)
    for head in ("formulation", "option", "value", "against"):
        shown.add_column(head, no_wrap=True)
    shown.add_column("largest difference", justify="right")
    for row in table():
        apart = "another shape" if row.difference == float("inf") else f"{row.difference:.1e}"
        shown.add_row(row.formulation, row.option, row.value, row.against, apart)
    Console(width=None if Console().is_terminal else 120).print(shown)
