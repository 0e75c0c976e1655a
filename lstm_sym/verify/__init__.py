"""Compares the printed NumPy code with real frameworks' arrays and with papers in plain floats."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from lstm_numpy import activations
from lstm_sym.recorded import papers
from lstm_sym.recorded.calls import installed
from lstm_sym.recorded.case import (
    BOUNDS,
    Case,
    Grid,
    named,
    off,
    off_on_grid,
    results,
    scale_of,
    taken_apart,
)
from lstm_sym.recorded.cases import PARAMETERS
from lstm_sym.recorded.readers import Computed, reader
from lstm_sym.recorded.record import Recording, grids_with_parameters, recordings
from lstm_sym.verify import own_cells


@dataclass(frozen=True)
class Comparison:
    """One case of one framework, compared."""

    formulation: str
    source: str  # the framework, its version and its backend; or a paper
    case: str
    kind: str
    dtype: str
    error: float  # the largest difference, relative to values above 1
    ulp: float  # the largest difference in units in the last place of the value, or of 1 below 1
    cases: tuple[Case, ...] = ()  # of formulations that were executed, where they are known
    functions: tuple[str, ...] = ()  # activations that were called alone

    @property
    def bound(self) -> float:
        """The largest error that passes."""
        return max([BOUNDS[self.kind, self.dtype], *(case.bound for case in self.cases)])

    @property
    def passed(self) -> bool:
        # NaN is no number below the bound.
        return bool(self.error <= self.bound)


def compare_all(folder: Path) -> Iterator[Comparison]:
    """Every record of every file in a folder; raises ValueError for arrays that were changed."""
    for file in recordings(folder):
        try:
            yield from compare(file)
        except (KeyError, TypeError, AttributeError) as error:
            reason = f"{type(error).__name__}: {error}"
            raise ValueError(f"{file.path} describes no case that can be run ({reason})") from None


def compare(file: Recording) -> Iterator[Comparison]:
    """Every record of a file, and each activation alone."""
    for record in file.records():
        known = reader(record)
        stated = known.stated(record) if known else record
        if stated is None:
            continue
        found = known.compared(stated) if known else ()
        if "own" in record.words:
            found = own_cells.compare(record, file.path)
        words = (stated.words["kind"], stated.words["dtype"])
        for computed in found:
            yield _comparison(computed, stated.source, stated.name, *words)
    for name, grid in file.grids():
        yield _on_grid(grid, f"{name}(x)")


def compare_papers(folder: Path) -> Iterator[Comparison]:
    """Every paper's own program in a folder, in both types; nothing where there is no folder."""
    for dtype in ("float32", "float64") if folder.is_dir() else ():
        for case in papers.cases(folder, dtype):
            ours = list(results(case, installed).values())
            computed = Computed(case.formulation, ours, list(case.expected.values()), (case,))
            yield _comparison(computed, case.source, case.name, "ordinary", dtype)


def compare_parameters() -> Iterator[Comparison]:
    """Activations with parameters away from their defaults."""
    for grid in grids_with_parameters(PARAMETERS):
        yield _on_grid(grid, named(grid.name, grid.parameters))


def _on_grid(grid: Grid, case: str) -> Comparison:
    name, parameters = taken_apart(grid.name)
    ours = activations.BY_NAME[name](grid.x, **{**parameters, **grid.parameters})
    scale = scale_of(grid)
    figures = off_on_grid(grid, ours), units_in_the_last_place(ours / scale, grid.y / scale)
    words = "ordinary", str(grid.x.dtype)
    return Comparison("activations", grid.source, case, *words, *figures, functions=(name,))


def _comparison(computed: Computed, source: str, case: str, kind: str, dtype: str) -> Comparison:
    pairs = [*zip(computed.ours, computed.recorded, strict=True)]
    try:
        ulp = max(units_in_the_last_place(*pair) for pair in pairs)
    except ValueError as error:
        raise ValueError(f"{source}, case {case}: {error}") from None
    figures = max(off(*pair) for pair in pairs), ulp
    return Comparison(computed.formulation, source, case, kind, dtype, *figures, computed.cases)


def units_in_the_last_place(ours: np.ndarray, theirs: np.ndarray) -> float:
    """The largest difference, in units in the last place of the value, or of 1 below 1."""
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        raise ValueError(f"{ours.shape} {ours.dtype} compared with {theirs.shape} {theirs.dtype}")
    size = np.maximum(np.abs(theirs), theirs.dtype.type(1))
    return float((np.abs(ours.astype(np.float64) - theirs) / np.spacing(size)).max())


def bounds(compared: Iterable[Comparison]) -> Iterator[str]:
    """The largest error that passes, of each kind, and of what needs a larger one."""
    larger = {
        (f"{one.kind} cases of {one.formulation}", one.dtype): one.bound
        for one in sorted(compared, key=lambda one: one.bound)
        if one.bound > BOUNDS[one.kind, one.dtype]
    }
    stated = {(f"{kind} cases", dtype): bound for (kind, dtype), bound in BOUNDS.items()}
    for (what, dtype), bound in (*stated.items(), *sorted(larger.items())):
        yield f"bound of {what} in {dtype}: {bound:.0e}"


def summaries(compared: list[Comparison], every_case: bool) -> Iterator[Comparison]:
    """The comparisons themselves, or the worst of each framework, kind and dtype.

    What is said of one formulation comes together.
    """
    seen = list(dict.fromkeys(one.formulation for one in compared))
    compared = sorted(compared, key=lambda one: seen.index(one.formulation))
    if every_case:
        yield from compared
        return
    groups: dict[tuple[str, str, str, str], list[Comparison]] = {}
    for one in compared:
        groups.setdefault((one.formulation, one.source, one.kind, one.dtype), []).append(one)
    for group in groups.values():
        worst = max(group, key=lambda one: (not one.passed, one.error))
        ulp = max(one.ulp for one in group)
        yield replace(worst, case=str(len(group)), ulp=ulp)
