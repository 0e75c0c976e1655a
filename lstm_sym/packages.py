"""What was measured of each package's layers beside the blocks of its arrays. Data.

Each was seen in the version that is named here; whose arrays are recorded is in
tests/reference. The order of the blocks and what is added at run time is in storage.py.
"""

from dataclasses import dataclass

IGNORED = "what is computed of it: lengths are ignored on a CPU"
AT_LENGTH = "the last states are those at the length"
BELOW = f"zeros; {AT_LENGTH}"
COMPUTED = f"what is computed of it; {AT_LENGTH}"


@dataclass(frozen=True)
class Measured:
    """What a block permutation does not say."""

    version: str
    states: str  # in the order in which they are returned
    forget_bias: str = ""  # what a new layer's stored bias of the forget gate holds
    hard_sigmoid: str = ""  # the activation that the package calls so
    padded: str = ""  # what is at timesteps behind a length


#: By cell and the name of the storage.
MEASURED = {
    ("lstm", "keras"): Measured("3.15.1", "h, c", "ones", "hard_sigmoid", "as a mask says"),
    ("lstm", "keras1"): Measured("1.2.2", "none", "ones", "hard_sigmoid_keras2", "as a mask says"),
    ("lstm", "pytorch"): Measured("2.13.0", "h, c", "uniform", "hard_sigmoid", BELOW),
    ("lstm", "onnx"): Measured("1.31.1", "h, c", "", "", BELOW),
    ("lstm", "tensorflow1"): Measured("1.13.1", "c, h", "zeros", "", BELOW),
    ("lstm", "flax"): Measured("0.12.8", "c, h", "zeros", "hard_sigmoid", COMPUTED),
    ("lstm", "equinox"): Measured("0.13.8", "h, c", "uniform", "hard_sigmoid"),
    ("lstm", "haiku"): Measured("0.0.17", "h, c", "zeros", "hard_sigmoid"),
    ("lstm", "mlx"): Measured("0.32.4", "every h, every c", "uniform"),
    ("lstm", "nnabla"): Measured("1.39.0", "h, c", "zeros", "hard_sigmoid_keras2"),
    ("lstm", "chainer"): Measured("7.8.1", "h", "ones", "hard_sigmoid_keras2"),
    ("lstm", "chainer_n_step"): Measured(
        "7.8.1", "h, c", "zeros", "hard_sigmoid_keras2", "a list without padding"
    ),
    ("lstm", "dynet"): Measured("2.1.2", "c, h", "zeros"),
    ("lstm", "openvino"): Measured("2026.4.1", "h, c", "", "", BELOW),
    ("lstm", "nnabla_layer"): Measured("1.39.0", "h, c"),
    ("lstm", "thinc"): Measured("9.1.1", "none", "zeros", "hard_sigmoid_keras2", "zeros"),
    ("lstm", "tinygrad"): Measured("0.14.0", "h, c", "zeros", "hard_sigmoid"),
    ("lstm", "paddle"): Measured("3.3.1", "h, c", "uniform", "hard_sigmoid", BELOW),
    ("lstm", "mindspore"): Measured("2.10.0", "h, c", "uniform", "hard_sigmoid", BELOW),
    ("lstm", "mxnet"): Measured("1.9.1", "h, c", "zeros", "hard_sigmoid_keras2", IGNORED),
    ("lstm", "ncnn"): Measured("1.0.20261020", "h, c"),
    ("lstm", "coreml"): Measured("9.0", "h, c"),
    ("lstm", "tensorflow1_coupled"): Measured("1.15.5", "c, h", "zeros", "", BELOW),
    ("lstm", "addons"): Measured("0.23.0", "h, c", "ones", "hard_sigmoid_keras2", "as a mask says"),
    ("lstm", "lasagne"): Measured("0.1", "none", "zeros", "", "as a mask says"),
    ("lstm", "tfjs"): Measured(
        "tfjs-layers 4.22.0", "h, c", "zeros", "hard_sigmoid_keras2", "as a mask says"
    ),
    ("gru", "keras"): Measured("3.15.1", "h", padded="as a mask says"),
    ("gru", "keras1"): Measured("1.2.2", "none", padded="as a mask says"),
    ("gru", "pytorch"): Measured("2.13.0", "h", padded=BELOW),
    ("gru", "onnx"): Measured("1.31.1", "h", padded=BELOW),
    ("gru", "tfjs"): Measured("tfjs-layers 4.22.0", "h", padded="as a mask says"),
    ("gru", "tensorflow1"): Measured("1.13.1", "h", padded=BELOW),
    ("gru", "flax"): Measured("0.12.12", "h", padded=COMPUTED),
    ("gru", "flax_nnx"): Measured("0.12.12", "h", padded=COMPUTED),
    ("gru", "equinox"): Measured("0.13.8", "h"),
    ("gru", "haiku"): Measured("0.0.17", "h"),
    ("gru", "mlx"): Measured("0.32.4", "every h"),
    ("gru", "chainer"): Measured("7.8.1", "h"),
    ("gru", "chainer_n_step"): Measured("7.8.1", "h", padded="a list without padding"),
    ("gru", "dynet"): Measured("2.1.2", "h"),
    ("gru", "openvino"): Measured("2026.4.1", "h", padded=BELOW),
    ("gru", "nnabla_layer"): Measured("1.39.0", "h"),
    ("gru", "paddle"): Measured("3.3.1", "h", padded=BELOW),
    ("gru", "mindspore"): Measured("2.10.0", "h", padded=BELOW),
    ("gru", "mxnet"): Measured("1.9.1", "h", padded=IGNORED),
    ("gru", "ncnn"): Measured("1.0.20261020", "h"),
    ("rnn", "keras"): Measured("3.15.1", "h", padded="as a mask says"),
    ("rnn", "keras1"): Measured("1.2.2", "none", padded="as a mask says"),
    ("rnn", "pytorch"): Measured("2.13.0", "h", padded=BELOW),
    ("rnn", "onnx"): Measured("1.31.1", "h", padded=BELOW),
    ("rnn", "tensorflow1"): Measured("1.13.1", "h", padded=BELOW),
    ("rnn", "flax"): Measured("0.12.12", "h", padded=COMPUTED),
    ("rnn", "flax_nnx"): Measured("0.12.12", "h", padded=COMPUTED),
    ("rnn", "mlx"): Measured("0.32.4", "every h"),
    ("rnn", "dynet"): Measured("2.1.2", "h"),
    ("rnn", "paddle"): Measured("3.3.1", "h", padded=BELOW),
    ("rnn", "mindspore"): Measured("2.10.0", "h", padded=BELOW),
    ("rnn", "mxnet"): Measured("1.9.1", "h", padded=IGNORED),
    ("rnn", "ncnn"): Measured("1.0.20261020", "h"),
    ("rnn", "tfjs"): Measured("tfjs-layers 4.22.0", "h", padded="as a mask says"),
    ("rnn", "haiku"): Measured("0.0.17", "h"),
    ("rnn", "chainer_n_step"): Measured("7.8.1", "h", padded="a list without padding"),
    ("rnn", "openvino"): Measured("2026.4.1", "h", padded=BELOW),
    ("rnn", "nnabla_layer"): Measured("1.39.0", "h"),
}
#: The package that a record names, where the storage has another name.
RECORDED_AS = {
    "onnx": "onnxruntime",
    "pytorch": "torch",
    "haiku": "dm-haiku",
    "tensorflow1": "tensorflow",
    "flax_nnx": "flax",
    "chainer_n_step": "chainer",
    "nnabla_layer": "nnabla",
    "paddle": "paddlepaddle",
    "coreml": "coremltools",
    "tensorflow1_coupled": "tensorflow-contrib",
    "addons": "tensorflow-addons",
    "tfjs": "tensorflow.js",
    "keras1": "keras",
}
