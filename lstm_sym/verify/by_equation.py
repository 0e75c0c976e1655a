"""What each equation was compared with: the comparisons that execute it, and their worst error."""

import json
from collections.abc import Iterable, Iterator, Mapping
from re import findall
from typing import Any

from lstm_sym.proofs import campaign, page_back
from lstm_sym.proofs.page import Formulas
from lstm_sym.recorded import papers
from lstm_sym.recorded.case import taken_apart
from lstm_sym.verify import Comparison

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


def record(compared: Iterable[Comparison]) -> str:
    """Every equation and activation with its fingerprint and what it was compared with, as JSON."""
    entries = dict(_entries(campaign.manifest(), list(compared)))
    lines = [f"  {json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items()]
    return '{\n "compared": {\n' + ",\n".join(lines) + "\n }\n}"


def _entries(
    manifest: Mapping[str, Any], compared: list[Comparison]
) -> Iterator[tuple[str, Entry]]:
    stated = manifest["formulations"]

    def found(name: str, e: Mapping[str, Any]) -> list[Found]:
        return [_found(one) for one in compared if executes(one, name, e["when"])]

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
        alone = [_found(one) for one in compared if name in one.functions]
        in_layers = [_found(one) for one in compared if name in _functions(one)]
        if alone or in_layers:
            yield name, _entry(stated_activation["fingerprint"], alone or in_layers)


def executes(one: Comparison, formulation: str, when: str) -> bool:
    """Whether a comparison runs an equation of a formulation, which holds at times."""
    return any(
        case.formulation == formulation and Formulas.holds(when, case.options) for case in one.cases
    )


def _functions(one: Comparison) -> set[str]:
    """The activations inside the layers of a comparison."""
    return {taken_apart(said)[0] for case in one.cases for said in case.functions.values()}


def _found(one: Comparison) -> Found:
    return one.source, one.dtype, one.error


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
