"""The option-sensitivity table: of each option two runs that differ in it alone."""

import importlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.quantities import Option

SIZES = {"batch": 3, "batch_size": 3, "timesteps": 6, "input_dim": 4, "input_size": 4}
SIZES |= {"1": 1, "proj_size": 3, "num_proj": 3}  # PyTorch wants it below the number of units
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
MASK = [[False, True, False, True, True, False]] * 3
# Lengths are what these have in place of a mask; of ONNX a row may have none.
LENGTHS = {"onnx": (4, 0, 6), "pytorch": (4, 1, 6), "pytorch_projection": (4, 1, 6)}

# What tests/reference/measure_options.py measured.
PEERS = Path(__file__).with_name("peers.json")

Words = dict[str, Any]


@dataclass(frozen=True)
class Sensitivity:
    """One value of one option, against the default with all else the same."""

    formulation: str
    option: str
    value: str
    against: str
    difference: float


@dataclass(frozen=True)
class Calls:
    """The words of the two calls that are compared, for one value of one option."""

    formulation: Formulation
    option: str
    value: str
    against: str
    before: Words
    after: Words

    def compared(self) -> Sensitivity:
        module = importlib.import_module(f"lstm_numpy.{self.formulation.module}")
        run = getattr(module, self.formulation.sequence.name)
        apart = difference(tuple(run(**self.before)), tuple(run(**self.after)))
        names = (self.formulation.name, self.option, self.value, self.against)
        return Sensitivity(*names, apart)


def table() -> list[Sensitivity]:
    """Every option of every formulation, in the order of the formulations."""
    return [row for formulation in FORMULATIONS for row in of_formulation(formulation)]


def of_formulation(formulation: Formulation) -> Iterator[Sensitivity]:
    """Every option of the sequence and of the cell, every optional array, every function."""
    return (pair.compared() for pair in calls(formulation))


def calls(formulation: Formulation) -> Iterator[Calls]:
    """Two calls for each value that an option can have besides its default."""
    words = worded(formulation)
    for option in options(formulation):
        needed = NEEDS.get(option.name, {})
        absent = {option.name: False} if option.gives and option.default is None else {}
        against = "absent" if option.default is None else str(option.default)
        for value, said in values(option):
            pair = (words(needed | absent), words({**needed, option.name: value}))
            yield Calls(formulation, option.name, said, against, *pair)
    for function in formulation.notation.functions.values():
        pair = (words({}), words({function.name: FUNCTION}))
        yield Calls(formulation, function.name, FUNCTION, function.default, *pair)


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


def worded(formulation: Formulation) -> Callable[[Mapping[str, Any]], Words]:
    """Makes the words of a call on seeded arrays, with every weight that is used and not False."""
    n, stated = formulation.notation, formulation.sequence
    random = np.random.default_rng(5)
    arrays = {q.symbol: random.normal(size=sizes(q.shape)) for q in n.quantities.values()}
    mask = np.array(MASK)
    if formulation.name in LENGTHS:
        mask = np.arange(SIZES["timesteps"]) < np.array(LENGTHS[formulation.name])[:, np.newaxis]
    always = {s.name: arrays[s] for s in (*stated.given, *formulation.cell.weights)}

    def words(chosen: Mapping[str, Any]) -> Words:
        found: Words = dict(always)
        for name, value in chosen.items():
            option = n.options.get(name)
            if option is None or not option.gives or not isinstance(value, bool):
                found[name] = value
                continue
            if not value:
                found.pop(name, None)
                continue
            given = tuple(mask if s.name == "mask" else arrays[s] for s in option.gives)
            found[name] = given if len(given) > 1 else given[0]
        for weight in formulation.cell.unheard(found):
            found.pop(weight.name, None)
        return found

    return words


def sizes(shape: tuple[str, ...]) -> list[int]:
    """The shape as numbers."""
    factors = (one.removesuffix("?").split("|")[0].rpartition("*") for one in shape)
    return [int(factor or 1) * SIZES.get(name, OTHER) for factor, _, name in factors]


def difference(one: tuple[np.ndarray, ...], other: tuple[np.ndarray, ...]) -> float:
    """The largest difference of any result; infinite where a result has another shape."""
    if any(a.shape != b.shape for a, b in zip(one, other, strict=True)):
        return float("inf")
    return max(float(np.abs(a - b).max()) for a, b in zip(one, other, strict=True))


def peers() -> dict[tuple[str, str, str], str]:
    """What the same two calls gave in real frameworks, by formulation, option and value."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for formulation, option, value, peer, apart in json.loads(PEERS.read_text())["rows"]:
        said = f"{peer}: {'0, ignored' if apart == 0 else apart}"
        found.setdefault((formulation, option, value), []).append(said)
    return {what: "; ".join(said) for what, said in found.items()}


def as_json() -> str:
    """The table for a page, two digits of each difference; words where a shape differs."""
    columns = ["formulation", "option", "value", "against", "lstm_numpy", "the real one"]
    others = peers()
    rows = [
        (
            *(r.formulation, f"`{r.option}`", r.value, r.against, two_digits(r.difference)),
            others.get((r.formulation, r.option, r.value), ""),
        )
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
    shown.add_column("lstm_numpy", justify="right")
    shown.add_column("the real one")
    others = peers()
    for row in table():
        apart = "another shape" if row.difference == float("inf") else f"{row.difference:.1e}"
        theirs = others.get((row.formulation, row.option, row.value), "")
        shown.add_row(row.formulation, row.option, row.value, row.against, apart, theirs)
    Console(width=None if Console().is_terminal else 160).print(shown)
