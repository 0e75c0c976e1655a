"""Layers around other layers: Bidirectional, TimeDistributed, RNN over cells."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lstm_numpy import releases
from lstm_numpy.arrays import Array
from lstm_numpy.files.layer import Layer, Mask, single
from lstm_numpy.files.options import Options
from lstm_numpy.files.recurrent import Recurrent
from lstm_numpy.merging import bidirectional

#: Makes the layer of an entry of a configuration.
Make = Callable[[Any], Layer]


class Wrapper(Layer):
    """A layer that has others; ``make`` builds them."""

    def __init__(self, options: Options, make: Make) -> None:
        self.make = make
        super().__init__(options)


class Bidirectional(Wrapper):
    """One recurrent layer in each direction, and their outputs put together."""

    def configure(self, options: Options) -> None:
        """The two layers, and how their outputs are merged."""
        modes = ("concat", "sum", "mul", "ave", None)
        self.merge_mode = options.one_of(modes, "merge_mode", default="concat")
        entry = options.take("layer")
        self.forward = self._side(options, entry, turned=False)
        again = options.take("backward_layer", default=None)
        self.backward = self._side(options, again or entry, turned=again is None)
        self.return_sequences = self.forward.return_sequences
        if self.backward.return_sequences != self.return_sequences:
            raise options.refuse("returns sequences in one direction alone")
        if self.forward.go_backwards == self.backward.go_backwards:
            raise options.refuse("runs in one direction twice")

    def _side(self, options: Options, entry: Any, turned: bool) -> Recurrent:
        side = self.make(entry)
        if not isinstance(side, Recurrent):
            raise options.refuse(f"has a {side.class_name} inside: {getattr(side, 'why', '')}")
        if turned:
            side.go_backwards = not side.go_backwards
            side.name = f"{side.name} backwards"
        # Where Keras has the argument, the wrapper sets it, whatever the layer had.
        known = releases.row(self.writer.keras_version).zero_output_for_mask
        zeroes = known is not False and side.return_sequences
        side.zero_output = zeroes and known is not None
        return side

    @property
    def inside(self) -> Mapping[str, Layer]:
        """Both directions."""
        return {"forward_layer": self.forward, "backward_layer": self.backward}

    def __call__(self, x: Any, mask: Mask = None, initial_state: Any = None) -> Any:
        """The merged output, or both; with return_state, the states of both behind it."""
        if isinstance(x, list):
            x, *given = x
            initial_state = given or initial_state
        half = self.forward.kind.states
        states = (None, None)
        if initial_state is not None:
            states = (initial_state[:half], initial_state[half:])
        forward, *first = listed(self.forward(x, mask, states[0]))
        backward, *second = listed(self.backward(x, mask, states[1]))
        if self.merge_mode is None:
            outputs = [forward, backward[:, ::-1] if self.return_sequences else backward]
        elif self.return_sequences:
            outputs = [bidirectional(forward, backward, merge_mode=self.merge_mode).output]
        else:  # the last outputs alone are sequences of one timestep
            alone = (forward[:, np.newaxis], backward[:, np.newaxis])
            mode = self.merge_mode
            outputs = [bidirectional(*alone, merge_mode=mode, return_sequences=False).output]
        whole = [*outputs, *first, *second]
        return whole if len(whole) > 1 else whole[0]

    def passes(self, x: Any, mask: Mask) -> Mask:
        """The mask goes on where there is a sequence."""
        return mask if self.return_sequences else None

    def reset(self) -> None:
        """Forget the states that stateful layers have kept."""
        self.forward.reset()
        self.backward.reset()


class TimeDistributed(Wrapper):
    """A layer at each timestep alike."""

    def configure(self, options: Options) -> None:
        """The layer inside."""
        self.layer = self.make(options.take("layer"))
        if hasattr(self.layer, "why"):
            raise options.refuse(f"has a layer inside that is not supported: {self.layer.why}")

    @property
    def inside(self) -> Mapping[str, Layer]:
        """The one layer."""
        return {"layer": self.layer}

    def __call__(self, x: Any, mask: Mask = None) -> Any:
        """The outputs of all timesteps."""
        x = single(x)
        found = self.layer(x.reshape(-1, *x.shape[2:]))
        if isinstance(found, list):
            raise ValueError(f"the layer {self.name!r} has several outputs at each timestep")
        return found.reshape(*x.shape[:2], *found.shape[1:])


class CellsOverTime(Wrapper):
    """RNN over cells: each cell takes in what the one below puts out."""

    def configure(self, options: Options) -> None:
        """The cells; the options over time are the same for all of them."""
        cell = options.take("cell")
        entry = cell if isinstance(cell, Mapping) else {}
        self.stacked = entry.get("class_name") == "StackedRNNCells"
        config = entry.get("config")
        cells = config.get("cells") if self.stacked and isinstance(config, Mapping) else [cell]
        if not isinstance(cells, list) or not cells:
            raise options.refuse("has no cells")
        words = {
            word: options.flag(word, default=False)
            for word in ("go_backwards", "unroll", "stateful", "zero_output_for_mask")
        }
        self.return_sequences = options.flag("return_sequences", default=False)
        self.return_state = options.flag("return_state", default=False)
        options.one_of((False,), "time_major", default=False)
        options.one_of((None, 0), "num_constants", default=None)
        if words["stateful"] or (self.return_state and len(cells) > 1):
            raise options.refuse("is stateful, or returns the states of several cells")
        self.cells: list[Recurrent] = []
        for number, one in enumerate(cells):
            made = self.make(one)
            if not isinstance(made, Recurrent):
                said = getattr(made, "why", f"has a {made.class_name}")
                raise options.refuse(f"has a cell that is not supported: {said}")
            last = number == len(cells) - 1
            made.unroll, made.zero_output = words["unroll"], words["zero_output_for_mask"]
            made.go_backwards = words["go_backwards"] and number == 0
            made.return_sequences = self.return_sequences or not last
            made.return_state = self.return_state
            self.cells.append(made)

    @property
    def inside(self) -> Mapping[str, Layer]:
        """The cells."""
        if not self.stacked:
            return {"cell": self.cells[0]}
        return {f"cell/cells/{place}": one for place, one in snake_names(self.cells)}

    def __call__(self, x: Any, mask: Mask = None, initial_state: Any = None) -> Any:
        """The output of the last cell."""
        if initial_state is not None and len(self.cells) > 1:
            raise ValueError(f"the layer {self.name!r} is given states for several cells")
        for cell in self.cells:
            x = cell(x, mask, initial_state)
            if mask is not None and cell.go_backwards:
                mask = mask[:, ::-1]
        return x

    def passes(self, x: Any, mask: Mask) -> Mask:
        """The mask goes on where there is a sequence."""
        return mask if self.return_sequences else None


def listed(value: Any) -> list[Array]:
    """An output alone, or what is a list of it and others already."""
    return value if isinstance(value, list) else [value]


def snake_names(layers: list[Any]) -> list[tuple[str, Any]]:
    """What Keras 3 calls each of several layers in its files: the class, numbered from 1 on."""
    used: dict[str, int] = {}
    found = []
    for layer in layers:
        name = snake(layer.class_name)
        number = used[name] = used.get(name, -1) + 1
        found.append((f"{name}_{number}" if number else name, layer))
    return found


def snake(name: str) -> str:
    """A class's name in small letters: TimeDistributed is time_distributed, LSTM is lstm.

    >>> [snake(name) for name in ("TimeDistributed", "GRUCell", "LeakyReLU", "Conv1D")]
    ['time_distributed', 'gru_cell', 'leaky_re_lu', 'conv1d']
    """
    words = re.sub("(.)([A-Z][a-z]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", words).lower()
