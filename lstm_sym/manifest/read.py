"""The product ``manifest.json`` as typed values, found by name."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils.nodes import make_id

from lstm_sym.manifest.schema import (
    Activation,
    Content,
    Equation,
    Formulation,
    Function,
    Option,
    Place,
    Stack,
    Symbol,
    from_json,
    statement,
)

__all__ = [
    "Activation",
    "Equation",
    "Formulation",
    "Function",
    "Manifest",
    "Option",
    "Place",
    "Stack",
    "Symbol",
    "UnknownName",
    "read",
    "statement",
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
    bibliography: tuple[Mapping[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # what a source begins with, and its address
    gradients: Mapping[str, Formulation] = field(default_factory=dict)  # the equations backwards

    def find(self, kind: str, name: str) -> Any:
        """The object of a kind under its full name; raises UnknownName.

        The equations backwards of a formulation are one, too.
        """
        things: Mapping[str, Any] = getattr(self, kind)
        if kind == "formulation" and name in self.gradients:
            return self.gradients[name]
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

    def places(self) -> Iterator[Place]:
        """Where every equation and activation is in the code."""
        stated: list[Equation | Activation] = [*self.equation.values(), *self.activation.values()]
        for one in stated:
            yield from one.code


def owner(name: str) -> str:
    """The formulation that a full name begins with; empty for an activation."""
    return name.rpartition(".")[0]


def read(*paths: str) -> Manifest:
    """What the manifests in files state together, read once for each version of the files.

    Raises ValueError for a file that is not a manifest, and where two of them state the same.
    """
    return _together(tuple((path, Path(path).stat().st_mtime_ns) for path in paths))


@lru_cache(maxsize=4)
def _together(versions: tuple[tuple[str, int], ...]) -> Manifest:
    paths, read = [path for path, _ in versions], [_read(*version) for version in versions]
    distinct(paths, "formulation", [{name: name for name in one.formulation} for one in read])
    distinct(paths, "activation", [{name: name for name in one.activation} for one in read])
    # As a page's anchors have them: lower case, and "-" for "_".
    distinct(paths, "equation", [{name: make_id(name) for name in one.equation} for one in read])
    distinct(paths, "file", [{place.file: place.file for place in one.places()} for one in read])
    return Manifest(
        equation={name: e for one in read for name, e in one.equation.items()},
        symbol={name: s for one in read for name, s in one.symbol.items()},
        option={name: o for one in read for name, o in one.option.items()},
        activation={name: a for one in read for name, a in one.activation.items()},
        formulation={name: f for one in read for name, f in one.formulation.items()},
        versions={
            name: next((one.versions[name] for one in read if one.versions[name]), ())
            for name in VERSIONS
        },
        storages=next((one.storages for one in read if one.storages), ()),
        bibliography=tuple(entry for one in read for entry in one.bibliography),
        links=tuple(link for one in read for link in one.links),
        gradients={name: f for one in read for name, f in one.gradients.items()},
    )


def distinct(paths: list[str], kind: str, named: list[dict[str, str]]) -> None:
    """Raise ValueError where two manifests have what a site cannot tell apart."""
    seen: dict[str, tuple[int, str]] = {}
    for place, names in enumerate(named):
        for name, key in names.items():
            other, first = seen.setdefault(key, (place, name))
            if other != place:
                both = repr(name) if name == first else f"{first!r} and {name!r}, alike in a page"
                raise ValueError(f"{paths[other]} and {paths[place]} both have the {kind} {both}")


@lru_cache(maxsize=16)
def _read(path: str, _changed: int) -> Manifest:
    try:
        return of_text(Path(path).read_text(encoding="utf-8"), str(Path(path).parent))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        reason = f"{type(error).__name__}: {error}"
        raise ValueError(f"{path} is not a manifest of `lstm-sym generate` ({reason})") from None


def of_text(text: str, folder: str = "") -> Manifest:
    """What a file states, under full names; the files of its places are in a folder."""
    content = from_json(Content, json.loads(text))

    def located(code: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(replace(place, folder=folder) for place in code)

    named: dict[str, dict[str, Any]] = {"equation": {}, "symbol": {}, "option": {}}

    def taken(stated: Mapping[str, Formulation]) -> dict[str, Formulation]:
        formulations = {}
        for own, f in stated.items():
            stacks = {code: replace(stack, code=code) for code, stack in f.stacks.items()}
            formulations[own] = replace(f, name=own, title=f.title or own, stacks=stacks)
            for e in f.equations:
                name = f"{own}.{e.label}"
                named["equation"][name] = replace(e, name=name, code=located(e.code))
            parts = (("symbol", f.symbols), ("symbol", f.functions), ("option", f.options))
            for kind, things in parts:
                for code, thing in things.items():
                    name = f"{own}.{code}"
                    named[kind][name] = replace(thing, name=name, code=code)
        return formulations

    formulations, gradients = taken(content.formulations), taken(content.gradients or {})
    return Manifest(
        **named,
        activation={
            name: replace(a, name=name, code=located(a.code))
            for name, a in (content.activations or {}).items()
        },
        formulation=formulations,
        versions={name: getattr(content, key) or () for name, key in VERSIONS.items()},
        storages=content.storages or (),
        bibliography=content.bibliography or (),
        links=tuple((content.links or {}).items()),
        gradients=gradients,
    )
