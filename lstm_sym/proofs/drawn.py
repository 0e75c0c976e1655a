"""Cases with drawn numbers for every configuration of a formulation, computed by its printed code.

They prove nothing about frameworks. They carry a formulation that no framework's arrays reach from
one proof to the next: the code is read back from the equations, and the page must compute the same.
"""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lstm_sym.notation import Formulation
from lstm_sym.proofs.calls import Printed
from lstm_sym.proofs.configurations import Configuration, configurations, given_symbols
from lstm_sym.recorded.case import Case, results

# Different primes, so that no two dimensions can be taken for each other.
SIZES = {"timesteps": 3}
PRIMES = (5, 7, 11, 13)
HEAD = 4  # no prime either way: two of them are no more than the primes
BOUND = 1e-13


def drawn(formulation: Formulation, printed: Printed, function: str = "") -> Iterator[Case]:
    """One case a configuration; masked steps are at different places in each example.

    ``function`` is taken in place of every default.
    """
    for configuration in configurations(formulation):
        if configuration.mask in (None, (True, False, True)):
            yield of_sizes(formulation, printed, configuration, function=function)


def size_of(
    formulation: Formulation, name: str, known: dict[str, int], others: Sequence[int]
) -> int:
    """The size of a dimension, which is known from then on; what heads divide has two of them."""
    if name == "1":
        return 1
    if name not in known:
        head = formulation.cell.heads.get(name, name)
        if head == name:
            known[name] = others[len(known) % len(others)]
        else:
            known[name] = 2 * known.setdefault(head, HEAD)
    return known[name]


def of_sizes(
    formulation: Formulation,
    printed: Printed,
    configuration: Configuration,
    lengths: Sequence[int] = (),
    function: str = "",
) -> Case:
    """One case; ``lengths`` are the batch, the timesteps and the other dimensions in turn."""
    n = formulation.notation
    random = np.random.default_rng(zlib.crc32(str(configuration).encode()))
    batch = n[formulation.sequence.given[0]].shape[0]
    sizes: dict[str, int] = {batch: 2, **SIZES}
    sizes |= dict(zip(sizes, lengths, strict=False))
    others = lengths[2:] or PRIMES
    given: dict[str, Any] = {}
    for symbol in given_symbols(formulation, configuration.options):
        shape = []
        for dimension in n[symbol].shape:
            factor, _, name = dimension.rstrip("?").rpartition("*")
            shape.append(int(factor or 1) * size_of(formulation, name, sizes, others))
        given[symbol.name] = random.normal(size=shape) if shape else 0.375
    if configuration.mask is not None and lengths:
        given["mask"] = random.random(lengths[:2]) < 0.6
    elif configuration.mask is not None:
        mask = [configuration.mask, tuple(not one for one in configuration.mask)]
        given["mask"] = np.array(mask)
    functions = {name: function or f.default for name, f in n.functions.items()}
    case = Case(
        formulation.name,
        "drawn",
        str(configuration),
        BOUND,
        given,
        configuration.options,
        functions,
        dict.fromkeys((s.name for s in formulation.sequence.results), np.empty(0)),
    )
    for array in given.values():
        if isinstance(array, np.ndarray):
            array.setflags(write=False)
    found = results(case, printed.run)
    return replace(case, expected={name: np.asarray(array) for name, array in found.items()})
