"""Train a small model in a real framework and save it, in that framework's own files.

Usage, in the environments k224, k3jt and peers: python export_models.py FOLDER
"""

import os
import sys

import numpy as np

TIMESTEPS, UNITS = 20, 8


def waves():
    """Windows of waves, and the value that follows each."""
    random = np.random.RandomState(0)
    start = random.uniform(0, 6, size=(64, 1))
    speed = random.uniform(0.2, 0.8, size=(64, 1))
    wave = np.sin(start + speed * np.arange(TIMESTEPS + 1)).astype("float32")
    return wave[:, :-1, None], wave[:, -1:]


def save_layer(layer, path):
    """The weights of a Keras layer as a file that NumPy reads: arr_0, arr_1, arr_2."""
    np.savez(path, *layer.get_weights())


def in_one_thread():
    """Several threads of TensorFlow 1 add up gradients in any order, and so train another model."""
    import keras
    import tensorflow as tf

    one = tf.ConfigProto(intra_op_parallelism_threads=1, inter_op_parallelism_threads=1)
    keras.backend.set_session(tf.Session(config=one))


def with_keras(folder):
    import keras

    old = keras.__version__.startswith("2.")
    if old:
        in_one_thread()
    x, y = waves()
    inputs = keras.layers.Input((TIMESTEPS, 1))
    hidden = keras.layers.LSTM(UNITS)(inputs)
    model = keras.models.Model(inputs, keras.layers.Dense(1)(hidden))
    random = np.random.RandomState(1)
    model.set_weights([random.normal(scale=0.4, size=w.shape) for w in model.get_weights()])
    model.compile("rmsprop", "mse")
    model.fit(x, y, epochs=30, verbose=0, shuffle=False)
    name = os.path.join(folder, "keras-%s" % keras.__version__)
    if old:
        model.save(name + ".h5", include_optimizer=False)
    else:
        model.save(name + ".keras")
        model.save_weights(name + ".weights.h5")
        save_layer(model.layers[1], name + ".weights.npz")
    np.savez_compressed(name + ".npz", x=x[:4], y=model.predict(x[:4]))


def save_torch(module, path):
    """The parameters of a module as a file that NumPy reads."""
    state_dict = module.state_dict()
    np.savez(path, **{name: tensor.numpy() for name, tensor in state_dict.items()})


def save_onnx(model, x, path):
    """The model by PyTorch's default exporter: two files, without the paths of this machine."""
    import onnx
    import torch

    os.makedirs(os.path.dirname(path), exist_ok=True)
    torch.onnx.export(model, (x,), path)
    proto = onnx.load(path, load_external_data=False)
    for node in proto.graph.node:
        del node.metadata_props[:]
    onnx.save(proto, path)


def with_torch(folder):
    import torch

    class Model(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = torch.nn.LSTM(1, UNITS, batch_first=True)
            self.dense = torch.nn.Linear(UNITS, 1)

        def forward(self, x):
            output, _ = self.lstm(x)
            return self.dense(output[:, -1])

    torch.manual_seed(0)
    x, y = (torch.from_numpy(array) for array in waves())
    model = Model()
    optimizer = torch.optim.Adam(model.parameters(), 0.02)
    for _ in range(100):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(model(x), y).backward()
        optimizer.step()
    name = os.path.join(folder, "torch-%s" % torch.__version__.partition("+")[0])
    save_torch(model, name + ".state_dict.npz")
    torch.onnx.export(model, (x[:1],), name + ".onnx", dynamo=False)
    save_onnx(model, x[:4], os.path.join(name, "model.onnx"))
    with torch.no_grad():
        np.savez_compressed(name + ".npz", x=x[:4].numpy(), y=model(x[:4]).numpy())


if __name__ == "__main__":
    try:
        import keras  # noqa: F401
    except ImportError:
        with_torch(sys.argv[1])
    else:
        with_keras(sys.argv[1])
