"""The modules of a formulation: the readable one and, where there is one, the fast form."""

from lstm_sym.lowering.program import NotLoweredError
from lstm_sym.notation import Formulation
from lstm_sym.passes.operations import NoOperationError
from lstm_sym.products import numpy_formulation
from lstm_sym.targets.numpy.fast import fast


def left_out(formulation: Formulation) -> str:
    """Why there is no fast form, with the label of an equation; empty where there is one."""
    try:
        fast(formulation)
    except (NotLoweredError, NoOperationError) as error:
        return str(error)
    return ""


def of_formulation(formulation: Formulation) -> dict[str, str]:
    """The texts by the names of their files."""
    try:
        quick = fast(formulation)
    except (NotLoweredError, NoOperationError):
        return {f"{formulation.module}.py": numpy_formulation.module(formulation)}
    return {
        f"{formulation.module}.py": numpy_formulation.module(formulation, quick),
        f"{formulation.module}_fast.py": quick.text(),
    }
