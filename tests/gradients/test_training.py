"""Ten lines train an LSTM with these gradients, as PyTorch's autograd trains it."""

from pathlib import Path

import numpy as np

from lstm_numpy import keras
from lstm_sym.recorded.record import recordings

TRAINING = Path(__file__).parents[1] / "reference" / "training"


def test_training_is_that_of_torch() -> None:
    (recording,) = recordings(TRAINING)
    (record,) = recording.records()
    a, rate = record.arrays, record.words["rate"]
    losses = []

    x, target = a["sequences"], a["target"]
    weights, V = [a["kernel"], a["recurrent_kernel"], a["bias"]], a["readout"]
    for _ in range(record.words["steps"]):
        h = keras.lstm(x, *weights, return_sequences=False).state_h
        off = h @ V - target
        losses.append((off**2).mean())
        d = 2 * off / off.size
        found = keras.lstm_gradients(x, *weights, return_sequences=False, state_h=d @ V.T)
        V = V - rate * h.T @ d
        weights = [w - rate * g for w, g in zip(weights, found[1:4], strict=True)]

    np.testing.assert_allclose(losses, a["losses"], rtol=0, atol=1e-10)
    assert losses[-1] < 0.1 * losses[0]
