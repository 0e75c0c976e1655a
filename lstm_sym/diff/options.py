"""Which options two formulations have, with which defaults, and how they store the same weights."""

from collections.abc import Iterator

from lstm_sym.notation.quantities import Option
from lstm_sym.roles import KINDS, Roles
from lstm_sym.targets.numpy.python import shape

NONE = "no such option"


def options(one: Roles, other: Roles) -> Iterator[tuple[str, str, str]]:
    """The options and functions that only one has, or whose defaults differ."""
    first, second = (defaults(roles) for roles in (one, other))
    for name in dict.fromkeys([*first, *second]):
        values = first.get(name, NONE), second.get(name, NONE)
        if values[0] != values[1]:
            yield name, *values


def defaults(roles: Roles) -> dict[str, str]:
    """The default of each option of the sequence and of the cell, and of each function."""
    stated = roles.formulation.sequence
    weights = set(roles.formulation.cell.weights)
    found = [*stated.options, *stated.cell.options]
    found += [o for o in roles.n.options.values() if weights & set(o.gives)]
    return {o.name: shown(o, roles.options[o.name]) for o in found} | roles.functions


def shown(option: Option, value: object) -> str:
    return "absent" if option.gives and value is None else str(value)


Stored = tuple[str, str, bool]  # the text, the gates by their roles, whether transposed


def layouts(one: Roles, other: Roles) -> Iterator[tuple[str, str, str, bool]]:
    """Each kind stored_by weights, how both store it, and whether that is the same."""
    stored = [stored_by(roles) for roles in (one, other)]
    for kind in KINDS:
        first, second = (arrays.get(kind, []) for arrays in stored)
        if first or second:
            one_text, other_text = ("\n".join(s[0] for s in side) for side in (first, second))
            same = [s[1:] for s in first] == [s[1:] for s in second]
            yield kind, one_text or "none", other_text or "none", same


def stored_by(roles: Roles) -> dict[str, list[Stored]]:
    """The arrays stored_by each kind: name, gates in order, shape."""
    found: dict[str, list[Stored]] = {}
    for whole in roles.formulation.cell.weights:
        stack = roles.n.stacks.get(whole)
        blocks = stack.blocks if stack else {"": whole}
        taken = [roles.blocks[block] for block in blocks.values() if block in roles.blocks]
        if not taken:
            continue
        order = " ".join(blocks)
        name = f"{whole}: {order}" if order else str(whole)
        gates = " ".join(gate for _, gate in taken)
        transposed = bool(stack and stack.transposed)
        text = f"{name} {shape(roles.n[whole].shape)}"
        found.setdefault(taken[0][0], []).append((text, gates, transposed))
    return found
