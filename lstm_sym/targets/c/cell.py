"""Words of the printed C: comments, sums, and the enumeration of what is emitted under a mask."""

import re
from collections.abc import Iterable, Iterator

from lstm_sym.notation import Formulation
from lstm_sym.program import Sum


def masked_outputs(formulation: Formulation) -> Iterator[str]:
    """The enumeration of what is emitted at a masked timestep, for the header."""
    yield "enum lstm_masked_output {"
    for name, meaning in formulation.notation.options["masked_output"].choices.items():
        yield f"    LSTM_MASKED_{str(name).upper()}, {comment(meaning)}"
    yield "};"


def comment(text: str) -> str:
    """A text as a C comment; a ``*/`` in it is taken apart."""
    return f"/* {' '.join(text.split()).replace('*/', '* /')} */"


def unread(names: Iterable[str], lines: list[str]) -> Iterator[str]:
    """Lines of a function's body behind those that say which names none of them reads."""
    yield from (f"    (void){name};" for name in names if name not in names_in(lines))
    yield from lines


def names_in(lines: Iterable[str]) -> set[str]:
    """The names in lines of code, whose comments are behind it."""
    return set(re.findall(r"\w+", " ".join(line.partition("/*")[0] for line in lines)))


def show_sum(one: Sum) -> str:
    """The sum that a packed product computes, as a comment."""
    terms = [f"{vector} {weights}" for vector, weights in one.terms.items()]
    return " + ".join([*terms, *([str(one.bias)] if one.bias != 0 else [])])
