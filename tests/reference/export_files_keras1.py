"""Save small whole models of Keras 1 in its own files, with inputs and what the model returns.

Usage, in the environment k122tf: python export_files_keras1.py FOLDER

Beside each file stands an .npz: x0, x1, ... are the inputs, y0, y1, ... the outputs.
"""

import os
import sys

import keras
import numpy as np
from export_files import STEPS, WIDTH, WORDS, draw, record, signals, words
from keras import layers as L


def text():
    return keras.models.Sequential(
        [
            L.Embedding(WORDS, 5, mask_zero=True, input_length=STEPS),
            L.Bidirectional(L.LSTM(4, return_sequences=True)),
            L.Dropout(0.3),
            L.LSTM(6, consume_less="gpu"),
            L.Dense(3, activation="softmax"),
        ]
    )


def graph():
    sequence, static = L.Input((STEPS, WIDTH)), L.Input((2,))
    masked = L.Masking(0.0)(sequence)
    whole = L.LSTM(4, return_sequences=True)(masked)
    last = L.LSTM(4, go_backwards=True, inner_activation="sigmoid")(masked)
    joined = L.merge([last, static], mode="concat")
    first = L.Dense(2, activation="sigmoid", name="first")(L.BatchNormalization()(joined))
    second = L.TimeDistributed(L.Dense(2), name="second")(whole)
    return keras.models.Model([sequence, static], [first, second])


def mixed():
    x = sequence = L.Input((STEPS, WIDTH))
    x = L.Convolution1D(6, 3, border_mode="same", activation="relu")(x)
    x = L.Activation("tanh")(L.MaxPooling1D(2)(x))
    gates = L.GRU(5, return_sequences=True)(x)
    plain = L.SimpleRNN(4, return_sequences=True)(gates)
    mean, most = L.GlobalAveragePooling1D()(plain), L.GlobalMaxPooling1D()(plain)
    turned = L.Flatten()(L.Permute((2, 1))(plain))
    repeated = L.LSTM(3)(L.RepeatVector(4)(L.merge([mean, most], mode="concat")))
    shaped = L.Flatten()(L.Reshape((6, 2))(turned))
    return keras.models.Model(sequence, L.Dense(2)(L.merge([repeated, shaped], mode="concat")))


def main(folder):
    random = np.random.RandomState(0)
    chosen = {
        "text": (text, [words(random)]),
        "graph": (graph, [signals(random), random.normal(size=(5, 2)).astype("float32")]),
        "mixed": (mixed, [signals(random)]),
    }
    for kind, (made, inputs) in chosen.items():
        keras.backend.clear_session()
        model = made()
        draw(model)
        name = os.path.join(folder, "keras-%s-%s" % (keras.__version__, kind))
        model.save(name + ".h5")
        record(name, model, inputs)


if __name__ == "__main__":
    main(sys.argv[1])
