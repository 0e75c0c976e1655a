"""Compares the printed NumPy code with real frameworks' arrays and with papers in plain floats."""

import hashlib
import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from lstm_numpy import LSTM, activations, releases
from lstm_sym.verify import papers
from lstm_sym.verify.frameworks import runners

Arrays = dict[str, np.ndarray]

# The largest error that passes, by kind of case and by dtype: absolute where no value exceeds 1,
# else relative to the largest value. In a saturated case the sums before an activation are in the
# thousands, and so is what their rounding may cost.
BOUNDS = {
    ("ordinary", "float32"): 1e-6,
    ("ordinary", "float64"): 1e-13,
    ("saturated", "float32"): 1e-5,
    ("saturated", "float64"): 1e-12,
}


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
    """Every case of every manifest in a folder; raises ValueError for arrays that were changed."""
    # What is in files/ are models, whose JSON is their own.
    found = sorted(folder.rglob("*.json"))
    manifests = [one for one in found if "files" not in one.relative_to(folder).parts]
    if not manifests:
        raise ValueError(f"{folder} holds no reference arrays: pass --arrays, or make reference")
    for path in manifests:
        about, arrays = loaded(path)
        try:
            if "activations" in about:
                yield from keras_layers(about, arrays)
                yield from keras_activations(about, arrays)
            else:
                yield from recorded(about, arrays)
        except (KeyError, TypeError, AttributeError) as error:
            said = f"{type(error).__name__}: {error}"
            raise ValueError(f"{path} describes no case that can be run ({said})") from None


def loaded(path: Path) -> tuple[dict[str, Any], Arrays]:
    """A manifest and the arrays that it describes; raises ValueError with the file's name."""
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        archive, digest = path.with_name(about["arrays"]), about["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        said = f"{type(error).__name__}: {error}"
        raise ValueError(f"{path} is no manifest of reference arrays ({said})") from None
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        raise ValueError(f"{archive.name} is not the file that {path.name} describes")
    try:
        with np.load(archive, allow_pickle=False) as found:
            return about, dict(found)
    except (ValueError, TypeError, AttributeError, BadZipFile) as error:
        raise ValueError(f"{archive} is no archive of arrays ({error})") from None


def compare_papers(folder: Path) -> Iterator[Comparison]:
    """Every paper's own program in a folder, in both types; nothing where there is no folder."""
    for dtype in ("float32", "float64") if folder.is_dir() else ():
        for case in papers.cases(folder, dtype):
            function = importlib.import_module(f"lstm_numpy.{case.formulation}").lstm
            states = [name for name in case.given if name.endswith("_0")]
            words: dict[str, Any] = {k: a for k, a in case.given.items() if k not in states}
            if states:
                words["initial_state"] = tuple(case.given[name] for name in states)
            if "variant" in case.options:
                words["variant"] = case.options["variant"]
            result = function(**words)
            keys = [f"expected {name}" for name in case.expected]
            theirs = {f"expected {k}": a.astype(dtype) for k, a in case.expected.items()}
            about = {"framework": "the paper", "version": "in plain floats"}
            words = {"kind": "ordinary", "dtype": dtype}
            computed = (case.formulation, list(result))
            yield _comparison(about, case.name, words, computed, keys, theirs)


def recorded(about: dict[str, Any], arrays: Arrays) -> Iterator[Comparison]:
    """The cases of another framework, as its runners compute them."""
    for run in runners(about):
        for name, case in about["cases"].items():
            given = _of(name, arrays)
            computed = run(about, case, given)
            if computed is not None:
                yield _comparison(about, name, case, computed, case["outputs"], given)


def _comparison(
    about: dict[str, Any], name: str, case: dict[str, Any], computed: Any, keys: Any, given: Arrays
) -> Comparison:
    formulation, outputs = computed
    pairs = zip(outputs, keys, strict=True)
    try:
        worst = [difference(output, given[key]) for output, key in pairs]
    except ValueError as error:
        raise ValueError(f"{source(about)}, case {name}: {error}") from None
    figures = (max(column) for column in zip(*worst, strict=True))
    return Comparison(formulation, source(about), name, case["kind"], case["dtype"], *figures)


def keras_layers(about: dict[str, Any], arrays: Arrays) -> Iterator[Comparison]:
    """The cases of an LSTM layer of Keras."""
    for name, case in about["cases"].items():
        given = _of(name, arrays)
        outputs = run_keras(about, case, given)
        keys = ("lstm_output", "state_h", "state_c")
        yield _comparison(about, name, case, ("keras", outputs), keys, given)


def run_keras(about: dict[str, Any], case: dict[str, Any], given: Arrays) -> Any:
    """The layer of a case, built with the case's own words, called as Keras was."""
    words = dict(case["layer"])
    if releases.row(about["version"]).recurrent_activation is None:  # of several by this name
        words.setdefault("recurrent_activation", about["recurrent_activation"])
    layer = LSTM(**words, keras_version=about["version"], backend=about["backend"])
    names = ("kernel", "recurrent_kernel", "bias")
    layer.set_weights([given[weight] for weight in names if weight in given])
    state = (given["initial_h"], given["initial_c"]) if "initial_h" in given else None
    if "previous_sequences" in given:
        layer(given["previous_sequences"], initial_state=state)
    return layer(given["sequences"], mask=given.get("mask"), initial_state=state)


def keras_activations(about: dict[str, Any], arrays: Arrays) -> Iterator[Comparison]:
    """Each activation alone, on a grid; errors are relative to inputs and values above 1."""
    for key in sorted(arrays):
        if not (key.startswith("activation.") and key.endswith(".x")):
            continue
        _, name, dtype, _ = key.split(".")
        meant = releases.activation("activation", name, about["version"])
        function = activations.BY_NAME[str(meant)]
        x, y = arrays[key], arrays[key[:-1] + "y"]
        scale = np.maximum(1, np.maximum(np.abs(x), np.abs(y)))
        figures = difference(function(x) / scale, y / scale)
        yield Comparison("activations", source(about), f"{name}(x)", "ordinary", dtype, *figures)


def difference(ours: np.ndarray, theirs: np.ndarray) -> tuple[float, float, float]:
    """The largest absolute difference, the largest in units in the last place, and the scale."""
    if ours.shape != theirs.shape or ours.dtype != theirs.dtype:
        raise ValueError(f"{ours.shape} {ours.dtype} compared with {theirs.shape} {theirs.dtype}")
    size = np.maximum(np.abs(theirs), theirs.dtype.type(1))
    error = np.abs(ours.astype(np.float64) - theirs)
    return float(error.max()), float((error / np.spacing(size)).max()), float(size.max())


def source(about: dict[str, Any]) -> str:
    """The framework, its version and its backend."""
    return f"{about['framework']} {about['version']} {about.get('backend', '')}".strip()


def _of(case: str, arrays: Arrays) -> Arrays:
    prefix = f"{case}."
    return {key.removeprefix(prefix): a for key, a in arrays.items() if key.startswith(prefix)}


def summaries(compared: list[Comparison], every_case: bool) -> Iterator[Comparison]:
    """The comparisons themselves, or the worst of each framework, kind and dtype.

    What is said of one formulation stands together.
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
