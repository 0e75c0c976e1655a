"""What each equation was compared with: the cases that execute it, and the worst error of them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from lstm_numpy import activations
from lstm_sym.proofs import campaign, case, cases
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.page import Formulas

# A source in words; what follows the version is the backend, and each of those is one more run.
FRAMEWORKS = {
    "keras": "Keras",
    "torch": "PyTorch",
    "tensorflow": "TensorFlow",
    "flax": "Flax",
    "paper": "the paper in plain floats",
}
Entry = dict[str, Any]


def record() -> str:
    """Every equation and activation with its fingerprint and what it was compared with, as JSON."""
    manifest = campaign.manifest()
    entries = dict(_entries(manifest))
    lines = [f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items()]
    return '{\n "compared": {\n' + ",\n".join(lines) + "\n }\n}"


def _entries(manifest: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for name, stated in manifest["formulations"].items():
        errors = {one: _error(name, one) for one in cases.of(name)}
        for e in stated["equations"]:
            executing = [one for one in errors if Formulas.holds(e["when"], one.options)]
            found = [(one.source, *errors[one]) for one in executing]
            if found:
                yield f"{name}.{e['label']}", _entry(e["fingerprint"], found)
    for name, stated in manifest["activations"].items():
        grids = [grid for grid in cases.grids() if case.taken_apart(grid.name)[0] == name]
        if grids:
            found = [(grid.source, *_grid_error(grid)) for grid in grids]
            yield name, _entry(stated["fingerprint"], found)


def _entry(fingerprint: str, found: Iterable[tuple[str, str, float]]) -> Entry:
    """Frameworks with their versions, the number of cases, the largest error of each dtype."""
    found = list(found)
    sources: dict[str, dict[str, None]] = {}
    for source, _, _ in found:
        framework, version, *_ = (*source.split(), "")
        sources.setdefault(FRAMEWORKS.get(framework, framework), {})[version] = None
    worst = {
        dtype: float(f"{max(error for _, kind, error in found if kind == dtype):.1e}")
        for dtype in sorted({kind for _, kind, _ in found})
    }
    with_ = {name: sorted(filter(None, versions)) for name, versions in sorted(sources.items())}
    return {"fingerprint": fingerprint, "with": with_, "cases": len(found), "errors": worst}


def _error(formulation: str, one: case.Case) -> tuple[str, float]:
    """The dtype, and the largest error, relative to the largest value where that exceeds 1."""
    printed = Printed(campaign.formulation(formulation), campaign.text(formulation))
    found = case.results(one, printed.run)
    given = next(array for array in one.given.values() if np.asarray(array).dtype.kind == "f")
    return str(np.asarray(given).dtype), case.error(one, found) * one.bound


def _grid_error(grid: case.Grid) -> tuple[str, float]:
    name, parameters = case.taken_apart(grid.name)
    found = activations.BY_NAME[name](grid.x, **{**parameters, **grid.parameters})
    return str(grid.x.dtype), case.grid_error(grid, found) * grid.bound
