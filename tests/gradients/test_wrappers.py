"""Gradients through both directions, and through several layers: those of differences."""

import numpy as np
import pytest

import lstm_c
from lstm_numpy import GRU, LSTM, Bidirectional, SimpleRNN, stacked, stacked_gradients

STEP = 1e-6


def slope(function, array, along):
    """The derivative of a number along a direction."""
    return (function(array + STEP * along) - function(array - STEP * along)) / (2 * STEP)


def in_doubles(layer, x):
    """The layer with its first weights as float64."""
    layer(x)
    layer.set_weights([array.astype(float) for array in layer.get_weights()])
    return layer


@pytest.mark.parametrize("kind", [LSTM, GRU, SimpleRNN, lstm_c.LSTM])
@pytest.mark.parametrize("mode", ["concat", "sum", "mul", "ave", None])
@pytest.mark.parametrize("every", [True, False])
def test_both_directions(kind, mode, every) -> None:
    random = np.random.default_rng(1)
    x, mask = random.normal(size=(2, 5, 3)), random.random((2, 5)) > 0.3
    inside = kind(4, return_sequences=every, return_state=True, seed=0)
    layer = in_doubles(Bidirectional(inside, mode), x)
    results = layer(x, mask)
    at = [random.normal(size=result.shape) for result in results]
    outputs = 2 if mode is None else 1
    given = {"output": at[:2] if mode is None else at[0], "states": at[outputs:]}
    found = layer.backward(x, mask, **given)

    def loss(x):
        return sum((a * b).sum() for a, b in zip(layer(x, mask), at, strict=True))

    along = random.normal(size=x.shape)
    assert abs(slope(loss, x, along) - (found.sequences * along).sum()) < 1e-7
    weights = layer.get_weights()
    for place, of in enumerate((found.forward, found.backward)):
        at_kernel = place * len(weights) // 2

        def loss_of(kernel, at_kernel=at_kernel):
            layer.set_weights([*weights[:at_kernel], kernel, *weights[at_kernel + 1 :]])
            return loss(x)

        along = random.normal(size=of.kernel.shape)
        assert abs(slope(loss_of, weights[at_kernel], along) - (of.kernel * along).sum()) < 1e-7
        layer.set_weights(weights)


def test_layers_on_top_of_each_other() -> None:
    random = np.random.default_rng(2)
    x, mask = (
        random.normal(size=(2, 5, 3)),
        np.array([[True] * 5, [True, True, False, True, False]]),
    )
    layers = [
        Bidirectional(LSTM(4, return_sequences=True, seed=0)),
        SimpleRNN(3, return_sequences=True, seed=1),
        GRU(2, return_state=True, seed=2),
    ]
    below = x
    for layer in layers:
        in_doubles(layer, below)
        below = layer(below) if layer is not layers[-1] else below
    at = random.normal(size=(2, 2, 2))
    found = stacked_gradients(layers, x, mask, gru_output=at[0], state_h=at[1])

    def loss(x):
        return sum((a * b).sum() for a, b in zip(stacked(layers, x, mask), at, strict=True))

    along = random.normal(size=x.shape)
    assert abs(slope(loss, x, along) - (found.sequences * along).sum()) < 1e-7
    weights = layers[1].get_weights()

    def loss_of(kernel):
        layers[1].set_weights([kernel, *weights[1:]])
        return loss(x)

    along = random.normal(size=weights[0].shape)
    gradient = (found.layers[1].kernel * along).sum()
    assert abs(slope(loss_of, weights[0], along) - gradient) < 1e-7


def test_what_is_said_of_every_layer_is_handed_to_every_layer() -> None:
    given = []

    class Noted(GRU):
        def backward(self, *arrays, **words):
            given.append(words)
            return super().backward(*arrays, **words)

    layers = [Noted(3, return_sequences=True, seed=0), Noted(3, seed=1)]
    x = np.ones((2, 5, 4))
    stacked(layers, x)
    said = {"at_kink": "torch 2.13.0", "truncation": 2, "checkpoints": 2}
    stacked_gradients(layers, x, gru_output=np.ones((2, 3)), **said)
    assert [words.keys() & said.keys() for words in given] == [said.keys()] * 2


def test_what_has_no_gradient_is_refused() -> None:
    x = np.ones((2, 5, 3))
    with pytest.raises(RuntimeError, match="no weights"):
        Bidirectional(LSTM(4)).backward(x)
    layer = Bidirectional(LSTM(4, return_sequences=True))
    layer(x)
    for words, said in (
        ({"output": np.ones((2, 5, 4))}, "output has shape"),
        ({"states": [np.ones((2, 4))]}, "states has 1 item"),
        ({"mask": np.ones((2, 4), bool)}, "mask has shape"),
        ({"at_kink": "torch"}, "at_kink is 'torch'"),
    ):
        with pytest.raises(ValueError, match=said):
            layer.backward(x, **words)
    at = {"output": np.ones((2, 5, 8))}
    for name in ("lstm_output", "state_h", "gru_output", "weights"):  # they would replace output
        with pytest.raises(
            TypeError, match=f"{name} is not an argument of both directions: output ta"
        ):
            layer.backward(x, **at, **{name: np.ones((2, 5, 4))})
        with pytest.raises(TypeError, match=f"{name} is not an argument of both directions"):
            stacked_gradients([layer], x, **{name: np.ones((2, 5, 4))})
    with pytest.raises(ValueError, match=r"layers\[0\] is stateful"):
        stacked_gradients([GRU(4, stateful=True)], x)
    with pytest.raises(RuntimeError, match=r"layers\[0\] has no weights"):
        stacked_gradients([GRU(4)], x)
