"""The product ``manifest.json`` as typed values, found by name."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

#: Tables of what releases of Keras changed, and where the manifest keeps each.
VERSIONS = {"keras": "keras_versions", "keras1": "keras1_versions", "dropout": "dropout_masks"}


class UnknownName(LookupError):
    """A name that the manifest does not have; the message says what was meant."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        close = get_close_matches(name, list(known), n=1, cutoff=0.5)
        meant = f" (did you mean {close[0]!r}?)" if close else ""
        super().__init__(f"unknown {kind} {name!r}{meant}")


@dataclass(frozen=True)
class Place:
    """Where an equation stands in the product."""

    file: str
    function: str
    line: int
    code: str

    @property
    def target(self) -> str:
        """The function's full name in Python."""
        return f"{self.file.removesuffix('.py').replace('/', '.')}.{self.function}"


@dataclass(frozen=True)
class Equation:
    """One equation, under its full name such as ``keras.input-gate``."""

    name: str
    label: str
    when: str
    latex: str
    code: tuple[Place, ...]
    fingerprint: str
    part: str = "cell"


@dataclass(frozen=True)
class Symbol:
    """A quantity or a function that the equations speak of."""

    name: str
    code: str
    latex: str
    shape: tuple[str, ...]
    meaning: str
    part: str = "symbols"
    default: str = ""


@dataclass(frozen=True)
class Option:
    """What a caller decides."""

    name: str
    code: str
    meaning: str
    default: Any
    choices: Mapping[str, str]
    part: str = "options"


@dataclass(frozen=True)
class Activation:
    """An elementwise function that a user may choose."""

    name: str
    latex: str
    derivative: str
    meaning: str
    since: str
    aliases: tuple[str, ...]
    parameters: Mapping[str, Mapping[str, Any]]
    code: tuple[Place, ...]
    fingerprint: str


@dataclass(frozen=True)
class Stack:
    """An array that holds the blocks of several gates."""

    code: str
    gates: str
    transposed: bool


@dataclass(frozen=True)
class Formulation:
    """What is said of a whole formulation."""

    name: str
    title: str
    sources: tuple[str, ...]
    stacks: tuple[Stack, ...]
    given: tuple[str, ...]  # to the cell, by their names in code


@dataclass(frozen=True)
class Manifest:
    """Everything that pages show: objects of four kinds by full name, formulations, versions."""

    equation: Mapping[str, Equation]
    symbol: Mapping[str, Symbol]
    option: Mapping[str, Option]
    activation: Mapping[str, Activation]
    formulation: Mapping[str, Formulation]
    versions: Mapping[str, tuple[Mapping[str, Any], ...]]  # of the table's name
    storages: tuple[Mapping[str, Any], ...]

    def find(self, kind: str, name: str) -> Any:
        """The object of a kind under its full name; raises UnknownName."""
        things: Mapping[str, Any] = getattr(self, kind)
        if name not in things:
            raise UnknownName(kind, name, things)
        return things[name]

    def equations(self, formulation: str) -> list[Equation]:
        """Every equation of a formulation, in order."""
        return [e for e in self.equation.values() if e.name == f"{formulation}.{e.label}"]

    def notation(self, formulation: str) -> list[Symbol | Option]:
        """Every symbol, function and option of a formulation."""
        stated: list[Symbol | Option] = [*self.symbol.values(), *self.option.values()]
        return [thing for thing in stated if thing.name == f"{formulation}.{thing.code}"]


def read(path: str) -> Manifest:
    """The manifest in a file, read once for each version of the file."""
    return _read(path, Path(path).stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: str, _changed: int) -> Manifest:
    content = json.loads(Path(path).read_text(encoding="utf-8"))
    stated = content["formulations"]
    return Manifest(
        equation={e.name: e for f in stated for e in _equations(f, stated[f])},
        symbol={s.name: s for f in stated for s in _symbols(f, stated[f])},
        option={
            f"{f}.{code}": Option(f"{f}.{code}", code, o["meaning"], o["default"], o["choices"])
            for f in stated
            for code, o in stated[f]["options"].items()
        },
        activation={name: _activation(name, a) for name, a in content["activations"].items()},
        formulation={f: _formulation(f, stated[f]) for f in stated},
        versions={name: tuple(content.get(key, ())) for name, key in VERSIONS.items()},
        storages=tuple(content.get("storages", ())),
    )


def _formulation(name: str, stated: Mapping[str, Any]) -> Formulation:
    stacks = stated.get("stacks", {}).items()
    return Formulation(
        name,
        stated.get("title", name),
        tuple(stated["sources"]),
        tuple(Stack(code, s["gates"], s["transposed"]) for code, s in stacks),
        tuple(stated.get("cell", {}).get("given", ())),
    )


def _equations(formulation: str, stated: Mapping[str, Any]) -> Iterable[Equation]:
    for e in stated["equations"]:
        yield Equation(
            f"{formulation}.{e['label']}",
            e["label"],
            e["when"],
            e["latex"],
            _places(e["code"]),
            e["fingerprint"],
            e.get("part", "cell"),
        )


def _symbols(formulation: str, stated: Mapping[str, Any]) -> Iterable[Symbol]:
    for code, s in stated["symbols"].items():
        name = f"{formulation}.{code}"
        yield Symbol(name, code, s["latex"], tuple(s["shape"]), s["meaning"])
    for code, f in stated["functions"].items():
        name = f"{formulation}.{code}"
        yield Symbol(name, code, f["latex"], (), f["meaning"], "functions", f["default"])


def _activation(name: str, a: Mapping[str, Any]) -> Activation:
    return Activation(
        name,
        a["latex"],
        a["derivative"],
        a["meaning"],
        a["since"],
        tuple(a["aliases"]),
        a["parameters"],
        _places(a["code"]),
        a["fingerprint"],
    )


def _places(code: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(p["file"], p["function"], p["line"], p["code"]) for p in code)
