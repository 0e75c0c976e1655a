"""The functions of one framework's recurrent layer in the words of another, and its options."""

from collections.abc import Mapping
from typing import Any

from lstm_numpy import releases
from lstm_numpy.arguments import (
    Activation,
    as_array,
    choice,
    elementwise,
    number,
    shown,
    whole,
)
from lstm_numpy.keras_versions import NEWEST_KERAS
from lstm_numpy.layouts import OTHERS, STORAGES, Storage

FROM_SOURCE: Any = "the default of the source"

# ONNX's name, alpha and beta for functions of lstm_numpy.activations.
ONNX: dict[str, tuple[str, float | None, float | None]] = {
    "sigmoid": ("Sigmoid", None, None),
    "tanh": ("Tanh", None, None),
    "relu": ("Relu", None, None),
    "softsign": ("Softsign", None, None),
    "softplus": ("Softplus", None, None),
    "linear": ("Affine", 1.0, 0.0),
    "elu": ("Elu", 1.0, None),
    "leaky_relu": ("LeakyRelu", 0.2, None),
    "hard_sigmoid": ("HardSigmoid", 1 / 6, 0.5),
    "hard_sigmoid_keras2": ("HardSigmoid", 0.2, 0.5),
}
#: The functions of each direction, by cell.
ONNX_FUNCTIONS = {
    "lstm": ("recurrent_activation", "activation", "activation"),
    "gru": ("recurrent_activation", "activation"),
    "rnn": ("activation",),
}
#: What the option is called that says where the reset gate acts.
RESET_WORDS = {
    "keras": ("reset_after", bool),
    "onnx": ("linear_before_reset", int),
    "openvino": ("linear_before_reset", bool),
}
#: How steep the functions are that a framework may call hard_sigmoid.
SLOPES = {"hard_sigmoid": "x / 6", "hard_sigmoid_keras2": "0.2 * x"}


def convert_options(
    source: str,
    target: str,
    *,
    activation: Activation = FROM_SOURCE,
    recurrent_activation: Activation = FROM_SOURCE,
    keras_version: str = NEWEST_KERAS,
    target_version: str | None = None,
    forget_bias: float = 1.0,
    directions: int = 1,
    cell: str = "lstm",
    reset_after: bool | None = None,
) -> dict[str, Any]:
    """The options with which the target computes the same from converted weights.

    Parameters
    ----------
    source, target, activation, recurrent_activation, keras_version, forget_bias
        as for `convert`
    target_version : str or None
        the release of the target, if both are Keras and differ
    directions : int
        1 or 2; ONNX names the functions of each
    cell, reset_after
        as for `convert`

    Returns
    -------
    dict
        words of the target's layer; activations, activation_alpha and activation_beta for ONNX

    Raises
    ------
    ValueError
        the target has no such function

    Examples
    --------
    The hard_sigmoid of Keras 2 has another slope than that of Keras 3:

    >>> convert_options("keras", "onnx", keras_version="2.2.4")["activation_alpha"]
    [0.2]
    >>> convert_options("keras", "onnx", recurrent_activation="hard_sigmoid")["activation_beta"]
    [0.5]
    """
    old, new = pair_of(source, target, cell, reset_after)
    if whole("directions", directions, 1) > 2:
        raise ValueError(f"directions is {shown(directions)}, expected 1 or 2")
    extra = number("forget_bias", forget_bias)
    releases.number(keras_version)
    if target_version is not None:
        releases.number(target_version, "target_version")
    unheard(
        f"{old.title} and {new.title}",
        keras_version=keras_version != NEWEST_KERAS and "keras" not in (source, target),
        target_version=target_version is not None and target != "keras",
        forget_bias=extra != 1 and not new.adds_forget_bias,
        directions=directions > 1 and target != "onnx",
    )
    meant = functions(old, new, activation, recurrent_activation, keras_version)
    said: dict[str, Any] = {}
    if cell == "gru" and target in RESET_WORDS:
        word, kind = RESET_WORDS[target]
        said[word] = kind(new.reset_after)
    if target == "onnx":
        return said | in_onnx(meant, directions, ONNX_FUNCTIONS[cell])
    for option, word in new.functions:
        if target.startswith("keras"):
            release = "2.0.0" if target != "keras" else target_version or keras_version
            said[word] = in_keras(option, meant[option], release)
        else:
            one = worded(option, meant[option], dict(reversed(new.words)), new.title)
            said[word] = [one] if word == "activations" else one  # OpenVINO takes a list
    if new.adds_forget_bias:
        said["forget_bias"] = extra
    return said


def pair_of(
    source: str, target: str, cell: str, reset_after: bool | None, weights: Any = None
) -> tuple[Storage, Storage]:
    """How the source and the target store a cell; raises ValueError for none or several ways."""
    choice("cell", cell, tuple(ONNX_FUNCTIONS))
    found: dict[str, list[Storage]] = {}
    for storage in (*STORAGES.values(), *OTHERS):
        if storage.cell == cell:
            found.setdefault(storage.name, []).append(storage)
    choice("source", source, tuple(found))
    choice("target", target, tuple(found))
    if cell != "gru" and reset_after is not None:
        raise ValueError(f"reset_after is given, expected None: no {cell} has a reset gate")
    choice("reset_after", reset_after, (None, False, True))
    pairs = [(a, b) for a in found[source] for b in found[target] if a.reset_after == b.reset_after]
    if not pairs:
        first, other = found[source][0], found[target][0]
        raise ValueError(
            f"{first.title} resets {when(first)} the product and {other.title} {when(other)} it: "
            "no weights make the one compute what the other does"
        )
    biased = isinstance(weights, list | tuple) and len(weights) in (3, 6)
    if reset_after is None and cell == "gru" and source == "keras" and biased:
        reset_after = as_array("bias", weights[2]).ndim == 2  # a bias of two rows
    if len(pairs) > 1 and reset_after is None:
        raise ValueError(
            "reset_after is not given, and both frameworks have both: pass whether the layer's "
            "reset gate acts after the product with the recurrent weights"
        )
    kept = [pair for pair in pairs if reset_after in (None, pair[0].reset_after)]
    if not kept:
        only = pairs[0][0].reset_after
        raise ValueError(
            f"reset_after is {reset_after}, by its argument or the rows of Keras's bias, expected "
            f"{only}: {source} and {target} have that alone in common"
        )
    return kept[0]


def when(storage: Storage) -> str:
    """Where the reset gate acts, as a word."""
    return "after" if storage.reset_after else "before"


def functions(
    old: Storage,
    new: Storage,
    activation: Activation,
    recurrent_activation: Activation,
    keras_version: str,
) -> dict[str, Activation]:
    """What the source's functions mean; raises ValueError where the target has fixed others."""
    release = keras_version if old.name == "keras" or new.name == "keras" else NEWEST_KERAS
    release = "2.0.0" if old.name.startswith("keras1") else release
    origin: dict[str, str] = {}
    if activation is FROM_SOURCE:
        activation = old.activation_by_default
        origin["activation"] = f", the default of {old.title},"
    if recurrent_activation is FROM_SOURCE:
        recurrent_activation = old.gates_by_default
        if old.name == "keras":
            recurrent_activation = releases.default("recurrent_activation", release)
            origin["recurrent_activation"] = f", the default of keras_version {release},"
    given = {"activation": activation, "recurrent_activation": recurrent_activation}
    if old.cell == "rnn":
        del given["recurrent_activation"]
    meant: dict[str, Activation] = {}
    for option, value in given.items():
        meaning = "linear" if value is None else releases.activation(option, value, release)
        if isinstance(value, str):
            meaning = {word: here for here, word in old.words}.get(value, meaning)
        elementwise(option, meaning)
        for storage in (old, new):
            usual = (storage.activation_by_default, storage.gates_by_default)
            fixed = usual[option == "recurrent_activation"]
            free = option in dict(storage.functions)
            if not free and not (isinstance(meaning, str) and meaning == fixed):
                raise ValueError(
                    f"{option} is {shown(value)}{origin.get(option, ',')} but {storage.title} "
                    f"computes {fixed} alone: pass {option}={fixed!r} if the layer "
                    "has it"
                )
        meant[option] = meaning
    return meant


def unheard(pair: str, **ignored: bool) -> None:
    """Raise ValueError for an option that was given and would change nothing."""
    for name, was in ignored.items():
        if was:
            raise ValueError(f"{name} says nothing of {pair}: leave it out")


def in_keras(option: str, function: Activation, release: str) -> Activation:
    """The name by which a release of Keras knows a function."""
    if function not in list(SLOPES):
        return function if callable(function) else releases.activation(option, function, release)
    return worded(
        option, function, {releases.row(release).hard_sigmoid: "hard_sigmoid"}, f"Keras {release}"
    )


def worded(option: str, function: Activation, known: Mapping[str, str], target: str) -> Activation:
    """The target's word for a function; raises ValueError where it has none."""
    if not isinstance(function, str):
        return function
    if function in known:
        return known[function]
    steep = SLOPES.get(function)
    said = f"clip({steep} + 0.5, 0, 1)" if steep else function
    raise ValueError(
        f"{option} is {said}, which has no name in {target}: give its layer that function"
    )


def in_onnx(
    meant: dict[str, Activation], directions: int, options: tuple[str, ...]
) -> dict[str, Any]:
    """The operator's attributes; alpha and beta are in the order in which they are taken."""
    names, alphas, betas = [], [], []
    for option in options:
        function = meant[option]
        if not isinstance(function, str) or function not in ONNX:
            known = ", ".join(ONNX)
            raise ValueError(f"{option} is {shown(function)}, expected one that ONNX has: {known}")
        name, alpha, beta = ONNX[function]
        names.append(name)
        alphas += [] if alpha is None else [alpha]
        betas += [] if beta is None else [beta]
    attributes: dict[str, Any] = {"activations": names * directions}
    if alphas:
        attributes["activation_alpha"] = alphas * directions
    if betas:
        attributes["activation_beta"] = betas * directions
    return attributes
