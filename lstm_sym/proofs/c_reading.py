"""The printed C of every body against its equations: one timestep on exact numbers.

`lstm_c/small/` is run as it is. Of `lstm_c/cells/` everything that is printed is run: how weights
are packed, the tables, the stages; the loop around them, which is written by hand, is done here in
a few lines, with registers of two numbers. So is the packing of weights in fewer bits, which are
not rounded here: the rounded numbers are the tests', to the bit.
"""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import Any

import sympy as sp

from lstm_sym.proofs.c_case import WORDS_OF_PRECISION, Case, cases, differing, printers, words
from lstm_sym.proofs.c_running import Pointer, Running, opaque
from lstm_sym.proofs.c_syntax import parsed
from lstm_sym.targets.c.interface import initial
from lstm_sym.targets.c.names import free

LANES = 2
# Of what is called: other numbers than those of panels and sizes.
STEP, EXAMPLE = 40, 50
# The rows of a sum side by side, as the loop below has them.
PACKING = """
#define PACKED_{}_f32(vector, rows, units, sums, sum, value) \\
    for (size_t row = 0; row < rows_of_f32(vector, rows); row++) \\
        for (size_t unit = first; unit < first + LANES_f32; unit++) \\
            packed[(row * sums + sum) * LANES_f32 + unit - first] = unit < units ? value : 0.0f
"""
DEFINED = re.compile(r"^#define (\w+) (\w+)$", re.MULTILINE)


def small(case: Case, text: str) -> Iterator[str]:
    """What the header for small machines gives otherwise than the equations."""
    name, body = case.printer.name, case.printer.body
    known, calls = words(), dict(DEFINED.findall(text))
    for macro, function in calls.items():
        known[macro] = partial(opaque, function.removesuffix("_f32"))
    if not case.default:
        for function in case.functions:
            known[f"{name.upper()}_SMALL_{function.upper()}"] = partial(opaque, function)
    running = Running(parsed(text), text, known, {"float": 1, "LSTM": None})
    states = [case.before(state) for state in body.states]
    workspace = [Fraction(9, 7)] * 999
    entry = Pointer(case.flat(str(case.printer.loop.entry)))
    running.call(
        f"{name}_small_step",
        case.weights(),
        entry,
        *(Pointer(state) for state in states),
        Pointer(workspace),
    )
    yield from differing(
        case, running, dict(zip((s.now for s in body.states), states, strict=True))
    )


class Engine:
    """The loop around the printed stages, for one example and one timestep."""

    def __init__(self, case: Case, text: str, suffix: str) -> None:
        self.case, self.suffix = case, suffix
        self.emitted: list[Any] = []
        bits = case.printer.bits
        packing = PACKING.format(bits.name.upper()) if bits else ""
        lanes = {f"LANES_{suffix}": LANES}
        self.running = Running(parsed(text), text + packing, self._words(), lanes)
        self.names = self.running.names
        self.job: Any = None

    def run(self) -> dict[sp.Symbol, list[Any]]:
        """The states after the timestep."""
        case, name = self.case, self.case.printer.name
        self.packed: list[Any] = [None] * 999
        self.running.call(f"{name}_pack_{self.suffix}", case.weights(), Pointer(self.packed))
        plain = {k: v for k, v in case.weights().items() if isinstance(v, int | Fraction)}
        call = Call(plain | self._functions())
        self.given = self.running.call(f"given_of_{self.suffix}", call)
        starts = [f"call->{initial(s.before)}" for s in case.printer.body.states]
        if self.given["initial"] != starts:
            raise ValueError(f"initial states are {self.given['initial']}, expected {starts}")
        zeros = [float(s.start) for s in case.printer.body.states]
        if list(map(float, self.names["START_OF_STATE"])) != zeros:
            raise ValueError(f"states begin with {self.names['START_OF_STATE']}, not {zeros}")
        self.old = [[Fraction(0)] * self._numbers(size) for size in self.names["SIZE_OF_ARRAY"]]
        twice = self.names["TWICE"]
        if not twice[0]:
            raise ValueError("the next input is placed where this one is still read")
        self.new = [list(a) if twice[k] else a for k, a in enumerate(self.old)]
        states = case.printer.body.states
        for array, state in zip(self.names["ARRAY_OF_STATE"], states, strict=True):
            self._put(array, case.before(state))
        self._put(0, case.flat(str(case.printer.loop.entry)))
        at = 0
        for stage, sums in enumerate(self.names["SUMS_OF_STAGE"]):
            at = self._stage(stage, sums, at)
        read = at + sum(map(self._wide, self.names["SIZE_OF_COLUMN"][: self.names["COLUMNS"]]))
        if read != self.packed.index(None):
            raise ValueError(f"{read} numbers are read of {self.packed.index(None)} packed ones")
        arrays = zip(self.names["ARRAY_OF_STATE"], states, strict=True)
        after = {s.now: self._bare(self.new[k], self._size_of(k)) for k, s in arrays}
        emitted = self._bare(self.emitted, self._size_of(self.names["EMITTED"]))
        if emitted != after[case.printer.loop.emitted.now]:
            raise ValueError("the emitted output is not the state")
        return after

    # Rows of registers.

    def _size_of(self, array: int) -> int:
        return int(self.names["SIZE_OF_ARRAY"][array])

    def _wide(self, size: int) -> int:
        """How many numbers a row has with its padding."""
        return padded(self.given["size"][size])

    def _numbers(self, size: int) -> int:
        return int(self.given["rows"][size]) * self._wide(size)

    def _bare(self, numbers: list[Any], size: int) -> list[Any]:
        """The numbers of all rows without their padding."""
        units, wide = self.given["size"][size], self._wide(size)
        rows = range(self.given["rows"][size])
        return [one for row in rows for one in numbers[row * wide : row * wide + units]]

    def _put(self, array: int, values: list[Any]) -> None:
        """Numbers as the rows of an array that has their size."""
        size = self._size_of(array)
        rows, units, wide = self.given["rows"][size], self.given["size"][size], self._wide(size)
        if rows * units != len(values):
            raise ValueError(f"array {array} has another size than what it is for")
        for row in range(rows):
            self.old[array][row * wide : row * wide + units] = values[row * units :][:units]

    def _functions(self) -> dict[str, Any]:
        default = self.case.default
        return {
            free(n): f"LSTM_{word.upper()}" if default else word
            for n, word in self.case.functions.items()
        }

    def _stage(self, stage: int, sums: int, at: int) -> int:
        """All panels of a stage; the place in the packed weights behind it."""
        names, size = self.names, self.given["size"]
        self.size = names["SIZE_OF_STAGE"][stage]
        self.wide = self._numbers(self.size)
        for panel in range(self.wide // LANES):
            totals = self.packed[at : at + sums * LANES]
            at += sums * LANES
            for vector, array in enumerate(names["ARRAY_OF_VECTOR"]):
                has = [k for k in range(sums) if names["HAS"][stage][vector][k]]
                for row in range(size[names["SIZE_OF_VECTOR"][vector]]) if has else ():
                    for k in has:
                        for lane in range(LANES):
                            entry = self.old[array][row]
                            totals[k * LANES + lane] += entry * self.packed[at + lane]
                        at += LANES
            for lane in range(LANES):
                self.place, self.columns = panel * LANES + lane, at
                z = [totals[k * LANES + lane] for k in range(sums)]
                self.job = {"given": self.given}
                self.columns_at = self._columns()
                self.running.call(
                    f"finish_all_{self.suffix}", self.job, stage, STEP, EXAMPLE, panel, 1, 0, [z]
                )
        return at

    def _columns(self) -> list[int]:
        """Where the columns begin: behind the weights of all stages."""
        names, size = self.names, self.given["size"]
        at = 0
        for stage, sums in enumerate(names["SUMS_OF_STAGE"]):
            rows = sum(
                size[names["SIZE_OF_VECTOR"][v]] * sum(has[:sums])
                for v, has in enumerate(names["HAS"][stage])
            )
            at += self._numbers(names["SIZE_OF_STAGE"][stage]) * (sums + rows)
        found = []
        for column in range(names["COLUMNS"]):
            found.append(at)
            at += self._wide(names["SIZE_OF_COLUMN"][column])
        return found

    def _words(self) -> dict[str, Any]:
        """What the stages call."""

        def here(function: Callable[..., Any], arrays: int = 1) -> Callable[..., Any]:
            """The function, called with the place that the stage was called with."""

            def call(job: Any, *given: Any) -> Any:
                if arrays and len(self.old[given[0]]) != self.wide:
                    raise ValueError(f"array {given[0]} has another size than the stage")
                if (job, *given[arrays : arrays + 3]) != (
                    self.job,
                    STEP,
                    EXAMPLE,
                    self.place // LANES,
                ):
                    raise ValueError(f"read or written at another place: {given[arrays:]}")
                return function(*given[:arrays], *given[arrays + 3 :])

            return call

        def keep(array: int, now: Any) -> Any:
            self.new[array][self.place] = now
            return now

        def store(place: tuple[int, int], value: Any) -> None:
            self.old[place[0]][place[1]] = value

        def column(job: Any, k: int, panel: int) -> Any:
            if (job, panel) != (self.job, self.place // LANES):
                raise ValueError("a column at another place")
            return self.packed[self.columns_at[k] + self.place]

        def width(job: Any, size: int) -> Any:
            if job != self.job:
                raise ValueError("the width in another job")
            return self.given["size"][size]

        def rows_of(vector: int, rows: int) -> int:
            if rows != list(self.case.sizes.values())[self.names["SIZE_OF_VECTOR"][vector]]:
                raise ValueError(f"vector {vector} has another size than {rows}")
            return rows

        own: dict[str, Callable[..., Any]] = {
            "rows_of": rows_of,
            "read": here(lambda array: self.old[array][self.place]),
            "place": here(lambda array: (array, self.place)),
            "emit": here(self.emitted.append, 0),
            "keep": here(keep),
            "column": column,
            "store": store,
            "width": width,
        }
        others = {name: partial(self._of_others, word) for name, word in self._others().items()}
        found = own | others
        whole = {"divides": lambda part, whole: bool(part) and whole % part == 0}
        return words() | whole | {f"{name}_{self.suffix}": word for name, word in found.items()}

    def _of_others(self, word: Callable[..., Any], job: Any, *given: Any) -> Any:
        """A word of arrays, called with the place that the stage was called with."""
        *arrays, t, example, size, panel = given
        if (job, t, example, size, panel) != (
            self.job,
            STEP,
            EXAMPLE,
            self.size,
            self.place // LANES,
        ):
            raise ValueError(f"read at another place: {given}")
        return word(*arrays)

    def _others(self) -> dict[str, Callable[..., Any]]:
        """The words that need other numbers than those at their place."""

        def place() -> tuple[int, int]:
            return divmod(self.place, self._wide(self.size))

        def line(array: int, row: int) -> list[Any]:
            wide, units = self._wide(self._size_of(array)), self.given["size"][self._size_of(array)]
            return self.old[array][row * wide : row * wide + units]

        def head(array: int) -> tuple[int, int]:
            rows = self.given["rows"]
            return divmod(place()[0], rows[self.size] // rows[self._size_of(array)])

        def shared(array: int) -> Any:
            (number,) = line(array, place()[0])
            return number

        def row(array: int) -> Any:
            units = line(array, head(array)[0])
            return entry(units, 0 if len(units) == 1 else place()[1])

        def outer(column: int, vector: int) -> Any:
            found, number = head(column)
            return line(column, found)[number] * row(vector)

        def vecmat(vector: int, matrix: int) -> Any:
            first, unit = place()
            entries = line(vector, first)
            rows = (line(matrix, first * len(entries) + k) for k in range(len(entries)))
            pairs = zip(entries, rows, strict=True)
            return sum(number * entry(weights, unit) for number, weights in pairs)

        def over_units(array: int) -> Any:
            return sum(line(array, self.place // LANES))

        def mean(array: int) -> Any:
            return over_units(array) / self.given["size"][self._size_of(array)]

        found = (row, outer, vecmat, over_units, mean)
        return {word.__name__: word for word in found} | {"shared_by_units": shared}


class Call(dict[str, Any]):
    """A call's structure; a field that no number is needed of is its own name."""

    def __missing__(self, name: str) -> str:
        return f"call->{name}"


def padded(size: int) -> int:
    return -(-size // LANES) * LANES


def entry(units: list[Any], unit: int) -> Any:
    """A number of a row; zero in its padding."""
    return units[unit] if unit < len(units) else 0


def cell(case: Case, text: str, suffix: str) -> Iterator[str]:
    """What the printed stages give otherwise than the equations."""
    engine = Engine(case, text, suffix)
    after = engine.run()
    yield from differing(case, engine.running, after, LANES)


def paths(name: str) -> tuple[str, ...]:
    """The files of a body: for small machines, if it has that one, and for the engine."""
    found = f"lstm_c/cells/{name}.c"
    return (found,) if printers()[name].bits else (f"lstm_c/small/{name}_small.h", found)


def differences(path: str, text: str, name: str) -> tuple[int, list[str]]:
    """How many timesteps of a body were compared in a file, and the first that differs.

    The double precision is run only where it does not say what the single one says.
    """
    compared, double = 0, bare(text, "f64")
    apart = bool(double) and double != bare(text, "f32")
    suffixes = ("",) if "/small/" in path else ("f32", "f64") if apart else ("f32",)
    for suffix in suffixes:
        for case in cases(printers()[name]):
            compared += 1
            for found in _of(case, text, suffix):
                return compared, [f"{path}{f' ({suffix})' if suffix else ''}: {found} ({case})"]
    return compared, []


def bare(text: str, suffix: str) -> list[str]:
    """What a file says in one precision, without the names of the precision."""
    kept, inside = [], False
    for line in text.splitlines():
        # A function ends with a brace at the edge.
        inside = inside or f"_{suffix}" in line
        if inside:
            kept.append(WORDS_OF_PRECISION.sub("", line))
        inside = inside and line not in ("}", "")
    return " ".join(kept).split()


def _of(case: Case, text: str, suffix: str) -> Iterator[str]:
    """The differences of one case in one file; what cannot be run differs, too."""
    try:
        yield from cell(case, text, suffix) if suffix else small(case, text)
    except Exception as broken:  # wrong code may raise anything
        yield f"{type(broken).__name__}: {broken}"
