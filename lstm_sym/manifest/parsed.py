"""The parts of a manifest as typed values."""

from collections.abc import Iterable, Mapping
from typing import Any

from lstm_sym.manifest.schema import Activation, Equation, Formulation, Place, Stack, Symbol


def formulation(name: str, stated: Mapping[str, Any]) -> Formulation:
    """What is said of a whole formulation."""
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


def equations(formulation: str, stated: Mapping[str, Any], folder: str) -> Iterable[Equation]:
    """Every equation of a formulation, in order."""
    for e in stated["equations"]:
        yield Equation(
            f"{formulation}.{e['label']}",
            e["label"],
            e["when"],
            e["latex"],
            _places(e["code"], folder),
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


def symbols(formulation: str, stated: Mapping[str, Any]) -> Iterable[Symbol]:
    """Every symbol and function of a formulation."""
    for code, s in stated["symbols"].items():
        name = f"{formulation}.{code}"
        yield Symbol(name, code, s["latex"], tuple(s["shape"]), s["meaning"])
    for code, f in stated["functions"].items():
        name = f"{formulation}.{code}"
        yield Symbol(name, code, f["latex"], (), f["meaning"], "functions", f["default"])


def activation(name: str, a: Mapping[str, Any], folder: str) -> Activation:
    """One activation."""
    return Activation(
        name,
        a["latex"],
        a["derivative"],
        a["meaning"],
        a["since"],
        tuple(a["aliases"]),
        a["parameters"],
        _places(a["code"], folder),
        a["fingerprint"],
        a["marked"],
        a["marked_derivative"],
        a["words"],
        a["derivative_words"],
    )


def _places(code: Iterable[Mapping[str, Any]], folder: str) -> tuple[Place, ...]:
    return tuple(Place(p["file"], p["function"], p["line"], p["code"], folder) for p in code)
