"""Which options two formulations have, and what their defaults are."""

from collections.abc import Iterator

from lstm_sym.notation.quantities import Option
from lstm_sym.roles import Roles

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
    found = {o.name: default(o) for o in (*stated.options, *stated.cell.options)}
    found |= {o.name: default(o) for o in roles.n.options.values() if weights & set(o.gives)}
    return found | roles.functions


def default(option: Option) -> str:
    return "absent" if option.gives and option.default is None else str(option.default)
