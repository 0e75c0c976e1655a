"""What the tables of releases say, cell by cell, beside what the releases' own sources state.

Run it to write the table of the cells that neither a source nor arrays check, for the page.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from lstm_sym.dropout import DROPOUT_MASKS
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.packages import MEASURED
from lstm_sym.versions import (
    KERAS1_VERSIONS,
    KERAS_VERSIONS,
    RESET_AFTER_SINCE,
    TENSORFLOW_VERSIONS,
)

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / "docs" / "results" / "releases.json"
SOURCES: dict[str, Any] = json.loads((HERE / "releases.json").read_text(encoding="utf-8"))
# For cells that no source states: the recorded case that notices when one is another.
BY_ARRAYS = {
    "recurrent_activation": "activation-elu",
    "hard_sigmoid": "activation-hard_sigmoid",
    "masked_output": "mask-initial-state",
    "unrolled_output": "mask-initial-state-unroll",
    "given_state_wins": "stateful-initial-state",
    "zero_output_for_mask": "mask-zero-output",
}
# What a release does not do is in no case.
ALLOWED = ("given_state_wins", "zero_output_for_mask")
# What the loop takes where the mask is False, and what the tables call it.
MASKED = {"states[0]": "state", "prev_output": "previous", "output_tm1": "previous"}
FORGET_BIAS = {"one": "1", "zero": "0"}
HARD_SIGMOID = {0.2: "hard_sigmoid_keras2", 6.0: "hard_sigmoid"}
# What functions are called in the sources.
OTHERWISE = {"hard_sigmoid_keras2": ("hard_sigmoid",), "gelu_tanh": ("gelu",)}
COUNTS = {"none": 0, "one": 1, "one a gate": 4}


@dataclass(frozen=True)
class Cell:
    """A fact of a row; ``stated`` is what sources say of it, None where they say nothing."""

    table: str
    since: str
    name: str
    said: Any
    stated: Any
    arrays: str = ""  # the version whose arrays were recorded

    @property
    def case(self) -> str:
        """The case that notices when it is another; empty where none does."""
        name = self.name.partition(" ")[0]
        if not self.arrays or (name in ALLOWED and not self.said):
            return ""
        return BY_ARRAYS.get(name, "")

    def __str__(self) -> str:
        return f"{self.table} {self.since} {self.name}"


def numbers(release: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", release)[:3])


def held_by(first: str, end: str, names: list[str]) -> list[str]:
    """The releases from a row on until the next."""
    until = numbers(end) if end else (99,)
    return [name for name in names if numbers(first) <= numbers(name) < until]


def cells() -> Iterator[Cell]:
    """Every cell of every table of releases."""
    for kind, rows in (("Keras", KERAS_VERSIONS), ("Keras 1", KERAS1_VERSIONS)):
        last = "3.0.0" if kind == "Keras" else "2.0.0"
        ends = [*(row.since for row in rows[1:]), "" if kind == "Keras" else last]
        for row, end in zip(rows, ends, strict=True):
            sources = [SOURCES[name] for name in held_by(row.since, end, list(SOURCES))]
            recorded = held_by(row.since, end, list(recorded_versions("-tf|tfjs", False)))
            yield from of_row(kind, row, sources, recorded[-1] if recorded else "")
    recorded = list(recorded_versions("-tf|tfjs", True))
    for row in TENSORFLOW_VERSIONS:
        family = row.since.partition(" ")[0] if " " in row.since else "-tf"
        same = [v for v in recorded if family in v and (v == row.since or family != "-tf")]
        yield from of_row("TensorFlow", row, [], same[0] if same else "")
    for row, end in pairwise([*DROPOUT_MASKS, None]):
        assert row is not None
        held = held_by(row.since, end.since if end else "", list(SOURCES))
        for name in ("inputs", "recurrent"):
            said = getattr(row, name)
            wrong = [r for r in held if not agrees(said, SOURCES[r], name)]
            yield Cell("dropout", row.since, name, said, said if held and not wrong else
                       f"otherwise in {wrong}" if held else None)  # fmt: skip
        yield Cell("dropout", row.since, "every_timestep", row.every_timestep, None)
    for activation in (a for a in ACTIVATIONS if a.since):
        first = first_with(activation)
        yield Cell("activations", activation.since, activation.name, activation.since, first)
    for (kind, name), measured in MEASURED.items():
        for field in ("states", "forget_bias", "hard_sigmoid", "padded"):
            if said := getattr(measured, field):
                yield Cell(f"{kind} of {name}", measured.version, field, said, None)
    with_it = [r for r, facts in SOURCES.items() if "reset_after" in facts]
    yield Cell("GRU", "", "reset_after", RESET_AFTER_SINCE[""], with_it[0])


def recorded_versions(pattern: str, wanted: bool) -> Iterator[str]:
    """The versions of recorded arrays of layers, inside TensorFlow or not."""
    for path in sorted((HERE.parent / "reference" / "arrays").glob("*.json")):
        version = json.loads(path.read_text(encoding="utf-8"))["version"]
        if bool(re.search(pattern, version)) is wanted:
            yield version


def of_row(kind: str, row: Any, sources: list[Any], arrays: str) -> Iterator[Cell]:
    """The cells of one row, each with the one thing that all its sources state."""
    for name, said in vars(row).items():
        if name in ("since", "note"):
            continue
        if isinstance(said, dict):
            for backend, emitted in said.items():
                loops = (s.get("masked", {}).get(backend) for s in sources)
                found = {MASKED[at["loop"]] for at in loops if at}
                yield Cell(kind, row.since, f"{name} {backend}", emitted, one(found), arrays)
        else:
            found = {value for s in sources if (value := stated(name, s)) is not None}
            yield Cell(kind, row.since, name, said, one(found), arrays)


def one(found: set[Any]) -> Any:
    """The only one of what sources state; all of them where they contradict."""
    return found.pop() if len(found) == 1 else (sorted(map(str, found)) or None)


def stated(name: str, facts: dict[str, Any]) -> Any:
    """What the source of a release states about a column of a table."""
    defaults = facts["defaults"]
    if name == "forget_bias":
        return FORGET_BIAS.get(defaults.get("forget_bias_init"))
    if name == "hard_sigmoid":
        known = [HARD_SIGMOID[n] for n in facts.get(name, ()) if n in HARD_SIGMOID]
        return known[0] if known else None
    if name == "given_state_wins":
        return facts["state"][0] != "self.stateful" if "state" in facts else None
    if name == "arrays":
        return "keras1, keras1_gpu" if "gpu" in facts.get("dropout", ()) else "keras1"
    if name == "unrolled_output":
        loops = facts.get("masked", {}).values()
        return next((MASKED[at["unrolled"]] for at in loops), None)
    if name == "reset_after":
        return facts.get(name, False)
    return facts.get(name, defaults.get(name))


def agrees(said: str, facts: dict[str, Any], what: str) -> bool:
    """Whether the words of a table give the number of masks that the source draws."""
    found = {mode: counts[what] for mode, counts in facts["dropout"].items()}
    if facts["recurrent_dropout_sets_implementation"] and what == "recurrent":
        del found["2"]  # with recurrent dropout there is no other than 1
    return all(count == COUNTS[under(said, mode)] for mode, count in found.items())


def under(said: str, mode: str) -> str:
    """The words for one implementation."""
    parts = re.split(r"; ", said)
    for part in parts:
        head, colon, words = part.partition(": ")
        modes = re.findall(r"\d|'\w+'", head) if colon else []
        if mode in modes or f"'{mode}'" in modes:
            return words
    if mode == "1" and len(parts) > 1 and "recurrent_dropout" in parts[1]:
        return parts[1].removeprefix("with recurrent_dropout ")
    return parts[0]


def first_with(activation: Any) -> str | None:
    """The release from which a name is there, where the one before is known not to have it."""
    since, names = activation.since, {activation.name, *activation.aliases}
    names |= set(OTHERWISE.get(activation.name, ()))
    if (2, 4) <= numbers(since) < (3,):
        return None  # Keras was in TensorFlow, whose sources are not recorded
    first = (3,) if activation.name == "hard_sigmoid" else (0,)
    known = [r for r in SOURCES if numbers(r) >= first and names & set(SOURCES[r]["activations"])]
    if known[0] == next(iter(SOURCES)):
        return None  # the first releases are lost
    return since if numbers(known[0])[: len(numbers(since))] == numbers(since) else known[0]


def unchecked() -> list[Cell]:
    """The cells that neither a source nor arrays check."""
    return [cell for cell in cells() if cell.stated is None and not cell.case and cell.said != ""]


def written() -> str:
    """The table for the page: the unchecked cells of each row."""
    rows: dict[tuple[str, str], list[str]] = {}
    for cell in unchecked():
        rows.setdefault((cell.table, cell.since), []).append(f"{cell.name} = {cell.said}")
    listed = [[table, since, ", ".join(said)] for (table, since), said in rows.items()]
    lines = ",\n  ".join(json.dumps(row) for row in listed)
    columns = json.dumps(["table", "since", "what neither a source nor an array checks"])
    return f'{{\n "columns": {columns},\n "rows": [\n  {lines}\n ]\n}}\n'


if __name__ == "__main__":
    OUT.write_text(written(), encoding="utf-8")
