"""The product ``manifest.json``: every equation with its symbols, texts and places in the code.

The documentation reads this and never SymPy.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import sympy as sp

from lstm_sym.bibliography import BIBLIOGRAPHY, links
from lstm_sym.dropout import DROPOUT_MASKS
from lstm_sym.equations import ACTIVATIONS, FORMULATIONS, onnx
from lstm_sym.manifest import schema
from lstm_sym.manifest.places import places
from lstm_sym.manifest.tree import tree
from lstm_sym.notation import Activation, Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.quantities import Quantity, Stack
from lstm_sym.packages import MEASURED
from lstm_sym.roles import Roles
from lstm_sym.storage import STORAGES, Storage
from lstm_sym.storage_packages import OTHERS
from lstm_sym.targets.numpy.keeping import KEEP
from lstm_sym.targets.paper import formulation as paper
from lstm_sym.targets.paper import sentences as words
from lstm_sym.targets.paper.gradients import PaperGradients
from lstm_sym.targets.paper.tex import value_and_slope
from lstm_sym.targets.paper.unicode import plain
from lstm_sym.versions import (
    KERAS1_VERSIONS,
    KERAS_VERSIONS,
    NEWEST_KERAS,
    TENSORFLOW_VERSIONS,
)

#: The parts of the equations backwards, in the order of `PaperGradients.parts`.
PARTS = ("forwards", "backwards", "weights")
#: What all gradients share.
ENGINE = "lstm_numpy/backward.py"
ABOUT = "Printed from {} by `lstm-sym generate`. Do not edit."


def manifest(files: Mapping[str, str], stated: Iterable[Formulation] = FORMULATIONS) -> str:
    """The manifest's text, for the texts of all other products."""
    stated = list(stated)
    content = schema.Content(
        about=ABOUT.format("lstm_sym"),
        formulations={f.name: formulation(f, files) for f in stated},
        gradients=gradients(stated, files),
        activations={a.name: activation(a, found) for a, found in _activations(files)},
        keras_versions=tuple(map(asdict, KERAS_VERSIONS)),
        tensorflow_versions=tuple(map(asdict, TENSORFLOW_VERSIONS)),
        newest_keras=NEWEST_KERAS,
        keras1_versions=tuple(map(asdict, KERAS1_VERSIONS)),
        dropout_masks=tuple(map(asdict, DROPOUT_MASKS)),
        storages=tuple(map(storage, (*STORAGES, *OTHERS))),
        bibliography=tuple(
            {
                "key": p.key,
                "year": str(p.year),
                "cited": p.cited(),
                "address": p.address,
                "bibtex": p.bibtex,
            }
            for p in BIBLIOGRAPHY
        ),
        links=links(source for f in stated for source in f.sources),
    )
    return signed(schema.to_json(content), files)


def storage(stated: Storage) -> dict[str, Any]:
    """How a framework stores a layer, with what was measured of it beside."""
    measured = MEASURED.get((stated.cell, stated.name))
    seen = {
        gate: sees()[gate]
        for one in stated.arrays
        for gate in (one.gates if "peephole" in one.parts else "")
    }
    return {**asdict(stated), "measured": asdict(measured) if measured else None, "sees": seen}


@cache
def sees() -> dict[str, str]:
    """Which cell state each gate sees by its peepholes: as ONNX's equations say.

    Every package's peepholes become ONNX's, and are compared so.
    """
    cell, found = onnx.formulation.cell, {}
    for equation in cell.equations:
        names = {one.name for one in equation.right.free_symbols}
        for gate in (name[-1] for name in names if name.startswith("P_")):
            found[gate] = "new" if "C_t" in names else "before"
    return found


def of_one(stated: Formulation, files: Mapping[str, str]) -> str:
    """The manifest of a formulation outside the project, whose module is in no package."""
    content = schema.Content(
        about=ABOUT.format(paper.written_in(stated)),
        formulations={stated.name: formulation(stated, files, package="")},
        gradients=gradients([stated], files, package="") or None,
    )
    return signed(schema.to_json(content), files)


def signed(content: dict[str, Any], files: Mapping[str, str]) -> str:
    """The manifest's text, with the digests of the products and its own."""
    content["files"] = {path: digest(text) for path, text in sorted(files.items())}
    content["digest"] = digest(json.dumps(content, sort_keys=True))
    return readable(content) + "\n"


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def formulation(
    stated: Formulation, files: Mapping[str, str], package: str = "lstm_numpy"
) -> schema.Formulation:
    """Title, sources, notation and equations of one formulation."""
    n, cell = stated.notation, stated.cell
    file = f"{package}/{stated.module}.py".lstrip("/")
    found = places(file, files[file], [e.label for e in stated.equations])
    roles = Roles(stated)
    role_of = {e.label: role for role, e in roles.equations.items()}
    known = printers(stated)
    return schema.Formulation(
        title=stated.title,
        sources=tuple(stated.sources),
        module=f"{package}.{stated.module}".lstrip("."),
        written_in=paper.written_in(stated),
        gates=stated.layout.gates,
        cell=schema.Cell(
            name=cell.name,
            latex=cell.latex,
            given=tuple(s.name for s in cell.given),
            weights=tuple(s.name for s in cell.weights),
            results=tuple(s.name for s in cell.results),
            states={s.before.name: s.now.name for s in n.series_of if s.now in cell.results},
        ),
        stacks={whole.name: stack(one) for whole, one in n.stacks.items()},
        symbols={q.name: symbol(q) for q in n.quantities.values()},
        functions={
            f.name: schema.Function(latex=f.latex, default=f.default, meaning=f.meaning)
            for f in n.functions.values()
        },
        options={
            o.name: schema.Option(
                meaning=o.meaning,
                default=o.default,
                choices={str(value): meaning for value, meaning in o.choices.items()},
            )
            for o in n.options.values()
        },
        # What each symbol is for, in words that all formulations share: so that two compare.
        roles={symbol.name: role for symbol, role in roles.names.items()},
        equations=tuple(
            of_formulation(stated, e, found[e.label], role_of.get(e.label, ""), known)
            for e in stated.equations
        ),
    )


def of_formulation(
    stated: Formulation,
    one: Equation,
    found: Iterable[schema.Place],
    role: str,
    known: "Printers",
) -> schema.Equation:
    """One equation of a formulation."""
    parts = ("start", "each", "finish")
    part = next((p for p in parts if one in getattr(stated.sequence, p)), "cell")
    # After the loop the quantity at T is the one of the last timestep.
    series = stated.notation.series_of
    in_code = {s.last.name: s.now.name for s in series if s.last in one.right.free_symbols}
    when = paper.condition(stated, one.when)
    return equation(one, known, part, found, when, role, in_code)


def gradients(
    stated: Iterable[Formulation], files: Mapping[str, str], package: str = "lstm_numpy"
) -> dict[str, schema.Formulation]:
    """The equations backwards of the formulations that have them, by the names of their modules."""
    found = {}
    for one in stated:
        file = f"{package}/{one.module}_gradients.py".lstrip("/")
        if file in files and one.notation.series_of:  # one that has a loop
            found[f"{one.name}_gradients"] = backwards(one, files, file)
    return found


def backwards(
    stated: Formulation, files: Mapping[str, str], file: str, when: Mapping[str, object] = {}
) -> schema.Formulation:
    """The equations backwards of one formulation, with the functions that it has by default.

    ``when`` has values of options that choose equations, where they are not the usual ones.
    """
    named = {a.name: a for a in ACTIVATIONS}
    chosen = {name: named[f.default] for name, f in stated.notation.functions.items()}
    back = PaperGradients(stated, when, chosen)
    shown = [e for equations in back.parts.values() for e in equations]
    labels = [e.label for e in shown]
    # How gates are computed forwards is on the cards of the formulation itself.
    found = {
        label: [one for one in each if not one.function.startswith(KEEP)]
        for label, each in places(file, files[file], labels).items()
    }
    for label, shared in places(ENGINE, files.get(ENGINE, ""), labels).items():
        found[label] += shared
    latex, marked, unicode = map(back.printer, ("latex", "marked", "unicode"))
    printers = Printers(latex, marked, unicode, back.sentence)
    used = {s for e in shown for s in (*e.left.free_symbols, *e.right.free_symbols)}
    used |= {*back.stated.cell.weights, *(s for state in back.body.states for s in state.series)}
    return schema.Formulation(
        title=f"Gradients of {stated.title_within}",
        sources=tuple(stated.sources),
        module=file.removesuffix(".py").replace("/", "."),
        written_in=paper.written_in(stated),
        gates=stated.layout.gates,
        cell=schema.Cell(
            given=tuple(s.name for s in back.given),
            weights=tuple(s.name for s in stated.cell.weights),
            results=tuple(s.name for s in back.results),
            states={one.name: other.name for one, other in back.handed.items()},
        ),
        stacks={whole.name: stack(one) for whole, one in stated.notation.stacks.items()},
        symbols={q.name: symbol(q) for s, q in back.n.quantities.items() if s in used},
        functions={
            f.name: schema.Function(
                latex=chosen[f.name].latex, default=f.default, meaning=f.meaning
            )
            for f in stated.notation.functions.values()
        },
        options={},
        equations=tuple(
            equation(e, printers, part, found[e.label])
            for part, equations in zip(PARTS, back.parts.values(), strict=True)
            for e in equations
        ),
    )


def stack(stated: Stack) -> schema.Stack:
    """The blocks of an array."""
    return schema.Stack(
        gates="".join(stated.blocks),
        blocks=tuple(s.name for s in stated.blocks.values()),
        transposed=stated.transposed,
    )


def symbol(q: Quantity) -> schema.Symbol:
    """A quantity as the pages show it."""
    return schema.Symbol(
        latex=q.latex, text=plain(q.latex), shape=tuple(q.shape), meaning=q.meaning
    )


@dataclass(frozen=True)
class Printers:
    """What prints an equation in each form."""

    latex: Any
    marked: Any
    unicode: Any
    sentence: Callable[[Equation], str]


def printers(stated: Formulation) -> Printers:
    """Those of a formulation, for all of its equations."""
    latex, marked, unicode = paper.latex(stated), paper.marked(stated), paper.unicode(stated)
    return Printers(latex, marked, unicode, words.speaker(stated))


def equation(
    one: Equation,
    printers: Printers,
    part: str,
    found: Iterable[schema.Place],
    when: str = "",
    role: str = "",
    in_code: Mapping[str, str] = {},
) -> schema.Equation:
    """One equation as the pages show it."""
    latex = paper.equation(printers.latex, one)
    return schema.Equation(
        label=one.label,
        part=part,
        when=when,
        holds={name: _values(value) for name, value in one.when.items()},
        latex=latex,
        tree=tuple(tree(printers.latex, one)),
        marked=paper.equation(printers.marked, one),
        text=paper.equation(printers.unicode, one),
        words=printers.sentence(one),
        symbols=_in_order(one),
        defines=tuple(s.name for s in one.defined),
        in_code=in_code,
        code=tuple(found),
        fingerprint=digest(f"{latex}\n{when}")[:12],
        role=role,
    )


def activation(stated: Activation, found: Iterable[schema.Place]) -> schema.Activation:
    """One activation as the pages show it."""
    text = paper.of_activation(stated)[1].print(stated.formula)
    value, slope = value_and_slope(stated)
    marked_value, marked_slope = value_and_slope(stated, marked=True)
    value_words, slope_words = words.activation(stated)
    return schema.Activation(
        latex=value,
        derivative=slope,
        marked=marked_value,
        marked_derivative=marked_slope,
        text=f"{stated.name}(x) = {text}",
        words=value_words,
        derivative_words=slope_words,
        meaning=stated.meaning,
        since=stated.since,
        aliases=tuple(stated.aliases),
        parameters={
            p.name: schema.Parameter(
                latex=p.latex,
                default=None if p.default is None else float(p.default),
                meaning=p.meaning,
            )
            for p in stated.parameters
        },
        code=tuple(found),
        fingerprint=digest(value)[:12],
    )


def _activations(files: Mapping[str, str]) -> list[tuple[Activation, list[schema.Place]]]:
    file = "lstm_numpy/activations.py"
    found = places(file, files[file], [a.name for a in ACTIVATIONS])
    return [(a, found[a.name]) for a in ACTIVATIONS]


def _values(value: object) -> tuple[str, ...]:
    """The values of an option under which an equation holds, as the options' choices name them."""
    return tuple(str(one) for one in (value if isinstance(value, tuple) else (value,)))


def _in_order(one: Equation) -> tuple[str, ...]:
    """The names in an equation, left to right."""
    names: dict[str, None] = {}
    for side in (one.left, one.right):
        for node in sp.preorder_traversal(side):
            if isinstance(node, sp.Symbol):
                names[node.name] = None
            elif isinstance(node, sp.core.function.AppliedUndef):
                names[type(node).__name__] = None
    return tuple(names)


def readable(value: Any, margin: str = "") -> str:
    """JSON with a line for each name, and lists of plain values in one line."""
    further = margin + " "
    if isinstance(value, dict) and value:
        lines = [f"{further}{_text(k)}: {readable(v, further)}" for k, v in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{margin}}}"
    if isinstance(value, list | tuple) and any(isinstance(v, dict) for v in value):
        lines = [further + readable(v, further) for v in value]
        return "[\n" + ",\n".join(lines) + f"\n{margin}]"
    return _text(value)


#: As `json.dumps` writes a value, without an encoder for each.
_text = json.JSONEncoder(ensure_ascii=False).encode
