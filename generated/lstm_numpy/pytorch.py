"""PyTorch's nn.LSTM and nn.GRU as functions of a state_dict: layers, directions, its shapes."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from lstm_numpy.arguments import Sizes, as_array, choice, several, shown, whole
from lstm_numpy.arrays import Array
from lstm_numpy.conversion import convert
from lstm_numpy.gru import gru as printed_gru
from lstm_numpy.lengths import lengths_of, mask_of
from lstm_numpy.merging import bidirectional as merged
from lstm_numpy.pytorch_layer import lstm_layer as plain
from lstm_numpy.pytorch_parameters import (
    BLOCKS,
    WORDS,
    columns,
    parameter_names,
    parameters,
    tensor,
)
from lstm_numpy.pytorch_projection_layer import lstm_layer as projected
from lstm_numpy.simple_rnn import simple_rnn
from lstm_numpy.stacking import input_of_layer

__all__ = ["gru", "lstm", "rnn"]

State = tuple[Array, Array]

# ``below`` is what a layer takes in, ``out`` what each of its directions puts out.
SHAPES = {
    "weight_ih": "{blocks} {below}",
    "weight_hh": "{blocks} {out}",
    "weight_hr": "proj_size hidden_size",
    "bias_ih": "{blocks}",
    "bias_hh": "{blocks}",
}
#: One layer in one direction: the output, then the last states.
Compute = Callable[..., tuple[Array, ...]]


def lstm(
    input: Array,
    state_dict: Mapping[str, Array],
    *,
    hx: State | None = None,
    lengths: Array | None = None,
    total_length: int | None = None,
    num_layers: int = 1,
    bidirectional: bool = False,
    batch_first: bool = False,
    proj_size: int = 0,
) -> tuple[Array, State]:
    """What nn.LSTM returns for its parameters (PyTorch 2.13.0, torch/nn/modules/rnn.py).

    Parameters
    ----------
    input : array, shape (timesteps, batch, input_size)
        (batch, timesteps, input_size) with batch_first, (timesteps, input_size) without a batch
    state_dict : mapping of arrays or tensors
        weight_ih_l0, weight_hh_l0 and, where the module has them, bias_ih_l0, bias_hh_l0,
        weight_hr_l0; the same for each further layer, and with _reverse for each direction;
        or those of an LSTMCell
    hx : two arrays or None
        h_0 (directions*num_layers, batch, proj_size or hidden_size) and c_0 (..., hidden_size)
    lengths : array of integers or None, shape (batch,)
        of padded sequences, as pack_padded_sequence takes them, in any order
    total_length : int or None
        timesteps of the output with lengths, as pad_packed_sequence takes it; None: the longest
    num_layers, bidirectional, batch_first, proj_size
        as the module was made

    Returns
    -------
    output, (h_n, c_n)
        of PyTorch's shapes; the halves of both directions refer to the same input timestep; with
        lengths the output is zero from each length on, and the last states are those at it

    Raises
    ------
    ValueError
        a parameter is missing or unexpected, a shape does not fit
    TypeError
        an array is not of floats

    Examples
    --------
    >>> parameters = {"weight_ih_l0": np.zeros((28, 2)), "weight_hh_l0": np.zeros((28, 7))}
    >>> output, (h_n, c_n) = lstm(np.zeros((5, 3, 2)), parameters)
    >>> output.shape, h_n.shape, c_n.shape
    ((5, 3, 7), (1, 3, 7), (1, 3, 7))
    """
    proj_size = whole("proj_size", proj_size, 0)
    compute = projected if proj_size else plain
    output, (h_n, c_n) = layers(
        "lstm", compute, input, state_dict, hx, lengths, total_length, num_layers,
        bidirectional, batch_first, proj_size,
    )  # fmt: skip
    return output, (h_n, c_n)


def gru(
    input: Array,
    state_dict: Mapping[str, Array],
    *,
    hx: Array | None = None,
    lengths: Array | None = None,
    total_length: int | None = None,
    num_layers: int = 1,
    bidirectional: bool = False,
    batch_first: bool = False,
) -> tuple[Array, Array]:
    """What nn.GRU returns for its parameters (PyTorch 2.13.0, torch/nn/modules/rnn.py).

    Parameters
    ----------
    input, state_dict, lengths, total_length, num_layers, bidirectional, batch_first
        as for `lstm`; the parameters are of an nn.GRU, or of a GRUCell
    hx : array or None, shape (directions*num_layers, batch, hidden_size)

    Returns
    -------
    output, h_n
        of PyTorch's shapes, as `lstm` returns them

    Raises
    ------
    ValueError
        a parameter is missing or unexpected, a shape does not fit
    TypeError
        an array is not of floats

    Examples
    --------
    >>> parameters = {"weight_ih_l0": np.zeros((21, 2)), "weight_hh_l0": np.zeros((21, 7))}
    >>> output, h_n = gru(np.zeros((5, 3, 2)), parameters)
    >>> output.shape, h_n.shape
    ((5, 3, 7), (1, 3, 7))
    """
    output, (h_n,) = layers(
        "gru", gru_layer, input, state_dict, hx, lengths, total_length, num_layers,
        bidirectional, batch_first,
    )  # fmt: skip
    return output, h_n


def rnn(
    input: Array,
    state_dict: Mapping[str, Array],
    *,
    hx: Array | None = None,
    lengths: Array | None = None,
    total_length: int | None = None,
    num_layers: int = 1,
    nonlinearity: str = "tanh",
    bidirectional: bool = False,
    batch_first: bool = False,
) -> tuple[Array, Array]:
    """What nn.RNN returns for its parameters (PyTorch 2.13.0, torch/nn/modules/rnn.py).

    Parameters
    ----------
    input, state_dict, hx, lengths, total_length, num_layers, bidirectional, batch_first
        as for `gru`; the parameters are of an nn.RNN, or of an RNNCell
    nonlinearity : "tanh" or "relu"

    Returns
    -------
    output, h_n
        of PyTorch's shapes, as `lstm` returns them

    Raises
    ------
    ValueError
        a parameter is missing or unexpected, a shape does not fit
    TypeError
        an array is not of floats

    Examples
    --------
    >>> parameters = {"weight_ih_l0": np.zeros((7, 2)), "weight_hh_l0": np.zeros((7, 7))}
    >>> output, h_n = rnn(np.zeros((5, 3, 2)), parameters, nonlinearity="relu")
    >>> output.shape, h_n.shape
    ((5, 3, 7), (1, 3, 7))
    """
    choice("nonlinearity", nonlinearity, ("tanh", "relu"))
    output, (h_n,) = layers(
        "rnn", partial(rnn_layer, activation=nonlinearity), input, state_dict, hx, lengths,
        total_length, num_layers, bidirectional, batch_first,
    )  # fmt: skip
    return output, h_n


def gru_layer(x: Array, *weights: Array, **words: Any) -> tuple[Array, ...]:
    """One layer in one direction, whose equations are those of Keras's with reset_after."""
    return printed_gru(x, *as_keras("gru", weights), reset_after=True, **words)


def rnn_layer(x: Array, *weights: Array, **words: Any) -> tuple[Array, ...]:
    """One layer in one direction, whose equations are those of Keras's."""
    return simple_rnn(x, *as_keras("rnn", weights), **words)


def as_keras(cell: str, weights: Sequence[Array]) -> list[Array]:
    """The parameters of one layer and direction as Keras stores them."""
    named = dict(zip((f"{word}_l0" for word in WORDS), weights, strict=False))
    converted: list[Array] = convert(named, "pytorch", "keras", cell=cell)
    return converted


def layers(
    cell: str,
    compute: Compute,
    input: Array,
    state_dict: Mapping[str, Array],
    hx: Any,
    lengths: Array | None,
    total_length: int | None,
    num_layers: int,
    bidirectional: bool,
    batch_first: bool,
    proj_size: int = 0,
) -> tuple[Array, list[Array]]:
    """The output of the module, and its last states; ``compute`` is a layer in one direction."""
    choice("bidirectional", bidirectional, (False, True))
    choice("batch_first", batch_first, (False, True))
    num_layers = whole("num_layers", num_layers, 1)
    state_dict = parameters("state_dict", state_dict, cell)
    suffixes = ("", "_reverse") if bidirectional else ("",)
    names = parameter_names(state_dict, num_layers, suffixes, proj_size)
    sizes = Sizes(**({"proj_size": proj_size} if proj_size else {}))
    sequences, unbatched = batch_major(input, batch_first, sizes)
    check_shapes(state_dict, names, proj_size, columns(BLOCKS[cell]), sizes)
    mask, further = packed(lengths, total_length, unbatched, sizes)
    if mask is not None:
        sequences = sequences[:, : mask.shape[1]]
    widths = ["proj_size" if proj_size else "hidden_size"]
    widths += ["hidden_size"] if cell == "lstm" else []
    states = initial_states(hx, len(names), unbatched, widths, sizes)
    last: list[tuple[Array, ...]] = []
    output: Array | None = None
    for layer in range(num_layers):
        layer_input = input_of_layer(sequences, below=output).layer_input
        outputs = []
        for suffix in suffixes:
            weights = [state_dict[name] for name in names[layer, suffix]]
            state: Any = None if states is None else tuple(one[len(last)] for one in states)
            if state is not None and len(state) == 1:
                (state,) = state
            words = {} if cell == "lstm" else {"masked_output": "zero"}
            found, *final = compute(
                layer_input, *weights,
                initial_state=state, mask=mask, go_backwards=suffix == "_reverse", **words,
            )  # fmt: skip
            outputs.append(found)
            last.append(tuple(final))
        output = merged(*outputs).output if bidirectional else outputs[0]
    assert output is not None  # there is at least one layer
    ends = [np.stack(state) for state in zip(*last, strict=True)]
    if further:
        output = np.pad(output, ((0, 0), (0, further), (0, 0)))
    if unbatched:
        return output[0], [state[:, 0] for state in ends]
    return output if batch_first else output.swapaxes(0, 1), ends


def check_shapes(
    state_dict: Mapping[str, Array],
    names: Mapping[tuple[int, str], list[str]],
    proj_size: int,
    blocks: str,
    sizes: Sizes,
) -> None:
    """Raise ValueError or TypeError for a parameter that does not fit, by its own name."""
    out = "proj_size" if proj_size else "hidden_size"
    above = f"2*{out}" if (0, "_reverse") in names else out
    for (layer, _), group in names.items():
        for name in group:
            shape = SHAPES[name.partition("_l")[0]]
            below = above if layer else "input_size"
            sizes.floating(
                name, state_dict[name], shape.format(blocks=blocks, below=below, out=out)
            )
    if proj_size >= sizes["hidden_size"]:
        raise ValueError(
            f"proj_size is {proj_size}, expected less than hidden_size = {sizes['hidden_size']}, "
            "as PyTorch demands"
        )


def batch_major(input: Array, batch_first: bool, sizes: Sizes) -> tuple[Array, bool]:
    """The input as (batch, timesteps, input_size), and whether it had no batch."""
    if hasattr(input, "batch_sizes"):
        raise TypeError(
            "input is a PackedSequence, expected the padded input, with lengths= beside it"
        )
    array = as_array("input", tensor("input", input))
    if array.ndim == 2:
        return sizes.floating("input", array, "timesteps input_size")[np.newaxis], True
    kind = "batch timesteps input_size" if batch_first else "timesteps batch input_size"
    array = sizes.floating("input", array, kind)
    return (array if batch_first else array.swapaxes(0, 1)), False


def packed(
    lengths: Array | None, total_length: int | None, unbatched: bool, sizes: Sizes
) -> tuple[Array | None, int]:
    """The mask of the timesteps that are computed, and the number of zero ones after these."""
    if lengths is None:
        if total_length is not None:
            said = shown(total_length)
            raise ValueError(f"total_length is {said}, expected None without lengths")
        return None, 0
    if unbatched:
        raise ValueError("lengths is given, expected None: input has no batch")
    given = tensor("lengths", lengths)
    found = lengths_of("lengths", given, sizes, "batch", least=1)
    longest = int(found.max(initial=0))
    total = longest if total_length is None else whole("total_length", total_length, longest)
    return mask_of(found, longest), total - longest


def initial_states(
    hx: Any, number: int, unbatched: bool, widths: Sequence[str], sizes: Sizes
) -> list[Array] | None:
    """h_0, and c_0 of an LSTM, as (directions*num_layers, batch, ...)."""
    if hx is None:
        return None
    states, alone = [], len(widths) == 1
    given = (hx,) if alone else several("hx", hx, len(widths))
    for place, (state, last) in enumerate(zip(given, widths, strict=True)):
        name, batch = "hx" if alone else f"hx[{place}]", () if unbatched else ("batch",)
        array = sizes.floating(name, tensor(name, state), " ".join(("states", *batch, last)))
        if len(array) != number:
            said = ", ".join(("directions*num_layers", *batch, last))
            raise ValueError(
                f"{name} has shape {array.shape}, expected ({said}) with directions*num_layers = "
                f"{number}"
            )
        states.append(array[:, np.newaxis] if unbatched else array)
    return states
