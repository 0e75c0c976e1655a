"""The table that compares the arrays of formulations: gate order, biases, peepholes, states."""

from collections.abc import Iterable, Sequence

from docutils import nodes

from lstm_sym.manifest.read import Formulation, Manifest, Stack, Symbol, owner
from lstm_sym.sphinx.cards import reference
from lstm_sym.sphinx.tables import Cell, cells, listed, math, text
from lstm_sym.sphinx.tables import table as made

HEAD = ("formulation", "gates", "arrays", "biases", "peepholes", "states")


def table(manifest: Manifest, stated: Iterable[Formulation]) -> nodes.table:
    """One line for each formulation that has arrays, linked to its equations."""
    rows = [cells(_row(manifest, one)) for one in stated if one.stacks]
    return made(HEAD, rows, "lstm-layouts")


def _row(manifest: Manifest, stated: Formulation) -> Sequence[Cell]:
    symbols = {s.code: s for s in manifest.notation(stated.name) if isinstance(s, Symbol)}
    kinds: dict[str, list[Stack]] = {"weights": [], "bias": [], "peephole": []}
    for stack in stated.stacks.values():
        meaning = symbols[stack.code].meaning
        kinds[next((k for k in ("bias", "peephole") if k in meaning), "weights")].append(stack)
    biases, wholes = kinds["bias"], [stack.code for stack in kinds["peephole"]]
    peepholes = [s for s in symbols.values() if "peephole" in s.meaning and s.code not in wholes]
    return [
        [_link(manifest, stated)],
        text("\N{NO-BREAK SPACE}".join(stated.gates)),
        _arrays(kinds["weights"]),
        [*text(f"{len(biases)}: "), *_arrays(biases)] if biases else text("none"),
        math(peepholes) if peepholes else text("none"),
        math([symbols[code] for code in stated.cell.given if code.endswith("_tm1")]),
    ]


def _link(manifest: Manifest, stated: Formulation) -> nodes.Node:
    """The title, which leads to the first equation that always holds."""
    own = (name for name in manifest.equation if owner(name) == stated.name)
    # One after the other: the page is read again for those that it has looked at.
    first = next(e for e in (manifest.equation[name] for name in own) if not e.when)
    return reference("eq", first.name, nodes.Text(stated.title))


def _arrays(stacks: Iterable[Stack]) -> Cell:
    """Names in code; a transposed array has its gates one below the other."""
    return listed(
        [
            nodes.inline(
                "", "", nodes.literal("", s.code), nodes.Text(" transposed" if s.transposed else "")
            )
            for s in stacks
        ]
    )
