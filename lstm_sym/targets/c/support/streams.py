"""Streams: one timestep after the other, with the states kept in C between two calls."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lstm_c.compiled import in_place
from lstm_c.formulations import CELLS
from lstm_c.library import SOURCES
from lstm_c.prepared import Layer, Room, place
from lstm_c.structures import Cell
from lstm_numpy.arguments import Sizes, several, whole
from lstm_numpy.arrays import Array


class Stream:
    """A layer that takes one timestep a call; one thread at a time may call it.

    Examples
    --------
    >>> from lstm_c import gru
    >>> stream = gru.stream(np.zeros((10, 96)), np.zeros((32, 96)))
    >>> stream(np.zeros((1, 10))).shape
    (1, 32)
    """

    def __init__(self, layer: Layer, batch: int) -> None:
        batch = whole("batch", batch, 0)
        self._layer, self._room = layer, Room(layer, batch)
        call = self._room.call
        (self._output,) = (n for n, is_output, _ in layer._results if is_output)
        shapes = {name: shape for name, _, shape in layer._results}
        input_size = layer.sizes[0]
        self.dtype, self.batch = layer.dtype, batch
        self._x = np.zeros((batch, input_size), layer.dtype)
        #: What the last call returned; the next one writes into it.
        self.output = np.zeros((batch, *shapes.pop(self._output)), layer.dtype)
        self._last = {name: np.zeros((batch, *own), layer.dtype) for name, own in shapes.items()}
        call.batch, call.timesteps = batch, 1
        setattr(call, layer._sequences, place(self._x))
        setattr(call, self._output, place(self.output))
        for name, array in self._last.items():
            setattr(call, name, place(array))
        self._begin, self._step, self._end = map(layer._function, ("_begin", "_step", "_end"))
        self._reference = self._room.reference
        self.reset()

    def __call__(self, x: Array) -> Array:
        """The output of the next timestep, for an input of shape (batch, input size).

        Returns ``output``, into which the next call writes: copy what is to stay. Raises ValueError
        for another shape, TypeError for another type of numbers.
        """
        ours = self._x
        if type(x) is not np.ndarray or x.shape != ours.shape or x.dtype != ours.dtype:
            self._refuse(x)
        ours[...] = x
        self._step(self._reference)
        return self.output

    def _refuse(self, x: Array) -> None:
        shape, dtype = self._x.shape, self.dtype
        if not isinstance(x, np.ndarray):
            kind = f"an array of shape (batch, input size) = {shape}"
            raise TypeError(f"x is a {type(x).__name__}, expected {kind}")
        if x.shape != shape:
            raise ValueError(f"x has shape {x.shape}, expected (batch, input size) = {shape}")
        if x.dtype != dtype:
            raise TypeError(f"x has dtype {x.dtype}, expected {dtype}, as the weights have")

    def reset(self, initial_state: Any = None) -> None:
        """Begin again, from zeros or from states as the layer takes them.

        Raises ValueError where a shape does not fit.
        """
        layer, call, kept = self._layer, self._room.call, []
        names = layer._initial
        given: Any = initial_state
        if given is not None and len(names) == 1:
            given = (given,)
        if given is not None:
            given = several("initial_state", given, len(names))
        for name, number, shape in names:
            address = None
            if given is not None:
                # Its own units: a state may have another number of them than another one has.
                own = {f"units{k or ''}": size for k, size in enumerate(shape)}
                known = Sizes(batch=self.batch, **own)
                dimensions = " ".join(["batch", *own])
                array = known.floating(f"initial_state[{number}]", given[number], dimensions)
                kept.append(np.ascontiguousarray(array, layer.dtype))
                address = place(kept[-1])
            setattr(call, name, address)
        if fault := self._begin(self._reference):
            raise RuntimeError(f"{layer.body.name} in C refuses its call with fault {fault}")
        for name, *_ in names:
            setattr(call, name, None)

    @property
    def states(self) -> tuple[Array, ...]:
        """The states after the last timestep that the layer returns, as copies, in its order."""
        self._end(self._reference)
        return tuple(array.copy() for array in self._last.values())


def streaming(
    prepare: Callable[..., Any],
    cells: Mapping[str, Cell] = CELLS,
    sources: Path = SOURCES,
    in_c: str = "",
) -> Callable[..., Stream]:
    """A function of weights and options, as ``prepare`` is, and of ``batch``: a `Stream`.

    ``in_c`` is another cell with the same arguments, such as ``"keras_eight"``.
    """

    def stream(*weights: Array, batch: int = 1, **options: Any) -> Stream:
        """A stream of single timesteps: what `prepare` of `lstm_numpy` takes, and ``batch``.

        Parameters
        ----------
        weights : arrays, each of its shape in `prepare`
            the same positional arguments
        batch : int
            how many sequences there are side by side
        options
            those of `prepare`

        Returns
        -------
        Stream
            a function of the input of one timestep, shape (batch, input size)

        Raises
        ------
        TypeError, ValueError
            as `prepare`, naming the argument; for go_backwards, which needs the whole sequence
        CompilerError
            there is no compiled library, and no compiler

        Examples
        --------
        >>> from lstm_c import keras
        >>> stream = keras.stream(np.zeros((10, 128)), np.zeros((32, 128)), batch=2)
        >>> stream(np.zeros((2, 10))).shape
        (2, 32)
        """
        layers: list[Layer] = []

        def packed(name: str, sizes: Sizes, given: dict[str, Array], words: dict[str, Any]) -> Any:
            layers.append(Layer(cells[in_c or name], sources, sizes, given, words))
            return layers[-1]

        in_place(prepare, packed)(*weights, **options)
        if layers[-1]._backwards:
            raise ValueError(
                "go_backwards is True, expected False: a stream does not know its last timestep, "
                "where it would begin; turn the sequence and give its timesteps one by one"
            )
        return Stream(layers[-1], batch)

    # It belongs to the module that has it, as the functions beside it do.
    stream.__module__ = prepare.__module__.replace("lstm_numpy", "lstm_c").removesuffix("_fast")
    return stream
