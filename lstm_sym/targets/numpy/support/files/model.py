"""A model of a file: its layers by name, who wrote it, and a call."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lstm_numpy.arrays import Array
from lstm_numpy.files.graph import Graph, Nested, Watch
from lstm_numpy.files.layer import Layer
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.writer import Writer


class Model:
    """What `lstm_numpy.load` returns; called, it gives what the framework's predict gives.

    ``layers`` are the layers by the names that they have in the file, in its order. Each has its
    ``class_name`` and ``config`` as the file has them and its ``arrays`` by name, and can be called
    alone. ``written_by`` is the release that wrote the file.
    """

    def __init__(
        self, path: Path, writer: Writer, graph: Graph, config: Any, said: str = ""
    ) -> None:
        self.path, self.writer, self.graph, self._said = path, writer, graph, said
        self.config = config  # of the whole model, as the file has it or as it was passed

    @property
    def layers(self) -> Mapping[str, Layer]:
        """The layers by name."""
        return self.graph.layers

    @property
    def written_by(self) -> str:
        """The release, and its backend or the date, where the file says so."""
        said = self.writer.stored or self.writer.said
        name = "" if said.startswith("tfjs") else "Keras "
        return f"{name}{said}{self._said}"

    def __repr__(self) -> str:
        return f"<Model of {self.path.name} by {self.written_by}: {', '.join(self.layers)}>"

    def __call__(self, x: Any, watch: Watch | None = None) -> Array | list[Array]:
        """The output, or a list of several, for an array, or a list of several.

        Raises NotKnown, naming each, where a layer on the way is of a kind unknown here;
        ValueError or TypeError, by name, for an input that does not fit. ``watch`` is called after
        each layer with the layer, its input, mask and states, and its output.
        """
        if refused := self.graph.unknown():
            raise NotKnown(f"{self.path.name} does not run: {'; '.join(refused)}")
        names = [ref.layer for ref in self.graph.inputs]
        given = x if isinstance(x, list | tuple) and len(names) > 1 else [x]
        if len(given) != len(names):
            raise ValueError(f"x is {len(given)} arrays, expected {len(names)}: {', '.join(names)}")
        arrays = []
        for name, one in zip(names, given, strict=True):
            array = np.asarray(one)
            if array.dtype.kind not in "fiub":
                raise TypeError(f"the input {name!r} has dtype {array.dtype}, expected numbers")
            arrays.append(array)
        outputs = [value for value, _ in self.graph.run(arrays, [None] * len(arrays), watch)]
        return outputs[0] if len(outputs) == 1 else outputs

    def parts(self) -> Iterator[tuple[str, Layer]]:
        """Every layer with its place, also those inside other layers."""
        yield from Nested("the model", "Functional", {}, self.graph).parts()

    def reset(self) -> None:
        """Forget the states that stateful layers have kept."""
        for layer in self.layers.values():
            if hasattr(layer, "reset"):
                layer.reset()
