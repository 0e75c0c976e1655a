"""LSTM, GRU and SimpleRNN of a file, in all of Keras's releases, and their layers of cuDNN."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from lstm_numpy import gru, keras, releases, simple_rnn
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.files.layer import Layer, Mask, single
from lstm_numpy.files.options import Options
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.functions import pair_of

BOTH = ("activation", "recurrent_activation")
#: Where each word has another name in Keras 1.
GATES = ("recurrent_activation", "inner_activation")


class Kind(NamedTuple):
    """What there is of one kind of layer."""

    prepare: Callable[..., Any]
    gates: int
    states: int
    functions: tuple[str, ...]
    module: str
    cell: str  # in the words of `lstm_numpy.convert`


KINDS = {
    "LSTM": Kind(keras.prepare, 4, 2, BOTH, "keras", "lstm"),
    "GRU": Kind(gru.prepare, 3, 1, BOTH, "gru", "gru"),
    "SimpleRNN": Kind(simple_rnn.prepare, 1, 1, ("activation",), "simple_rnn", "rnn"),
}


class Recurrent(Layer):
    """A recurrent layer; ``call(x, mask, initial_state)``."""

    turned = False  # the layer that a Bidirectional runs backwards

    def configure(self, options: Options) -> None:
        """The words of the layer, as its release means them."""
        release = self.writer.keras_version
        self.cudnn = self.class_name.startswith("CuDNN")
        self.cell = self.class_name.endswith("Cell")
        plain = self.class_name.removeprefix("CuDNN").removesuffix("Cell")
        self.kind = KINDS[plain]
        self.units = options.whole("units", "output_dim")
        self.functions = {"activation": options.function("activation", default="tanh")}
        if "recurrent_activation" in self.kind.functions:
            self.functions["recurrent_activation"] = self._gates(options)
        self.use_bias = options.flag("use_bias", default=True)
        self.return_sequences = options.flag("return_sequences", default=False)
        self.return_state = options.flag("return_state", default=False)
        self.go_backwards = options.flag("go_backwards", default=False)
        self.stateful = options.flag("stateful", default=False)
        self.unroll = options.flag("unroll", default=False)
        self.zero_output = options.flag("zero_output_for_mask", default=False)
        self.reset_after = self.cudnn or options.flag("reset_after", default=False)
        self.consume_less = options.config.get("consume_less")
        options.take("unit_forget_bias", default=None)
        options.one_of((None, 0), "num_constants", default=None)
        options.one_of((False,), "time_major", default=False)
        options.one_of((None,), "quantization_config", default=None)
        self.row = releases.row(release)
        self.kept: tuple[Array, ...] | None = None
        self._ready: tuple[dict[str, Any], Any] | None = None

    def _gates(self, options: Options) -> str:
        """The function of the gates; cuDNN's layers do not name theirs."""
        if self.cudnn:
            return options.function(*GATES, default="sigmoid")
        if not {*GATES} & {*options.config}:
            default = releases.default("recurrent_activation", self.writer.keras_version)
            return options.function(*GATES, default=default)
        return options.function(*GATES)

    @property
    def own_place(self) -> str:
        """Where Keras 3 puts the arrays."""
        return "vars" if self.cell else "cell/vars"

    @property
    def shapes(self) -> Mapping[str, str]:  # type: ignore[override]
        """The arrays as the file has them."""
        gates = self.kind.gates
        if self.writer.first and self.consume_less != "gpu" and gates > 1:
            one = {"W": "input_dim units", "U": "units units", "b": "units"}
            stored, _ = pair_of("keras1", "keras", self.kind.cell, reset_after=None)
            return {array.name: one[array.name[0]] for array in stored.arrays}
        wide = f"{gates}*units" if gates > 1 else "units"
        found = {"kernel": f"input_dim {wide}", "recurrent_kernel": f"units {wide}"}
        if self.use_bias:
            found["bias"] = wide
            if self.cudnn:
                found["bias"] = f"{2 * gates}*units"
            elif self.kind == KINDS["GRU"] and self.reset_after:
                found["bias"] = f"2 {wide}"
        return found

    def known_sizes(self) -> dict[str, int]:
        """The units, and the two rows of a bias."""
        return {"units": self.units, "2": 2}

    def give(self, arrays: Mapping[str, Array]) -> None:
        """The arrays, in the layout of Keras 2 and 3."""
        super().give(arrays)
        self._ready = None
        found = list(self.arrays.values())
        names = ("kernel", "recurrent_kernel", "bias")
        stored = "keras1" if {"W_i", "W_z"} & {*self.arrays} else ""
        stored = f"cudnn{self.kind.cell}" if self.cudnn else stored
        if stored:
            found = convert(found, stored, "keras", cell=self.kind.cell)
        self.arrays = dict(zip(names, found, strict=False))

    @property
    def broken(self) -> str:
        """How the release breaks the word zero_output_for_mask, where it is given."""
        where = self.writer.keras_version, self.writer.loop, self.unroll
        found = releases.broken_zeroes(*where, self.go_backwards, self.return_sequences)
        return found if self.zero_output else ""

    def options(self) -> dict[str, Any]:
        """The options of the equations' function."""
        meant = releases.masked_output(
            self.writer.keras_version,
            self.writer.loop,
            unroll=self.unroll,
            zero_output_for_mask=self.zero_output and not self.broken,
            go_backwards=self.go_backwards,
            return_sequences=self.return_sequences,
        )
        chosen: dict[str, Any] = {"masked_output": meant, **self.functions}
        if self.kind == KINDS["GRU"]:
            chosen["reset_after"] = self.reset_after
        return chosen | {
            "go_backwards": self.go_backwards,
            "return_sequences": self.return_sequences,
        }

    def __call__(self, x: Any, mask: Mask = None, initial_state: Any = None) -> Any:
        """The output, or a list of it and of the last states."""
        if mask is not None and self.broken not in ("", releases.IGNORED):
            on = f"Keras {self.writer.said} on {self.writer.backend}"
            said = f"the layer {self.name!r} is masked and unrolled"
            raise NotKnown(f"{said}, where {on} {self.broken}")
        if isinstance(x, Sequence):
            x, *given = x
            initial_state = given or initial_state
        states = self._initial(initial_state)
        output, *last = self._packed()(single(x), initial_state=states, mask=mask)
        if self.stateful:
            self.kept = tuple(array.copy() for array in last)
        return [output, *last] if self.return_state else output

    def _packed(self) -> Any:
        """The function of the equations with the weights packed, once for the same options."""
        options = self.options()
        if self._ready is None or self._ready[0] != options:
            self._ready = options, self.kind.prepare(**self.arrays, **options)
        return self._ready[1]

    def _initial(self, given: Any) -> Any:
        """The states before the first timestep, as the function takes them."""
        kept = self.kept
        if given is not None and kept is not None and not self.row.given_state_wins:
            raise ValueError(
                f"the layer {self.name!r} keeps a state and is given one: call reset() before"
            )
        states = kept if given is None else tuple(map(np.asarray, given))
        if states is None:
            return None
        if len(states) != self.kind.states:
            raise ValueError(f"the layer {self.name!r} is given {len(states)} states")
        return states if self.kind.states > 1 else states[0]

    def __getstate__(self) -> dict[str, Any]:
        """All but the packed weights: another process packs its own."""
        return self.__dict__ | {"_ready": None}

    def reset(self) -> None:
        """Forget the states that a stateful layer has kept."""
        self.kept = None

    def passes(self, x: Any, mask: Mask) -> Mask:
        """The mask goes on where there is a sequence."""
        return mask if self.return_sequences else None
