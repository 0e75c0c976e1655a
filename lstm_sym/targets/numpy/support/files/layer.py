"""A layer of a file: what it is, what it was made with, its arrays, what it computes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from lstm_numpy.arguments import Sizes
from lstm_numpy.arrays import Array
from lstm_numpy.files.options import Options
from lstm_numpy.files.refusal import NotKnown

#: A mask of a sequence, (batch, timesteps), or none.
Mask = Array | None


class Layer:
    """One layer: its name, class and configuration as the file has them, and its arrays.

    Call it to get what the framework's layer returns; ``arrays`` has the weights by name.
    """

    #: The arrays' names and dimensions, in the order of the file; empty: it has none.
    shapes: Mapping[str, str] = {}
    #: Arrays that training does not touch, which Keras puts behind all others.
    resting: tuple[str, ...] = ()
    #: Whether a mask goes on to the next layer.
    keeps_mask = True

    def __init__(self, options: Options) -> None:
        self.name, self.class_name = options.name, options.class_name
        self.config, self.writer = options.config, options.writer
        self.trainable = options.config.get("trainable") is not False
        self.arrays: dict[str, Array] = {}
        self.configure(options)
        options.finish()

    def configure(self, options: Options) -> None:
        """Take the words that decide what the layer computes."""

    def __repr__(self) -> str:
        given = ", ".join(f"{name} {array.shape}" for name, array in self.arrays.items())
        return f"<{self.class_name} {self.name!r}{': ' if given else ''}{given}>"

    @property
    def inside(self) -> Mapping[str, "Layer"]:
        """The layers inside of this one, by where Keras 3 puts their arrays."""
        return {}

    @property
    def own_place(self) -> str:
        """Where Keras 3 puts the arrays."""
        return "vars"

    def places(self) -> list[tuple[str, "Layer", str]]:
        """Where each array is in a file of Keras 3, whose it is, its name; in Keras's order."""
        own = [(f"{self.own_place}/{n}", self, name) for n, name in enumerate(self.shapes)]
        return own + [
            (f"{place}/{rest}", layer, name)
            for place, one in self.inside.items()
            for rest, layer, name in one.places()
        ]

    def parts(self, place: str = "") -> Iterator[tuple[str, "Layer"]]:
        """This layer and those inside of it, each with its place."""
        yield place, self
        for name, one in self.inside.items():
            yield from one.parts(f"{place}/{name}".lstrip("/"))

    def in_order(self) -> list[tuple["Layer", str]]:
        """The same in the order of a file of Keras 2: what training does not touch is last."""
        whole = [(layer, name) for _, layer, name in self.places()]
        rest = [(layer, name) for layer, name in whole if name in layer.resting]
        return [one for one in whole if one not in rest] + rest

    def give(self, arrays: Mapping[str, Array]) -> None:
        """Set the arrays by name; raises ValueError if a shape or a type does not fit."""
        sizes = Sizes(**self.known_sizes())
        for name, dimensions in self.shapes.items():
            array = sizes.floating(name, arrays[name], dimensions)
            if not finite(array):
                raise ValueError(f"{name} has NaN or infinity in it")
            self.arrays[name] = array

    def known_sizes(self) -> dict[str, int]:
        """Dimensions that the configuration states."""
        return {}

    def __call__(self, x: Any, mask: Mask = None) -> Any:
        """What the layer makes of its input."""
        raise NotImplementedError

    def passes(self, x: Any, mask: Mask) -> Mask:
        """The mask of the output."""
        return mask if self.keeps_mask or self.hands_on(x) else None

    def hands_on(self, x: Any) -> bool:
        """Whether Keras 3 returns its very input, which then still has its mask."""
        return False


class Unknown(Layer):
    """A layer that is not supported: it is listed, and refused when it is called."""

    def __init__(self, options: Options, why: str) -> None:
        self.name, self.class_name = options.name, options.class_name
        self.config, self.writer = options.config, options.writer
        self.trainable, self.arrays, self.why = True, {}, why

    def __call__(self, x: Any, mask: Mask = None) -> Any:
        """Raise NotKnown, saying which layer it is and why."""
        raise NotKnown(self.why)


def finite(array: Array) -> bool:
    """Whether no entry is NaN or infinite; the sum says so at a fraction of the time."""
    with np.errstate(over="ignore", invalid="ignore"):
        return bool(np.isfinite(array.sum())) or bool(np.isfinite(array).all())


def rows(x: Array) -> Array:
    """The entries along the last axis, each a row."""
    return x.reshape(-1, x.shape[-1]) if x.size else x.reshape(0, x.shape[-1])


def single(x: Any) -> Array:
    """The input as one array."""
    if isinstance(x, Sequence) and not isinstance(x, str):
        (x,) = x
    return np.asarray(x)
