"""Weights of one framework's recurrent layer as another framework stores them."""

from typing import Any

import numpy as np

from lstm_numpy import blocks, containers, releases
from lstm_numpy.arguments import Activation, choice, number, whole
from lstm_numpy.arrays import Array
from lstm_numpy.blocks import Blocks
from lstm_numpy.functions import FROM_SOURCE, convert_options, functions, pair_of, unheard
from lstm_numpy.keras_versions import NEWEST_KERAS
from lstm_numpy.layouts import Storage

__all__ = ["convert", "convert_options"]


def convert(
    weights: Any,
    source: str,
    target: str,
    *,
    activation: Activation = FROM_SOURCE,
    recurrent_activation: Activation = FROM_SOURCE,
    keras_version: str = NEWEST_KERAS,
    forget_bias: float = 1.0,
    layer: int | None = None,
    nested: bool = True,
    cell: str = "lstm",
    reset_after: bool | None = None,
) -> Any:
    """Convert weights to another framework's layout, so that both compute the same.

    Parameters
    ----------
    weights : list or mapping of arrays
        as the source has them: Keras's get_weights(), PyTorch's state_dict, ONNX's W, R, B and P,
        the params of a linen cell of Flax or the nnx.state of an nnx one
    source, target : str
        keras, keras1 (twelve arrays), keras1_gpu, cudnnlstm (the layer of Keras 2), cudnn, pytorch,
        onnx, tensorflow1, flax, wikipedia, greff2015; of a GRU also cudnngru and flax_nnx; of
        all cells also further packages such as haiku, mxnet and ncnn: an unknown name lists all
    activation, recurrent_activation : str or callable
        of the source's layer; both default to the source's own defaults
    keras_version : str
        the release of Keras whose meanings these names have
    forget_bias : float
        what a cell of TensorFlow 1 adds when it runs; its stored bias does not contain it
    layer : int or None
        number of the layer in a PyTorch module, from 0 on; None if there is only one
    nested : bool
        whether Flax's arrays come in mappings of mappings, or under names such as "ii.kernel"
    cell : str
        lstm, gru or rnn
    reset_after : bool or None
        whether a GRU's reset gate acts after the product with the recurrent weights; None where
        the two frameworks, or the rows of Keras's bias, leave one possibility

    Returns
    -------
    list or mapping of new arrays
        both directions if the source has both. One bias becomes b and 0 where two are stored,
        halves in CuDNNLSTM; two biases become their sum where there is one.

    Raises
    ------
    ValueError
        a shape does not fit, or the target cannot hold something; the message says what. A GRU
        whose reset gate acts before the product cannot become one where it acts after it
    TypeError
        an array does not hold floats, the weights are not in the source's container

    Examples
    --------
    >>> kernel, recurrent_kernel = np.ones((2, 28)), np.ones((7, 28))
    >>> state_dict = convert([kernel, recurrent_kernel, np.ones(28)], "keras", "pytorch")
    >>> {name: array.shape for name, array in state_dict.items()}["weight_ih_l0"]
    (28, 2)
    >>> [array.shape for array in convert(state_dict, "pytorch", "keras")]
    [(2, 28), (7, 28), (28,)]
    """
    choice("nested", nested, (False, True))
    old, new = pair_of(source, target, cell, reset_after, weights)
    layer = None if layer is None else whole("layer", layer, 0)
    extra = number("forget_bias", forget_bias)
    releases.number(keras_version)
    unheard(
        f"{old.title} and {new.title}",
        keras_version=keras_version != NEWEST_KERAS and "keras" not in (source, target),
        forget_bias=extra != 1 and not (old.adds_forget_bias or new.adds_forget_bias),
        layer=bool(layer) and not any("{layer}" in form for form in sum(old.named + new.named, ())),
        nested=not nested and not target.startswith("flax"),
    )
    functions(old, new, activation, recurrent_activation, keras_version)
    old = containers.of_form(old, weights)
    directions = containers.opened(old, weights, layer)
    if len(directions) == 2 and new.directions == "one":
        raise ValueError(f"weights has two directions, {new.title} has one: convert each alone")
    converted = []
    for said, named in directions:
        found = blocks.read(old, named, said)
        kept = old.adds_forget_bias and new.adds_forget_bias and old.coupled == new.coupled
        if old.adds_forget_bias and not kept:
            found = with_forget_bias(found, extra)
        if old.coupled != new.coupled:
            found = with_input_gate(found) if old.coupled else without_input_gate(found, new)
        if new.adds_forget_bias and not kept:
            found = with_forget_bias(found, -extra)
        if old.negated != new.negated:
            found = {
                part: {g: -b if g == "z" else b for g, b in row.items()}
                for part, row in found.items()
            }
        converted.append(blocks.write(new, placed(old, new, found)))
    if len({tuple(named) for named in converted}) > 1:
        raise ValueError("weights has a bias in one direction only")
    return containers.closed(new, converted, layer or 0, nested and target.startswith("flax"))


def with_forget_bias(found: Blocks, extra: float) -> Blocks:
    """The blocks with a number added to the forget gate's bias."""
    if extra == 0:
        return found
    biases = found.get("bias") or zeros(found, "ifgo")
    forget = biases["f"] + np.asarray(extra, biases["f"].dtype)
    return found | {"bias": biases | {"f": forget}}


def with_input_gate(found: Blocks) -> Blocks:
    """The blocks of the input gate that is what the forget gate leaves: sigmoid(-x) is the rest."""
    return {part: row | ({"i": -row["f"]} if "f" in row else {}) for part, row in found.items()}


def without_input_gate(found: Blocks, new: Storage) -> Blocks:
    """The blocks without that gate; raises ValueError where it is another."""
    rest = {part: {g: b for g, b in row.items() if g != "i"} for part, row in found.items()}
    for part, row in with_input_gate(rest).items():
        if "i" in found[part] and not np.array_equal(row["i"], found[part]["i"]):
            raise ValueError(
                f"weights has an input gate of its own, by its {part.replace('_', ' ')}: that of "
                f"{new.title} is what the forget gate leaves"
            )
    return rest


def placed(old: Storage, new: Storage, found: Blocks) -> Blocks:
    """The blocks that the target stores; raises ValueError for one that it has no place for."""
    places = {part for one in new.arrays for part in one.parts}
    found = dict(found)
    for part in ("peephole", "projection"):
        if part in found and part not in places:
            if part == "projection" or any(block.any() for block in found[part].values()):
                said = "a projection" if part == "projection" else "peepholes"
                raise ValueError(f"weights has {said}: {old.title}'s have no place in {new.title}")
            del found[part]
    if "peephole" in places - set(found) - set(new.optional):
        found["peephole"] = zeros(found, "fo" if new.coupled else "ifo")
    if "bias" not in found and "bias" not in new.optional:
        found["bias"] = zeros(found, "".join(found["input"]))
    if "bias" in found:
        found |= biases(found, old, new)
    if "recurrent_bias" not in places:
        found.pop("recurrent_bias", None)
    return found


def biases(found: Blocks, old: Storage, new: Storage) -> Blocks:
    """One bias of each gate, or two, as the target stores them."""
    stored = (one for one in new.arrays if "recurrent_bias" in one.parts)
    beside = {blocks.role(new, letter) for one in stored for letter in blocks.of_parts(one)[-1]}
    first: dict[str, Array] = {}
    second: dict[str, Array] = {}
    for gate, block in found["bias"].items():
        own = found.get("recurrent_bias", {}).get(gate)
        one = block.dtype.type
        first[gate] = block
        if new.reset_after and gate == "g":  # the reset gate acts on it: it is no part of a sum
            if gate in beside:
                second[gate] = block * one(0) if own is None else own
            elif own is not None and own.any():
                raise ValueError(
                    f"weights has a bias of the candidate beside the state: {old.title}'s has no "
                    f"place in {new.title}"
                )
        elif gate in beside:
            shares = [block * one(share) for share in new.bias_shares]
            first[gate], second[gate] = shares if own is None else (block, own)
        elif own is not None:
            first[gate] = block + own
    return {"bias": first} | ({"recurrent_bias": second} if second else {})


def zeros(found: Blocks, gates: str) -> dict[str, Array]:
    """Zeros for each gate, of the type of the weights."""
    block = next(iter(found["input"].values()))
    return {gate: np.zeros(block.shape[-1], block.dtype) for gate in gates}
