"""The product ``manifest.json`` as typed values, found by name."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from lstm_sym.sphinx.stated import (
    Activation,
    Equation,
    Formulation,
    Option,
    Place,
    Stack,
    Symbol,
)

__all__ = [
    "Activation",
    "Equation",
    "Formulation",
    "Manifest",
    "Option",
    "Place",
    "Stack",
    "Symbol",
    "UnknownName",
    "read",
]

#: Tables of what releases of Keras changed, and where the manifest keeps each.
VERSIONS = {
    "keras": "keras_versions",
    "tensorflow": "tensorflow_versions",
    "keras1": "keras1_versions",
    "dropout": "dropout_masks",
}


class UnknownName(LookupError):
    """A name that the manifest does not have; the message says what was meant."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        close = get_close_matches(name, list(known), n=1, cutoff=0.5)
        meant = f" (did you mean {close[0]!r}?)" if close else ""
        super().__init__(f"unknown {kind} {name!r}{meant}")


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
        return [self.equation[name] for name in self.equation if owner(name) == formulation]

    def holds(self, equation: Equation, chosen: Mapping[str, str]) -> bool:
        """Whether an equation holds under the chosen values of options, the others as usual."""
        return all(
            chosen.get(name, self.option[f"{owner(equation.name)}.{name}"].usual) in values
            for name, values in equation.holds.items()
        )

    def notation(self, formulation: str) -> list[Symbol | Option]:
        """Every symbol, function and option of a formulation."""
        return [
            things[name]
            for things in (self.symbol, self.option)
            for name in things
            if owner(name) == formulation
        ]


def owner(name: str) -> str:
    """The formulation that a full name begins with; empty for an activation."""
    return name.rpartition(".")[0]


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
        activation={
            name: _activation(name, a) for name, a in content.get("activations", {}).items()
        },
        formulation={f: _formulation(f, stated[f]) for f in stated},
        versions={name: tuple(content.get(key, ())) for name, key in VERSIONS.items()},
        storages=tuple(content.get("storages", ())),
    )


def _formulation(name: str, stated: Mapping[str, Any]) -> Formulation:
    stacks = stated.get("stacks", {}).items()
    cell = stated.get("cell", {})
    return Formulation(
        name,
        stated.get("title", name),
        tuple(stated["sources"]),
        tuple(Stack(code, s["gates"], s["transposed"]) for code, s in stacks),
        tuple(cell.get("given", ())),
        tuple(cell.get("weights", ())),
        tuple(cell.get("results", ())),
        cell.get("states", {}),
        stated.get("roles", {}),
        cell.get("name", ""),
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
            e["part"],
            {name: tuple(values) for name, values in e.get("holds", {}).items()},
            tuple(e.get("tree", ())),
            e.get("text", ""),
            e.get("role", ""),
            e["marked"],
            e["words"],
            tuple(e["symbols"]),
            tuple(e["defines"]),
            e["in_code"],
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
        a["marked"],
        a["marked_derivative"],
        a["words"],
        a["derivative_words"],
    )


def _places(code: Iterable[Mapping[str, Any]]) -> tuple[Place, ...]:
    return tuple(Place(p["file"], p["function"], p["line"], p["code"]) for p in code)
