"""What the recurrent operators of ONNX take and return, as all of them check and order it."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from lstm_numpy.arguments import Sizes, choice, number, shown, whole
from lstm_numpy.arrays import Array
from lstm_numpy.lengths import lengths_of, mask_of
from lstm_numpy.onnx_activations import Clipped, text


def clipped(function: Callable[[Array], Array], bound: float | None) -> Callable[[Array], Array]:
    """The function of what is bounded before."""
    if bound is None:
        return function
    return Clipped(function, bound)


def ways(direction: str | bytes) -> tuple[str, int]:
    """The direction as text, and how many there are; raises ValueError for another word."""
    direction = text(direction)
    choice("direction", direction, ("forward", "reverse", "bidirectional"))
    return str(direction), 2 if direction == "bidirectional" else 1


def runs_backwards(direction: str, place: int) -> bool:
    """Whether the direction of this place runs from the last timestep to the first."""
    return direction == "reverse" or place == 1


def flag(name: str, value: Any) -> None:
    """Raise ValueError unless the value is 0 or 1."""
    odd = isinstance(value, np.timedelta64) or not isinstance(value, int | np.integer)
    if odd or value not in (0, 1):
        raise ValueError(f"{name} is {shown(value)}, expected 0 or 1")


def bounded(clip: Any, hidden_size: Any, R: Array) -> float | None:
    """The clip; raises ValueError for none above 0, and for another hidden_size than R's."""
    if clip is not None and not number("clip", clip) > 0:
        raise ValueError(f"clip is {clip}, expected a number above 0, or None for no clip")
    units = R.shape[-1]
    if hidden_size is not None and whole("hidden_size", hidden_size, 0) != units:
        said = shown(hidden_size)
        raise ValueError(f"hidden_size is {said}, expected {units}, that of R, or None")
    return None if clip is None else float(clip)


def mask_within(lengths: Any, sizes: Sizes) -> Array | None:
    """The mask that the lengths mean."""
    if lengths is None:
        return None
    found = lengths_of("sequence_lens", lengths, sizes, "batch_size")
    return mask_of(found, sizes["timesteps"])


def together(found: Sequence[tuple[Array, ...]], direction: str, layout: int) -> tuple[Array, ...]:
    """The outputs and the last states of all directions, as the operator returns them."""
    outputs = [
        one[0][:, ::-1] if runs_backwards(direction, place) else one[0]
        for place, one in enumerate(found)
    ]
    states = zip(*(one[1:] for one in found), strict=True)
    if layout:
        return np.stack(outputs, axis=2), *(np.stack(state, axis=1) for state in states)
    Y = np.stack([output.swapaxes(0, 1) for output in outputs], axis=1)
    return Y, *(np.stack(state) for state in states)


def checked(sizes: Sizes, layout: int, blocks: int, **arrays: Array | None) -> list[Array]:
    """The arrays, batch first and states direction first; zeros for those that are absent."""
    flag("layout", layout)
    columns = f"{blocks}*hidden_size" if blocks > 1 else "hidden_size"
    sequence = "batch_size timesteps input_size" if layout else "timesteps batch_size input_size"
    state = "num_directions batch_size hidden_size"
    given_state = "batch_size num_directions hidden_size" if layout else state
    shapes = {
        "X": sequence,
        "W": f"num_directions {columns} input_size",
        "R": f"num_directions {columns} hidden_size",
        "B": f"num_directions {2 * blocks}*hidden_size",
        "initial_h": given_state,
        "initial_c": given_state,
        "P": "num_directions 3*hidden_size",
    }
    found = []
    for name, value in arrays.items():
        if value is None and name not in ("X", "W", "R"):
            found.append(sizes.zeros(state if name.startswith("initial") else shapes[name]))
            continue
        array = sizes.floating(name, value, shapes[name])
        moved = (name == "X" and not layout) or (name.startswith("initial") and layout)
        found.append(array.swapaxes(0, 1) if moved else array)
    return found
