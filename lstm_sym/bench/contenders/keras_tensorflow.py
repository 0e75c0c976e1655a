"""Keras 3 on TensorFlow: the layer in a tf.function, and so without the cost of predict."""

import os
from collections.abc import Callable

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import tensorflow as tf

from lstm_sym.bench.problem import Array, Problem

# Once only: TensorFlow refuses it when it has computed something.
tf.config.threading.set_intra_op_parallelism_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
tf.config.threading.set_inter_op_parallelism_threads(1)


def version() -> str:
    return f"{keras.__version__}, TensorFlow {tf.__version__}"


def build(problem: Problem) -> Callable[[], Array]:
    sequences, *weights = problem.arrays
    layer = keras.layers.LSTM(problem.units, return_sequences=True)
    layer.build(sequences.shape)
    layer.set_weights(weights)
    compute = tf.function(layer)
    given = tf.constant(sequences)

    def run() -> Array:
        output: Array = compute(given).numpy()
        return output

    return run
