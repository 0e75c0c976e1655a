"""The recorded arrays as frameworks stored them: files, and the cases in them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from lstm_numpy import releases
from lstm_sym.recorded.case import BOUNDS, Case, Grid

Array = np.ndarray


@dataclass(frozen=True)
class Record:
    """One case as a framework stored it."""

    source: str
    name: str
    about: Mapping[str, Any]
    words: Mapping[str, Any]
    arrays: dict[str, Array]

    @property
    def bound(self) -> float:
        return BOUNDS[self.words["kind"], self.words["dtype"]]

    def case(
        self,
        formulation: str,
        given: Mapping[str, Any],
        options: Mapping[str, Any],
        functions: Mapping[str, str],
        expected: Mapping[str, Array],
        name: str = "",
        **more: Any,
    ) -> Case:
        return Case(
            formulation, self.source, self.name + name, self.bound,
            given, options, functions, expected, **more,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Recording:
    """What one framework computed: a file of JSON, and the file of arrays that it describes."""

    path: Path
    about: Mapping[str, Any]
    arrays: Mapping[str, Array]

    @cached_property
    def source(self) -> str:
        """The framework, its version and its backend."""
        words = (
            self.about[key] for key in ("framework", "version", "backend") if key in self.about
        )
        return " ".join(words)

    def records(self) -> Iterator[Record]:
        """Every case."""
        for name, words in self.about["cases"].items():
            prefix = f"{name}."
            stored = {
                key.removeprefix(prefix): array
                for key, array in self.arrays.items()
                if key.startswith(prefix)
            }
            yield Record(self.source, name, self.about, words, stored)

    def grids(self) -> Iterator[tuple[str, Grid]]:
        """Each activation on its grid, under the framework's own name of it."""
        for key in sorted(self.arrays):
            if key.startswith("activation.") and key.endswith(".x"):
                _, name, dtype, _ = key.split(".")
                meant = releases.activation("activation", name, self.about["version"])
                x, y = self.arrays[key], self.arrays[key[:-1] + "y"]
                yield name, Grid(self.source, str(meant), x, y, BOUNDS["ordinary", dtype])


def recordings(folder: Path) -> Iterator[Recording]:
    """Every file in a folder; raises ValueError for arrays that were changed, and for none."""
    # The models in a folder files/ bring JSON of their own.
    found = sorted(folder.rglob("*.json"))
    paths = [path for path in found if "files" not in path.relative_to(folder).parts]
    if not paths:
        raise ValueError(f"{folder} holds no reference arrays: pass --arrays, or make reference")
    yield from map(recording, paths)


def recording(path: Path) -> Recording:
    """A file and the arrays that it describes; raises ValueError with the file's name."""
    try:
        about = json.loads(path.read_text(encoding="utf-8"))
        archive, digest = path.with_name(about["arrays"]), about["sha256"]
    except (ValueError, KeyError, TypeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ValueError(f"{path} is not a manifest of reference arrays ({reason})") from None
    if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
        raise ValueError(f"{archive.name} is not the file that {path.name} describes")
    try:
        with np.load(archive, allow_pickle=False) as arrays:
            return Recording(path, about, dict(arrays))
    except (ValueError, TypeError, AttributeError, BadZipFile) as error:
        raise ValueError(f"{archive} is not an archive of arrays ({error})") from None


def grids_with_parameters(path: Path) -> Iterable[Grid]:
    """Activations with parameters away from their defaults, from a file of their own."""
    about = json.loads(path.read_text(encoding="utf-8"))
    source = f"{about['framework']} {about['version']} {about['backend']}"
    x, bound = np.array(about["x"]), BOUNDS["ordinary", "float64"]
    for case in about["cases"]:
        yield Grid(source, case["name"], x, np.array(case["y"]), bound, case["parameters"])
