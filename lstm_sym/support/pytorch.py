"""PyTorch's nn.LSTM as a function of its state_dict: layers, directions, PyTorch's shapes."""

from collections.abc import Mapping

import numpy as np

from lstm_numpy.arguments import Sizes, as_array, choice, several, whole
from lstm_numpy.arrays import Array
from lstm_numpy.merging import bidirectional as merged
from lstm_numpy.pytorch_layer import lstm_layer as plain
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
    state_dict : mapping
        weight_ih_l0, weight_hh_l0 and, where the module has them, bias_ih_l0, bias_hh_l0,
        weight_hr_l0; the same for each further layer, and with _reverse for each direction
    hx : two arrays or None
        h_0 (directions*num_layers, batch, proj_size or hidden_size) and c_0 (..., hidden_size)
    num_layers, bidirectional, batch_first, proj_size
        as the module was made

    Returns
    -------
    output, (h_n, c_n)
        of PyTorch's shapes; the halves of both directions refer to the same input timestep

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
    if not isinstance(state_dict, Mapping):
        raise TypeError(f"state_dict is {type(state_dict).__name__}, expected a mapping")
    suffixes = ("", "_reverse") if bidirectional else ("",)
    names = parameter_names(state_dict, num_layers, suffixes, proj_size)
    sizes = Sizes(**({"proj_size": proj_size} if proj_size else {}))
    sequences, unbatched = batch_major(input, batch_first, sizes)
    check_shapes(state_dict, names, proj_size, sizes)
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
            backwards = suffix == "_reverse"
            compute = projected if proj_size else plain
            result = compute(layer_input, *weights, initial_state=state, go_backwards=backwards)
            outputs.append(result.output)
            last.append((result.h_n, result.c_n))
        output = merged(*outputs).output if bidirectional else outputs[0]
    assert output is not None  # there is at least one layer
    h_n, c_n = (np.stack([state[place] for state in last]) for place in (0, 1))
    if unbatched:
        return output[0], (h_n[:, 0], c_n[:, 0])
    return output if batch_first else output.swapaxes(0, 1), (h_n, c_n)


def parameter_names(
    state_dict: Mapping[str, Array], num_layers: int, suffixes: tuple[str, ...], proj_size: int
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
            "bidirectional and proj_size must be those of the module"
        )
    return names


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
    array = as_array("input", input)
    if array.ndim == 2:
        return sizes.floating("input", array, "timesteps input_size")[np.newaxis], True
    kind = "batch timesteps input_size" if batch_first else "timesteps batch input_size"
    array = sizes.floating("input", array, kind)
    return (array if batch_first else array.swapaxes(0, 1)), False


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
        array = sizes.floating(name, state, " ".join(("states", *batch, last)))
        if len(array) != number:
            said = ", ".join(("directions*num_layers", *batch, last))
            raise ValueError(
                f"{name} has shape {array.shape}, expected ({said}) with directions*num_layers = "
                f"{number}"
            )
        states.append(array[:, np.newaxis] if unbatched else array)
    return states[0], states[1]
