"""A formulation's readable code on complex numbers: derivatives without differences.

The loss at x + i h v has the derivative along v as its imaginary part over h, to the last digit:
nothing is subtracted. What NumPy does otherwise with complex numbers, absolute values and signs, is
put right here.
"""

from collections.abc import Callable
from functools import cache, partial
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.proofs.calls import module
from lstm_sym.recorded.case import taken_apart
from lstm_sym.targets.numpy import activations
from lstm_sym.targets.numpy import formulation as numpy_formulation

STEP = 1e-30


def _sign(z: np.ndarray) -> np.ndarray:
    return np.sign(np.real(z))


def _erfc(z: np.ndarray) -> np.ndarray:
    from lstm_numpy.special import erfc

    return erfc(z.real) - 1j * z.imag * 2 / np.sqrt(np.pi) * np.exp(-(z.real**2))


def _hypot(z: np.ndarray, number: float) -> np.ndarray:
    return np.sqrt(z * z + number**2)


def _logaddexp(one: float, z: np.ndarray) -> np.ndarray:
    return np.log(np.exp(one) + np.exp(z))


def _expm1(z: np.ndarray) -> np.ndarray:
    return np.exp(z) - 1


COMPLEX = {"abs": lambda z: z * _sign(z), "sign": _sign, "hypot": _hypot}
COMPLEX |= {"logaddexp": _logaddexp, "expm1": _expm1}
NUMPY = SimpleNamespace(**{**vars(np), **COMPLEX})


class ComplexSizes(Sizes):
    """Sizes, and no objection to complex numbers."""

    def floating(self, name: str, value: Any, dimensions: str) -> np.ndarray:
        array = np.asarray(value, complex)
        self._fit(name, array, dimensions)
        self._dtypes[array.dtype] = None
        return array


@cache
def functions() -> ModuleType:
    """The printed activations, on complex numbers."""
    found = module(activations.module().replace("@of_floats\n", ""))
    vars(found).update(np=NUMPY, erfc=_erfc)
    return found


def function(text: str) -> Callable[[np.ndarray], np.ndarray]:
    """A function by its name, with parameters in brackets."""
    name, parameters = taken_apart(text)
    return partial(getattr(functions(), name), **parameters)


#: By the formulation's identity, which is kept with it: two may have one name.
MADE: dict[int, tuple[Formulation, Callable[..., tuple[np.ndarray, ...]]]] = {}


def sequence(formulation: Formulation) -> Callable[..., tuple[np.ndarray, ...]]:
    """The formulation over time."""
    if id(formulation) not in MADE:
        MADE[id(formulation)] = formulation, _sequence(formulation)
    return MADE[id(formulation)][1]


def _sequence(formulation: Formulation) -> Callable[..., tuple[np.ndarray, ...]]:
    found = module(numpy_formulation.module(formulation))
    names = {a.name: getattr(functions(), a.name) for a in ACTIVATIONS if a.name in vars(found)}
    vars(found).update(names, np=NUMPY, Sizes=ComplexSizes, number=lambda _, value: float(value))
    if "elementwise" in vars(found):
        vars(found)["elementwise"] = lambda _, chosen: (
            function(chosen) if isinstance(chosen, str) else chosen
        )
    return vars(found)[formulation.sequence.name]


def derivative(loss: Callable[[np.ndarray], complex], at: np.ndarray, along: np.ndarray) -> float:
    """The derivative of a loss at a point along a direction."""
    return float(np.imag(loss(at + 1j * STEP * along)) / STEP)
