"""Save small whole models in a framework's own files, with inputs and what the model returns.

Usage, in the environments k122tf, k224, k231, tf22, tf215, k3jt:
python export_files.py FOLDER [tf.keras]

Beside each file stands an .npz: x0, x1, ... are the inputs, y0, y1, ... the outputs.
"""

import json
import os
import sys

import numpy as np

if "tf.keras" in sys.argv:
    import tensorflow

    keras = tensorflow.keras
    try:
        VERSION = keras.__version__  # up to TensorFlow 2.5
    except AttributeError:
        import keras  # the same package as tf.keras, which does not tell its version

        VERSION = keras.__version__
else:
    import keras

    VERSION = keras.__version__

L = keras.layers
NUMBERS = tuple(int(n) for n in VERSION.split("-")[0].split(".")[:2])
NAME = ("tf.keras-" if "tf.keras" in sys.argv else "keras-") + VERSION
STEPS, WIDTH, WORDS = 7, 3, 11


def words(random):
    """Rows of numbers of words; zeros at the end are padding, one row is all padding."""
    rows = random.randint(1, WORDS, size=(5, STEPS))
    for row, length in zip(rows, (7, 4, 1, 6, 0)):
        row[length:] = 0
    return rows


def signals(random):
    """Sequences; zeros at the beginning or in the middle are masked where there is a Masking."""
    rows = random.normal(size=(5, STEPS, WIDTH)).astype("float32")
    rows[1, :2] = rows[2, 3:5] = 0
    return rows


def text():
    """Words, masked: the usual model of a text."""
    return keras.models.Sequential(
        [
            L.Embedding(WORDS, 5, mask_zero=True, input_length=STEPS)
            if NUMBERS < (3,)
            else L.Embedding(WORDS, 5, mask_zero=True),
            L.Bidirectional(L.LSTM(4, return_sequences=True)),
            L.Dropout(0.3),
            L.LSTM(6, recurrent_activation="hard_sigmoid"),
            L.Dense(3, activation="softmax"),
        ]
    )


def graph():
    """Two inputs, two outputs, a layer called twice, states that go from one layer to another."""
    sequence, static = L.Input((STEPS, WIDTH)), L.Input((2,))
    masked = L.Masking(0.0)(sequence)
    whole, h, c = L.LSTM(4, return_sequences=True, return_state=True)(masked)
    decoded = L.LSTM(4, return_sequences=True, go_backwards=True)(whole, initial_state=[h, c])
    dense = L.Dense(4, activation="relu")
    joined = L.Concatenate()([dense(h), dense(c), static])
    first = L.Dense(2, activation="sigmoid", name="first")(L.BatchNormalization()(joined))
    second = L.TimeDistributed(L.Dense(2), name="second")(L.Add()([whole, decoded]))
    return keras.models.Model([sequence, static], [first, second])


def mixed():
    """Convolution, GRU, a plain recurrent layer, and layers that move entries around."""
    x = sequence = L.Input((STEPS, WIDTH))
    x = L.Conv1D(6, 3, padding="same", activation="relu")(x)
    x = L.MaxPooling1D(2)(x)
    x = L.Activation("tanh")(L.SpatialDropout1D(0.2)(x))
    gates = L.GRU(5, return_sequences=True)(x)
    gates = L.Bidirectional(L.GRU(4, return_sequences=True), merge_mode="sum")(gates)
    plain = L.SimpleRNN(4, return_sequences=True)(gates)
    mean, most = L.GlobalAveragePooling1D()(plain), L.GlobalMaxPooling1D()(plain)
    turned = L.Flatten()(L.Permute((2, 1))(plain))
    repeated = L.LSTM(3)(L.RepeatVector(4)(L.Concatenate()([mean, most])))
    shaped = L.Flatten()(L.AveragePooling1D(2)(L.Reshape((6, 2))(turned)))
    return keras.models.Model(sequence, L.Dense(2)(L.Concatenate()([repeated, shaped])))


def normed():
    """What came later: LayerNormalization, and a model inside of a model."""
    inside = keras.models.Sequential(
        [L.Input((STEPS, WIDTH)), L.LSTM(4, return_sequences=True), L.BatchNormalization()]
    )
    x = sequence = L.Input((STEPS, WIDTH))
    x = L.LayerNormalization()(inside(x))
    x = L.Conv1D(4, 2, padding="causal", dilation_rate=2)(x)
    x = L.RNN([L.LSTMCell(3), L.GRUCell(4)], return_sequences=True)(x)
    x = L.Softmax()(L.ReLU()(L.LeakyReLU()(x)))
    return keras.models.Model(sequence, x)


def operations():
    """Keras 3: what is computed between layers, masks among it; an unrolled layer, masked."""
    first, second = L.Input((STEPS, WIDTH)), L.Input((STEPS, WIDTH))
    ops, word = keras.ops, L.Input((STEPS,))
    x = ops.maximum(first * 2 - second, 0.3) + (1 - ops.tanh(first)) / 3
    x = ops.concatenate([x, ops.softmax(-x, axis=1), ops.relu(second)], axis=-1)
    x = x * ops.convert_to_tensor(np.arange(9, dtype="float32"))
    x = (x - np.linspace(-1, 1, WIDTH * 3)) * np.arange(1, WIDTH * 3 + 1)
    x = L.LSTM(3)(x, mask=ops.any(ops.greater(first, 0.5), axis=-1))
    both = [L.Embedding(WORDS, width, mask_zero=True)(word) for width in (3, 2)]
    masked = L.Masking()(first)
    unrolled = {"unroll": True, "return_sequences": True, "zero_output_for_mask": True}
    return keras.models.Model(
        [first, second, word],
        [
            L.Dense(2)(ops.leaky_relu(x, negative_slope=0.4) + ops.exp(-ops.square(x))),
            L.GRU(3)(L.Concatenate()(both)),
            L.GRU(3, **unrolled)(masked),
            L.Bidirectional(L.LSTM(3, unroll=True, return_sequences=True))(masked),
        ],
    )


def draw(model):
    """Weights that show every error: other than zero and one everywhere."""
    random = np.random.RandomState(1)
    for layer in model.layers:  # a model of Keras 2 lists its weights in another order than these
        drawn = []
        for array, variable in zip(layer.get_weights(), layer.weights):
            name = getattr(variable, "path", variable.name)
            numbers = random.normal(scale=0.4, size=array.shape)
            positive = "variance" in name or "std" in name
            drawn.append(np.abs(numbers) + 0.5 if positive else numbers)
        layer.set_weights(drawn)


def listed(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]


def record(name, model, inputs):
    """The inputs, and what the model returns for them, with its configuration."""
    given = inputs if len(inputs) > 1 else inputs[0]
    outputs = listed(model.predict(given))
    arrays = {"x%d" % n: array for n, array in enumerate(inputs)}
    arrays.update({"y%d" % n: array for n, array in enumerate(outputs)})
    np.savez_compressed(name + ".npz", **arrays)


def save(folder, kind, model, inputs):
    """The model in each of the formats of this framework."""
    name = os.path.join(folder, "%s-%s" % (NAME, kind))
    words = {"include_optimizer": False}
    model.save(name + ".h5", **words)
    if NUMBERS >= (2, 13):
        model.save(name + ".keras")
        if kind == "text":
            model.save_weights(name + ".weights.h5")
            with open(name + ".config", "w") as file:
                json.dump(json.loads(model.to_json()), file, indent=1)
    elif kind == "text" and "tf.keras" not in sys.argv:
        model.save_weights(name + "-weights.h5")
        with open(name + ".config", "w") as file:
            json.dump(json.loads(model.to_json()), file, indent=1)
    record(name, model, inputs)


def cudnn(folder):
    """A file with layers of cuDNN, which run on GPUs alone, and what Keras makes of it on a CPU."""
    import h5py
    from keras.engine import saving

    shape = (None, STEPS, WIDTH)
    fast = [
        L.CuDNNLSTM(4, return_sequences=True, batch_input_shape=shape),
        L.Bidirectional(L.CuDNNGRU(3)),
    ]
    for layer, inputs in zip(fast, (shape, shape[:2] + (4,))):
        layer.build(inputs)
        random = np.random.RandomState(3)
        layer.set_weights([random.normal(scale=0.4, size=w.shape) for w in layer.get_weights()])
    slow = keras.models.Sequential(
        [
            L.LSTM(
                4, return_sequences=True, recurrent_activation="sigmoid", batch_input_shape=shape
            ),
            L.Bidirectional(L.GRU(3, recurrent_activation="sigmoid", reset_after=True)),
        ]
    )
    name = os.path.join(folder, "%s-cudnn" % NAME)
    entries = [{"class_name": type(one).__name__, "config": one.get_config()} for one in fast]
    config = {"class_name": "Sequential", "config": {"name": "fast", "layers": entries}}
    with h5py.File(name + ".h5", "w") as file:
        file.attrs["keras_version"], file.attrs["backend"] = VERSION, "tensorflow"
        file.attrs["model_config"] = json.dumps(config)
        saving.save_weights_to_hdf5_group(file.create_group("model_weights"), fast)
    slow.load_weights(name + ".h5")
    record(name, slow, [signals(np.random.RandomState(2))])


def read_old(folder):
    """What this Keras makes of a file of Keras 2.2.4, whose gates are hard_sigmoid."""
    models = os.path.join(os.path.dirname(os.path.abspath(__file__)), "models")
    model = keras.models.load_model(os.path.join(models, "keras-2.2.4.h5"), compile=False)
    x = np.load(os.path.join(models, "keras-2.2.4.npz"))["x"]
    record(os.path.join(folder, "keras-2.2.4-read-by-%s" % VERSION), model, [x])


def main(folder):
    random = np.random.RandomState(0)
    chosen = {
        "text": (text, [words(random)]),
        "graph": (graph, [signals(random), random.normal(size=(5, 2)).astype("float32")]),
        "mixed": (mixed, [signals(random)]),
        "normed": (normed, [signals(random)]),
    }
    if NUMBERS >= (3,):
        given = [signals(random), signals(random), words(random).astype("float32")]
        chosen["operations"] = operations, given
    if NUMBERS < (2, 3) or "tf.keras" not in sys.argv and NUMBERS < (3,):
        del chosen["normed"]
    for kind, (made, inputs) in chosen.items():
        keras.backend.clear_session()
        model = made()
        if not model.built:
            model(inputs[0])
        draw(model)
        save(folder, kind, model, inputs)
    if NUMBERS >= (3,):
        read_old(folder)
    if (2, 1) < NUMBERS < (3,) and "tf.keras" not in sys.argv:
        keras.backend.clear_session()
        cudnn(folder)


if __name__ == "__main__":
    main(sys.argv[1])
