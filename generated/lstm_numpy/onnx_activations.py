"""The activation functions that ONNX names, with its defaults of alpha and beta."""

from collections.abc import Callable, Sequence
from functools import partial

from lstm_numpy import activations as functions
from lstm_numpy.arrays import Array

Function = Callable[[Array], Array]

# Name: the function, and its parameters with ONNX's defaults; None for those without a default.
KNOWN: dict[str, tuple[Callable[..., Array], dict[str, tuple[str, float | None]]]] = {
    "Relu": (functions.relu, {}),
    "Tanh": (functions.tanh, {}),
    "Sigmoid": (functions.sigmoid, {}),
    "Softsign": (functions.softsign, {}),
    "Softplus": (functions.softplus, {}),
    "Elu": (functions.elu, {"alpha": ("alpha", 1.0)}),
    "LeakyRelu": (functions.leaky_relu, {"alpha": ("negative_slope", 0.01)}),
    "ThresholdedRelu": (functions.thresholded_relu, {"alpha": ("alpha", 1.0)}),
    "Affine": (functions.affine, {"alpha": ("alpha", None), "beta": ("beta", None)}),
    "ScaledTanh": (functions.scaled_tanh, {"alpha": ("alpha", None), "beta": ("beta", None)}),
    "HardSigmoid": (functions.hard_sigmoid_onnx, {"alpha": ("alpha", 0.2), "beta": ("beta", 0.5)}),
}


def resolve(
    names: Sequence[str] | None,
    alpha: Sequence[float] | None,
    beta: Sequence[float] | None,
    directions: int,
) -> list[list[Function]]:
    """The functions f, g, h of each direction; raises ValueError naming what does not fit."""
    names = list(names) if names is not None else ["Sigmoid", "Tanh", "Tanh"] * directions
    if len(names) != 3 * directions:
        raise ValueError(f"activations has {len(names)} names, expected {3 * directions}")
    given = {"alpha": list(alpha or ()), "beta": list(beta or ())}
    found: list[Function] = []
    for name in names:
        if name not in KNOWN:
            raise ValueError(f"activations holds {name!r}; known are {', '.join(KNOWN)}")
        function, parameters = KNOWN[name]
        values = {}
        for greek, (parameter, default) in parameters.items():
            value = given[greek].pop(0) if given[greek] else default
            if value is None:
                raise ValueError(
                    f"activation_{greek} lacks a value for {name}, which has no default"
                )
            values[parameter] = value
        found.append(partial(function, **values))
    for greek, rest in given.items():
        if rest:
            raise ValueError(f"activation_{greek} has {len(rest)} values that no function takes")
    return [found[start : start + 3] for start in range(0, len(found), 3)]
