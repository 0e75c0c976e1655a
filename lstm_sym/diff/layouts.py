"""How two formulations store the same weights."""

from collections.abc import Iterator

from lstm_sym.roles import KINDS, Roles
from lstm_sym.targets.numpy.python import shape

Stored = tuple[str, str, bool]  # the text, the gates by their roles, whether transposed


def layouts(one: Roles, other: Roles) -> Iterator[tuple[str, str, str, bool]]:
    """Each kind of weights, how both store it, and whether that is the same."""
    stored = [of(roles) for roles in (one, other)]
    for kind in KINDS:
        first, second = (arrays.get(kind, []) for arrays in stored)
        if first or second:
            one_text, other_text = ("\n".join(s[0] for s in side) for side in (first, second))
            same = [s[1:] for s in first] == [s[1:] for s in second]
            yield kind, one_text or "none", other_text or "none", same


def of(roles: Roles) -> dict[str, list[Stored]]:
    """The arrays of each kind: name, gates in order, shape."""
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
