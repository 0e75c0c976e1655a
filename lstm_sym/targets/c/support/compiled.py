"""Every formulation compiled: the functions of `lstm_numpy`, with its loop in C."""

from collections.abc import Callable, Mapping
from functools import update_wrapper, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np

from lstm_c.backwards import Gradients
from lstm_c.formulations import CELLS
from lstm_c.library import SOURCES
from lstm_c.prepared import Layer
from lstm_c.structures import Cell
from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.other_engine import OTHER, NotServedError, Other

SEQUENCES = ("batch", "timesteps", "input")
P = ParamSpec("P")
R = TypeVar("R")


def compiled(
    function: Callable[P, R],
    cells: Mapping[str, Cell] | None = None,
    sources: Path | None = None,
    in_c: str = "",
) -> Callable[P, R]:
    """A function of `lstm_numpy`, or of a printed module, whose timesteps run in C; gradients, too.

    Arguments, results and errors are the same. What C cannot compute is refused. ``cells`` and the
    folder of their ``sources`` are those of `lstm_c`, where none are given; ``in_c`` is another
    cell with the same arguments, such as ``"keras_eight"`` for `lstm_numpy.keras`.

    Raises
    ------
    TypeError
        the arrays are neither of float32 nor of float64; an activation is a function that has no
        name in `lstm_numpy.activations`
    CompilerError
        there is no compiled library, and no compiler

    Examples
    --------
    >>> from lstm_numpy import gru
    >>> run = compiled(gru.gru)
    >>> run(np.zeros((4, 28, 10)), np.zeros((10, 96)), np.zeros((32, 96))).state_h.shape
    (4, 32)
    """
    known = CELLS if cells is None else cells
    folder = SOURCES if sources is None else sources
    engine = Gradients if getattr(function, "__name__", "").endswith("_gradients") else Layer

    def packed(name: str, sizes: Sizes, weights: dict[str, Array], options: dict[str, Any]) -> Any:
        if name not in known:
            raise NotServedError(f"{name} has no form in C, which has {', '.join(known)}")
        return engine(known[in_c or name], folder, sizes, weights, options)

    return in_place(function, packed)


def in_place(function: Callable[P, R], other: Other) -> Callable[P, R]:
    """The function, and what it returns if that is one, with another engine in place of NumPy's."""

    @wraps(function)
    def call(*args: P.args, **words: P.kwargs) -> R:
        layers: list[Any] = []

        def noted(*given: Any) -> Any:
            layers.append(other(*given))
            return layers[-1]

        token = OTHER.set(noted)
        try:
            found = function(*args, **words)
        finally:
            OTHER.reset(token)
        if not callable(found):
            return found
        return Prepared(in_place(found, other), layers[-1])  # type: ignore[return-value]

    return call


class Prepared:
    """What `prepare` of a module returns; what C can read as it is passes by all checks.

    Several threads may call it at the same time.
    """

    def __init__(self, checked: Callable[..., Any], layer: Layer) -> None:
        update_wrapper(self, checked)
        self.layer, self._checked = layer, checked
        #: The type of the results, known after the first call; and what computes in place of C.
        self._results: Callable[..., Any] | None = None
        self.otherwise: Callable[..., Any] | None = None

    def __reduce__(self) -> Any:
        module = self.__module__.replace("lstm_numpy", "lstm_c").removesuffix("_fast")
        raise TypeError(
            f"what {module}.prepare returned holds addresses and cannot be copied or pickled: "
            "prepare the weights again, or copy an lstm_c.LSTM, which does"
        )

    def __call__(self, *args: Any, **words: Any) -> Any:
        """The output and the last states of a batch; raises ValueError or TypeError, by name."""
        layer, x = self.layer, args[0] if len(args) == 1 and not words else None
        if (
            type(x) is np.ndarray
            and self._results is not None
            and x.dtype == layer.dtype
            and x.ndim == len(SEQUENCES)
            and x.shape[2] == layer.sizes[0]
            and x.flags.c_contiguous
        ):
            return self._results(*layer.run(x))
        try:
            found = self._checked(*args, **words)
        except NotServedError:
            if self.otherwise is None:
                raise
            return self.otherwise(*args, **words)
        self._results = type(found)
        return found
