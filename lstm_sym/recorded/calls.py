"""How printed code is called for a case: by the names of the notation."""

import importlib
from collections.abc import Mapping
from functools import partial
from typing import Any

from lstm_numpy import activations
from lstm_sym.equations import BY_NAME
from lstm_sym.notation import Formulation
from lstm_sym.recorded.case import Arrays, Case, taken_apart


def arguments(
    formulation: Formulation,
    given: Mapping[str, Any],
    options: Mapping[str, Any],
    functions: Mapping[str, Any],
    of_cell: bool = False,
) -> dict[str, Any]:
    """The keyword arguments of the printed sequence, or of the printed cell."""
    stated = formulation.cell if of_cell else formulation.sequence
    words: dict[str, Any] = dict(functions)
    for symbol in (*stated.given, *formulation.cell.weights):
        if symbol.name in given:
            words[symbol.name] = given[symbol.name]
    own = formulation.cell.options
    for option in own if of_cell else (*formulation.sequence.options, *own):
        if not option.gives:
            words[option.name] = options[option.name]
        elif all(symbol.name in given for symbol in option.gives):
            values = tuple(given[symbol.name] for symbol in option.gives)
            words[option.name] = values if len(values) > 1 else values[0]
    return words


def functions(case: Case, own: Mapping[str, Any]) -> dict[str, Any]:
    """The functions of a case as the printed code takes them; ``own`` stand for those of a name."""
    found: dict[str, Any] = {}
    for symbol, text in case.functions.items():
        name, parameters = taken_apart(text)
        function: Any = own.get(name) or getattr(activations, name, name)
        found[symbol] = partial(function, **parameters) if parameters else function
    return found


def installed(given: Arrays, case: Case) -> Mapping[str, Any]:
    """What the function of the installed package returns for a case, by the results' names."""
    formulation = BY_NAME[case.formulation]
    module = importlib.import_module(f"lstm_numpy.{formulation.module}")
    words = arguments(formulation, given, case.options, functions(case, {}))
    returned = getattr(module, formulation.sequence.name)(**words)
    return dict(zip(case.expected, returned, strict=True))
