"""PyTorch's nn.LSTM as a function of its state_dict: layers, directions, PyTorch's shapes."""

from collections.abc import Mapping

import numpy as np

from lstm_numpy.arguments import Sizes, as_array, choice, several, shown, whole
from lstm_numpy.arrays import Array
from lstm_numpy.lengths import lengths_of, mask_of
from lstm_numpy.merging import bidirectional as merged
from lstm_numpy.pytorch_layer import lstm_layer as plain
from lstm_numpy.pytorch_parameters import parameter_names, parameters, tensor
from lstm_numpy.pytorch_projection_layer import lstm_layer as projected
from lstm_numpy.stacking import input_of_layer

__all__ = ["lstm"]

State = tuple[Array, Array]

# ``below`` is what a layer takes in, ``out`` what each of its directions puts out.
SHAPES = {
    "weight_ih": "4*hidden_size {below}",
    "weight_hh": "4*hidden_size {out}",
    "weight_hr": "proj_size hidden_size",
    "bias_ih": "4*hidden_size",
    "bias_hh": "4*hidden_size",
}


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
    choice("bidirectional", bidirectional, (False, True))
    choice("batch_first", batch_first, (False, True))
    num_layers, proj_size = whole("num_layers", num_layers, 1), whole("proj_size", proj_size, 0)
    state_dict = parameters("state_dict", state_dict)
    suffixes = ("", "_reverse") if bidirectional else ("",)
    names = parameter_names(state_dict, num_layers, suffixes, proj_size)
    sizes = Sizes(**({"proj_size": proj_size} if proj_size else {}))
    sequences, unbatched = batch_major(input, batch_first, sizes)
    check_shapes(state_dict, names, proj_size, sizes)
    mask, further = packed(lengths, total_length, unbatched, sizes)
    if mask is not None:
        sequences = sequences[:, : mask.shape[1]]
    width = "proj_size" if proj_size else "hidden_size"
    states = initial_states(hx, len(names), unbatched, width, sizes)
    last: list[State] = []
    output: Array | None = None
    for layer in range(num_layers):
        layer_input = input_of_layer(sequences, below=output).layer_input
        outputs = []
        for suffix in suffixes:
            weights = [state_dict[name] for name in names[layer, suffix]]
            state = None if states is None else (states[0][len(last)], states[1][len(last)])
            compute = projected if proj_size else plain
            result = compute(
                layer_input, *weights,
                initial_state=state, mask=mask, go_backwards=suffix == "_reverse",
            )  # fmt: skip
            outputs.append(result.output)
            last.append((result.h_n, result.c_n))
        output = merged(*outputs).output if bidirectional else outputs[0]
    assert output is not None  # there is at least one layer
    h_n, c_n = (np.stack([state[place] for state in last]) for place in (0, 1))
    if further:
        output = np.pad(output, ((0, 0), (0, further), (0, 0)))
    if unbatched:
        return output[0], (h_n[:, 0], c_n[:, 0])
    return output if batch_first else output.swapaxes(0, 1), (h_n, c_n)


def check_shapes(
    state_dict: Mapping[str, Array],
    names: Mapping[tuple[int, str], list[str]],
    proj_size: int,
    sizes: Sizes,
) -> None:
    """Raise ValueError or TypeError for a parameter that does not fit, by its own name."""
    out = "proj_size" if proj_size else "hidden_size"
    above = f"2*{out}" if (0, "_reverse") in names else out
    for (layer, _), group in names.items():
        for name in group:
            shape = SHAPES[name.partition("_l")[0]]
            below = above if layer else "input_size"
            sizes.floating(name, state_dict[name], shape.format(below=below, out=out))
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
    hx: State | None, number: int, unbatched: bool, width: str, sizes: Sizes
) -> State | None:
    """h_0 and c_0 as (directions*num_layers, batch, ...)."""
    if hx is None:
        return None
    states = []
    for place, (state, last) in enumerate(
        zip(several("hx", hx, 2), (width, "hidden_size"), strict=True)
    ):
        name, batch = f"hx[{place}]", () if unbatched else ("batch",)
        array = sizes.floating(name, tensor(name, state), " ".join(("states", *batch, last)))
        if len(array) != number:
            said = ", ".join(("directions*num_layers", *batch, last))
            raise ValueError(
                f"{name} has shape {array.shape}, expected ({said}) with directions*num_layers = "
                f"{number}"
            )
        states.append(array[:, np.newaxis] if unbatched else array)
    return states[0], states[1]
