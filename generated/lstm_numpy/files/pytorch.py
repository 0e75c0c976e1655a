"""The recurrent modules of a state_dict of PyTorch: nn.LSTM, nn.GRU, nn.RNN and their cells."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lstm_numpy import pytorch
from lstm_numpy.arrays import Array
from lstm_numpy.files.layer import finite
from lstm_numpy.files.refusal import NotKnown, UnreadableFile
from lstm_numpy.pytorch_parameters import NAME, WORDS

#: The parameters' names in short, as people write them by hand.
SHORT = {f"{word[0]}{word[word.index('_') :]}": word for word in WORDS}
ANY_NAME = re.compile(rf"(?:(.*)[._])?({'|'.join([*WORDS, *SHORT])})((?:_l\d+)?(?:_reverse)?)")
#: The modules by the number of blocks in their weights.
MODULES = {1: "RNN", 3: "GRU", 4: "LSTM"}


class Module:
    """A recurrent module: its class, sizes, and parameters by their names in PyTorch.

    Examples
    --------
    >>> arrays = {"weight_ih_l0": np.zeros((12, 2)), "weight_hh_l0": np.zeros((12, 4))}
    >>> module = Module("rnn", arrays)
    >>> module.class_name, module(np.zeros((5, 3, 2)))[0].shape
    ('GRU', (5, 3, 4))
    """

    def __init__(self, name: str, arrays: Mapping[str, Array]) -> None:
        cell = not any("_l" in one for one in arrays)
        self.name = name
        self.arrays = {f"{k}_l0" if cell else k: v for k, v in arrays.items()}
        for one, array in self.arrays.items():
            if array.dtype.kind != "f" or not finite(array):
                raise ValueError(f"{one} has NaN or infinity in it, or is of no floats")
        self.num_layers = 1 + max(int(NAME.fullmatch(one)[2]) for one in self.arrays)  # type: ignore[index]
        self.bidirectional = any(one.endswith("_reverse") for one in self.arrays)
        projection = self.arrays.get("weight_hr_l0")
        self.proj_size = 0 if projection is None else len(projection)
        recurrent = self.arrays.get("weight_hh_l0")
        if recurrent is None or recurrent.ndim != 2 or not recurrent.size:
            raise ValueError("it has no weight_hh_l0 of two dimensions")
        self.hidden_size = recurrent.shape[1] if projection is None else projection.shape[-1]
        blocks, rest = divmod(len(recurrent), self.hidden_size)
        if rest or blocks not in MODULES:
            raise ValueError(f"weight_hh_l0 has shape {recurrent.shape}, which no module has")
        self.class_name = MODULES[blocks] + ("Cell" if cell else "")
        self._blocks = blocks

    def __repr__(self) -> str:
        return (
            f"<{self.class_name} {self.name!r}: hidden_size={self.hidden_size}, "
            f"num_layers={self.num_layers}, bidirectional={self.bidirectional}>"
        )

    def __call__(
        self,
        input: Array,
        hx: Any = None,
        *,
        batch_first: bool = False,
        lengths: Array | None = None,
        nonlinearity: str = "tanh",
    ) -> tuple[Array, Any]:
        """What the module returns: the output, and h_n, or (h_n, c_n) of an LSTM.

        ``batch_first``, and nn.RNN's ``nonlinearity``, are in no state_dict. Raises ValueError
        or TypeError, by name.
        """
        words: dict[str, Any] = {
            "hx": hx, "lengths": lengths, "batch_first": batch_first,
            "num_layers": self.num_layers, "bidirectional": self.bidirectional,
        }  # fmt: skip
        if self._blocks == 4:
            return pytorch.lstm(input, self.arrays, proj_size=self.proj_size, **words)
        if self.proj_size:
            raise NotKnown(f"{self.name!r} is a {self.class_name} with a projection: there is none")
        if self._blocks == 3:
            return pytorch.gru(input, self.arrays, **words)
        return pytorch.rnn(input, self.arrays, nonlinearity=nonlinearity, **words)


def written_out(name: str) -> str:
    """The name that PyTorch has for a parameter of a recurrent module; any other as it is.

    >>> written_out("enc_w_ih"), written_out("encoder.lstm.weight_hh_l0"), written_out("fc_w")
    ('enc.weight_ih', 'encoder.lstm.weight_hh_l0', 'fc_w')
    """
    if not (found := ANY_NAME.fullmatch(name)):
        return name
    place, word, end = found.groups()
    return f"{f'{place}.' if place else ''}{SHORT.get(word, word)}{end}"


class StateDict:
    """What `lstm_numpy.load` returns for a state_dict: recurrent modules, and the other arrays.

    ``layers`` are modules by their place in the model; ``arrays`` are all arrays by name, those of
    the modules as PyTorch names them. A state_dict has no graph, so the model itself cannot be
    called: its layers can.
    """

    def __init__(self, path: Path, arrays: Mapping[str, Array]) -> None:
        self.path, self.arrays = path, {written_out(name): one for name, one in arrays.items()}
        if len(self.arrays) < len(arrays):
            raise UnreadableFile(f"{path.name} has a parameter twice, in short and written out")
        self.written_by = "PyTorch"
        grouped: dict[str, dict[str, Array]] = {}
        for name, array in self.arrays.items():
            place, _, last = name.rpartition(".")
            if NAME.fullmatch(last):
                grouped.setdefault(place, {})[last] = array
        self.layers: dict[str, Module] = {}
        for place, group in grouped.items():
            try:
                self.layers[place or "the module"] = Module(place or "the module", group)
            except ValueError as error:
                raise UnreadableFile(f"{path.name}: the module {place!r}: {error}") from None
        if not self.layers:
            said = ", ".join(list(self.arrays)[:6]) or "nothing"
            raise UnreadableFile(
                f"{path.name} has no recurrent module of PyTorch in it, as weight_ih_l0 and "
                f"weight_hh_l0, or w_ih and w_hh: it has {said}"
            )

    @property
    def others(self) -> dict[str, Array]:
        """The arrays of other modules: they are listed, and run nowhere here."""
        return {n: a for n, a in self.arrays.items() if not NAME.fullmatch(n.rpartition(".")[2])}

    def __repr__(self) -> str:
        return f"<StateDict of {self.path.name}: {', '.join(map(repr, self.layers.values()))}>"

    def __call__(self, x: Any) -> Any:
        """Raise NotKnown: the order of the modules is in no state_dict."""
        raise NotKnown(
            f"{self.path.name} has arrays and no graph, so it cannot be called; its recurrent "
            f"modules can: {', '.join(f'model.layers[{name!r}]' for name in self.layers)}"
        )
