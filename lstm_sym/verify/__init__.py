"""Compares the printed NumPy code with real frameworks' arrays and with papers in plain floats."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lstm_numpy import activations
from lstm_sym.recorded import papers
from lstm_sym.recorded.calls import installed
from lstm_sym.recorded.case import BOUNDS, results
from lstm_sym.recorded.readers import Computed, reader
from lstm_sym.recorded.record import Recording, recordings
from lstm_sym.verify import own_cells


@dataclass(frozen=True)
class Comparison:
    """One case of one framework, compared."""

    formulation: str
    source: str  # the framework, its version and its backend; or a paper
    case: str
    kind: str
    dtype: str
    error: float  # the largest absolute difference
    ulp: float  # the largest difference in units in the last place of the value, or of 1 below 1
    scale: float  # the largest value, at least 1

    @property
    def bound(self) -> float:
        return BOUNDS[self.kind, self.dtype] * self.scale

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
        kind, dtype = record.words["kind"], record.words["dtype"]
        found = known.compared(record) if known else ()
        if "own" in record.words:
            found = own_cells.compare(record, file.path)
        for computed in found:
            yield _comparison(computed, file.source, record.name, kind, dtype)
    for name, grid in file.grids():
        # Errors are relative to inputs and values above 1.
        scale = np.maximum(1, np.maximum(np.abs(grid.x), np.abs(grid.y)))
        ours = activations.BY_NAME[grid.name](grid.x)
        figures = difference(ours / scale, grid.y / scale)
        dtype = str(grid.x.dtype)
        yield Comparison("activations", grid.source, f"{name}(x)", "ordinary", dtype, *figures)


def compare_papers(folder: Path) -> Iterator[Comparison]:
    """Every paper's own program in a folder, in both types; nothing where there is no folder."""
    for dtype in ("float32", "float64") if folder.is_dir() else ():
        for case in papers.cases(folder, dtype):
            ours = list(results(case, installed).values())
            computed = (case.formulation, ours, list(case.expected.values()))
            yield _comparison(computed, case.source, case.name, "ordinary", dtype)


def _comparison(computed: Computed, source: str, case: str, kind: str, dtype: str) -> Comparison:
    formulation, outputs, recorded = computed
    try:
        worst = [difference(*pair) for pair in zip(outputs, recorded, strict=True)]
    except ValueError as error:
        raise ValueError(f"{source}, case {case}: {error}") from None
    figures = (max(column) for column in zip(*worst, strict=True))
    return Comparison(formulation, source, case, kind, dtype, *figures)


def difference(ours: np.ndarray, theirs: np.ndarray) -> tuple[float, float, float]:
    """The largest absolute difference, the largest in units in the last place, and the scale."""
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        raise ValueError(f"{ours.shape} {ours.dtype} compared with {theirs.shape} {theirs.dtype}")
    size = np.maximum(np.abs(theirs), theirs.dtype.type(1))
    error = np.abs(ours.astype(np.float64) - theirs)
    return float(error.max()), float((error / np.spacing(size)).max()), float(size.max())


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
    for (formulation, framework, kind, dtype), group in groups.items():
        worst = max(group, key=lambda one: (not one.passed, one.error / one.scale))
        ulp = max(one.ulp for one in group)
        number, figures = str(len(group)), (worst.error, ulp, worst.scale)
        yield Comparison(formulation, framework, number, kind, dtype, *figures)
