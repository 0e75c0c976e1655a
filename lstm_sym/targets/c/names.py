"""Names in printed C: those of a formulation give way where C, or the printed text, has them."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
#: Words of C and of C++, macros of compilers, and what a printed function has itself.
WORDS = """
auto break case char const continue default do double else enum extern float for goto if inline
int long register restrict return short signed sizeof static struct switch typedef union
unsigned void volatile while asm typeof unix linux i386 NULL INFINITY NAN HUGE_VAL errno bool
true false alignas alignof constexpr nullptr static_assert thread_local class new delete this
template typename namespace using public private protected virtual operator friend try catch
throw and or not xor bitand bitor compl export explicit mutable wchar_t
batch timesteps packed mask masked_output workspace share
job t example panel z call given weights first row line unit pair both to divides
"""
TAKEN = frozenset(WORDS.split())


@cache
def free(name: str) -> str:
    """The name, or one like it that nothing else has; raises ValueError for what is none in C."""
    if not IDENTIFIER.fullmatch(name):
        raise ValueError(f"{name} is not a name in C, which has letters from a to z, digits and _")
    if (
        re.search(r"(^|_)(f32|f64|ps|pd)$|(?<!b)float|double|int32_t|FLT_", name)
        and name not in TAKEN
    ):
        raise ValueError(f"{name} has a part that the text in double precision replaces")
    clashes = name in TAKEN or re.search(r"\df$|^LSTM_|^CELL_", name)
    return f"{name}_of_cell" if clashes else name


def units_of(size: str, of: str = "") -> str:
    """How many numbers each row of an array has: its last dimension, in C; ``of`` has its name."""
    last = size.split()[-1]
    return last if last == "1" else of + free(last)


def rows_of(size: str, of: str = "") -> str:
    """How many rows there are: the product of the other dimensions, in C."""
    return " * ".join(of + free(one) for one in size.split()[:-1]) or "1"


def factors(size: str) -> tuple[str, ...]:
    """The dimensions of an array as factors in a macro, whose arguments stand in brackets."""
    return tuple(f"({free(one)})" for one in size.split() if one != "1")


def padded(size: str) -> tuple[str, ...]:
    """The same where each row takes whole registers."""
    *rows, _ = size.split()
    return (*factors(" ".join(rows)), f"LSTM_PADDED({units_of(size)})")


def total(products: Iterable[tuple[str, ...]]) -> str:
    """The sum of products, by their factors: equal ones are counted, and nothing is one."""
    return " + ".join(
        " * ".join([*([str(times)] if times > 1 or not product else []), *product])
        for product, times in Counter(products).items()
    )
