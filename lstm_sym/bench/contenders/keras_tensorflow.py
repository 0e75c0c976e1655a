"""Keras 3 on TensorFlow: the layer in a tf.function, and so without the cost of predict."""

import os
from collections.abc import Callable

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import tensorflow as tf

from lstm_sym.bench.keras_model import by_step, model
from lstm_sym.bench.problem import Array, Problem

# Once only: TensorFlow refuses it when it has computed something.
tf.config.threading.set_intra_op_parallelism_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
tf.config.threading.set_inter_op_parallelism_threads(1)


def version() -> str:
    return f"{keras.__version__}, TensorFlow {tf.__version__}"


def build(problem: Problem) -> Callable[[], Array]:
    layer = model(problem)
    if problem.by_step:
        step = tf.function(lambda x, states: layer(x, initial_state=states))
        return by_step(problem, step, tf.constant)
    compute, given = tf.function(layer), tf.constant(problem.sequences)
    words = {} if problem.mask is None else {"mask": tf.constant(problem.mask)}

    def run() -> Array:
        output: Array = compute(given, **words).numpy()
        return output

    return run
