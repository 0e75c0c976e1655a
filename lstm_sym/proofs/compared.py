"""What each equation was compared with: the cases that execute it, and the worst error of them."""

import json
from collections.abc import Iterable, Iterator, Mapping
from re import findall
from typing import Any

import numpy as np

from lstm_numpy import activations
from lstm_sym.proofs import campaign, page_back
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.page import Formulas
from lstm_sym.recorded import case, cases, papers

# The frameworks' names on the pages. A source is a framework, its version and its backend.
FRAMEWORKS = {
    "keras": "Keras",
    "torch": "PyTorch",
    "tensorflow": "TensorFlow",
    "tensorflow.js": "TensorFlow.js",
    "flax": "Flax",
}
#: What gradients are compared with, whatever a framework's autograd gives.
SLOPES = "complex-step derivatives"
#: What has no release.
UNNUMBERED = (papers.SOURCE, SLOPES)
Entry = dict[str, Any]
Found = tuple[str, str, float]  # source, dtype, error


def record() -> str:
    """Every equation and activation with its fingerprint and what it was compared with, as JSON."""
    manifest = campaign.manifest()
    entries = dict(_entries(manifest))
    lines = [f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items()]
    return '{\n "compared": {\n' + ",\n".join(lines) + "\n }\n}"


def _entries(manifest: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    stated = manifest["formulations"]
    errors = {name: {one: _error(name, one) for one in cases.cases_of(name)} for name in stated}

    def found(name: str, e: Mapping[str, Any]) -> list[Found]:
        executing = [one for one in errors[name] if Formulas.holds(e["when"], one.options)]
        return [(one.source, *errors[name][one]) for one in executing]

    every = [
        (f"{name}.{e['label']}", e, found(name, e))
        for name in stated
        for e in stated[name]["equations"]
    ]
    said: dict[tuple[str, str], list[tuple[str, list[Found]]]] = {}
    for full, e, own in every:
        if own:
            said.setdefault((e["latex"], e["when"]), []).append((full, own))
    for full, e, own in every:
        if own:
            yield full, _entry(e["fingerprint"], own)
        elif (e["latex"], e["when"]) in said:  # another formulation's cases execute it
            other, theirs = max(said[e["latex"], e["when"]], key=lambda pair: len(pair[1]))
            yield full, {**_entry(e["fingerprint"], theirs), "as": other}
    for module, of_module in manifest["gradients"].items():
        slopes = list(page_back.errors(manifest, campaign.formulation(backwards_of(module))))
        computed = [(SLOPES, "float64", off) for _, off in slopes]
        yield from (
            (f"{module}.{e['label']}", _entry(e["fingerprint"], computed))
            for e in of_module["equations"]
        )
    for name, stated_activation in manifest["activations"].items():
        grids = [grid for grid in cases.grids() if case.taken_apart(grid.name)[0] == name]
        on_numbers = [(grid.source, *_grid_error(grid)) for grid in grids]
        in_layers = [
            (one.source, *error)
            for of_cases in errors.values()
            for one, error in of_cases.items()
            if name in (case.taken_apart(function)[0] for function in one.functions.values())
        ]
        if on_numbers or in_layers:
            yield name, _entry(stated_activation["fingerprint"], on_numbers or in_layers)


def backwards_of(module: str) -> str:
    """The formulation whose equations backwards a part of the manifest has."""
    return module.removesuffix("_gradients")


def _entry(fingerprint: str, found: Iterable[Found]) -> Entry:
    """Frameworks with their versions, the number of cases, the largest error of each dtype."""
    found = list(found)
    sources: dict[str, dict[str, None]] = {}
    for source, _, _ in found:
        # TensorFlow.js has two words for its version.
        words = source.replace("tfjs-layers ", "").split()
        framework, version = (source, "") if source in UNNUMBERED else words[:2]
        sources.setdefault(FRAMEWORKS.get(framework, framework), {})[version] = None
    worst = {
        dtype: float(f"{max(error for _, kind, error in found if kind == dtype):.1e}")
        for dtype in sorted({kind for _, kind, _ in found})
    }
    with_ = {
        name: sorted(filter(None, versions), key=lambda v: [int(n) for n in findall(r"\d+", v)])
        for name, versions in sorted(sources.items())
    }
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
