"""Another engine in place of this package's own, for one call: such as that of `lstm_c`."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array

ORDINARY = (np.dtype(np.float32), np.dtype(np.float64))

#: Packs a layer: from the name of a module, its sizes, the weights and
#: the options by name. `lstm_c` sets it for a call; there is none otherwise.
Other = Callable[[str, Sizes, dict[str, Array], dict[str, Any]], Any]
OTHER: ContextVar[Other | None] = ContextVar("OTHER", default=None)


class NotServedError(TypeError):
    """Another engine has no form of this; this package has."""


def ordinary(dtype: np.dtype[Any]) -> bool:
    """Whether these are the floats that the loop is for; another engine has no others."""
    if dtype in ORDINARY:
        return True
    if OTHER.get() is not None:
        raise NotServedError(
            f"the common type of all arrays is {dtype}, expected float32 or float64: convert them "
            "with .astype, or take the same function of lstm_numpy"
        )
    return False


def replaceable(pack: Callable[..., Any]) -> Callable[..., Any]:
    """A printed function that packs checked weights, or what packs them in its place."""
    code = pack.__code__
    weights = code.co_varnames[1 : code.co_argcount]

    @wraps(pack)
    def packed(sizes: Sizes, *given: Array, **options: Any) -> Any:
        other = OTHER.get()
        if other is None:
            return pack(sizes, *given, **options)
        name = pack.__module__.rpartition(".")[2].removesuffix("_fast")
        return other(name, sizes, dict(zip(weights, given, strict=True)), options)

    return packed
