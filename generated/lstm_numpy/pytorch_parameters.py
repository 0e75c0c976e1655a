"""The parameters of a PyTorch module: tensors as arrays, and whether they are of an LSTM."""

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_numpy.arguments import as_array
from lstm_numpy.layouts import STORAGES

WORDS = tuple(one.name for one in STORAGES["pytorch"].arrays)
NAME = re.compile(rf"({'|'.join(WORDS)})(?:_l(\d+)(_reverse)?)?")
#: The modules with these names, by the number of blocks in their weights, and their cells.
MODULES = {1: ("nn.RNN", "rnn"), 3: ("nn.GRU", "gru"), 4: ("nn.LSTM", "lstm")}
#: The number of blocks, by cell.
BLOCKS = {cell: number for number, (_, cell) in MODULES.items()}


def tensor(name: str, value: Any) -> Any:
    """A tensor as an array, whether it requires grad and wherever it is; all else as it is."""
    if not hasattr(value, "detach"):
        return value
    try:
        return np.asarray(value.detach().cpu())
    except TypeError:
        raise TypeError(
            f"{name} is a tensor of {value.dtype}, which NumPy lacks: convert it with .float(), "
            "which keeps its numbers"
        ) from None


def parameters(said: str, given: Any, cell: str = "lstm") -> dict[str, Any]:
    """The parameters by the names of a module; ``said`` is what a message calls the mapping.

    Those of an LSTMCell are the ones of layer 0. Raises TypeError or ValueError for what is not a
    mapping of the cell's own parameters, saying what it is.
    """
    if not isinstance(given, Mapping):
        raise TypeError(
            f"{said} is {type(given).__name__}, expected a mapping with {', '.join(WORDS[:2])} for "
            "PyTorch: pass module.state_dict()"
        )
    odd = [name for name in given if not isinstance(name, str)]
    if odd:
        raise TypeError(f"{said} has the key {odd[0]!r}, expected the names of parameters")
    own_names(said, list(given))
    end = "_l0" if set(given) <= set(WORDS) else ""  # an LSTMCell's have no number of a layer
    arrays = {f"{name}{end}": tensor(name, value) for name, value in given.items()}
    of_cell(said, arrays, cell)
    both_biases(said, arrays)
    return arrays


def own_names(said: str, names: list[str]) -> None:
    """Raise ValueError where the names begin with the module's place in a model."""
    places = [name.removesuffix(name.rpartition(".")[2]) for name in names]
    found = {p for p, name in zip(places, names, strict=True) if NAME.fullmatch(name[len(p) :])}
    if found - {""}:
        place = min(found - {""})
        raise ValueError(
            f"{said} has names that begin with {', '.join(map(repr, sorted(found)))}, expected the "
            f"module's own, as weight_ih_l0: pass {{name.removeprefix({place!r}): array for name, "
            f"array in {said}.items() if name.startswith({place!r})}}"
        )


def of_cell(said: str, arrays: Mapping[str, Any], cell: str) -> None:
    """Raise ValueError for the parameters of another module, which has the same names."""
    for name, array in arrays.items():
        if not name.startswith("weight_hh_l"):
            continue
        shape = as_array(name, array).shape
        if len(shape) != 2 or not shape[1]:
            continue
        blocks, rest = divmod(shape[0], shape[1])
        projected = name.replace("weight_hh", "weight_hr") in arrays
        if not rest and blocks in MODULES and MODULES[blocks][1] != cell and not projected:
            module, other = MODULES[blocks]
            asked = MODULES[BLOCKS[cell]][0]
            raise ValueError(
                f"{said} has the parameters of {module}: {name} has shape {shape}, expected "
                f"({columns(BLOCKS[cell])}, hidden_size) of {asked}: pass them to "
                f'lstm_numpy.pytorch.{other}, or cell="{other}" to convert'
            )


def columns(number: int) -> str:
    """The dimension of so many blocks."""
    return f"{number}*hidden_size" if number > 1 else "hidden_size"


def both_biases(said: str, arrays: Mapping[str, Any]) -> None:
    """Raise ValueError where one of a layer's two biases is missing."""
    for one, other in (("bias_ih", "bias_hh"), ("bias_hh", "bias_ih")):
        for name in arrays:
            missing = name.replace(one, other)
            if name.startswith(one) and missing not in arrays:
                raise ValueError(
                    f"{said} has {name} and lacks {missing}, expected both or neither: where "
                    "one holds the sum of both, pass zeros as the other"
                )


def module_of(arrays: Mapping[str, Any]) -> str:
    """The options of the module that has these parameters."""
    found = [match for name in arrays if (match := NAME.fullmatch(name)) and match[2]]
    if not found:
        return ""
    layers = len({match[2] for match in found})
    both = any(match[3] for match in found)
    size = sum(as_array("weight_hr_l0", arrays.get("weight_hr_l0", ())).shape[:1])
    return f"; by its parameters num_layers={layers}, bidirectional={both}, proj_size={size}"


def parameter_names(
    state_dict: Mapping[str, Any], num_layers: int, suffixes: tuple[str, ...], proj_size: int
) -> dict[tuple[int, str], list[str]]:
    """The parameters of each layer and direction, in the order of the equations."""
    words = ["weight_ih", "weight_hh", *(["weight_hr"] if proj_size else [])]
    words += ["bias_ih", "bias_hh"] if "bias_ih_l0" in state_dict else []
    names = {
        (layer, suffix): [f"{word}_l{layer}{suffix}" for word in words]
        for layer in range(num_layers)
        for suffix in suffixes
    }
    expected = [name for group in names.values() for name in group]
    missing = [name for name in expected if name not in state_dict]
    unexpected = [name for name in state_dict if name not in expected]
    if missing or unexpected:
        raise ValueError(
            f"state_dict lacks {missing} and has unexpected {unexpected}: num_layers, "
            f"bidirectional and proj_size must be those of the module{module_of(state_dict)}"
        )
    return names
