"""What the releases of Keras changed about the LSTM without changing its equations. Data, not code.

Sources, per row: keras/layers/recurrent.py and keras/backend/*_backend.py of the releases up to
2.3.1; tensorflow/python/keras and tf_keras/layers/rnn of 2.4 to 2.15; keras/src/layers/rnn and
keras/src/backend/*/rnn.py of 3.0 to 3.15.1; tfjs-layers/src/layers/recurrent.ts. Every row is
compared with a release of it by the reference arrays. When a release came out is when PyPI has its
first file from.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class KerasVersion:
    """The defaults and meanings from one release on, until the next row.

    None: releases of this name differ.
    """

    since: str
    recurrent_activation: str | None
    hard_sigmoid: str  # the activation that the string "hard_sigmoid" means
    implementation: int | None
    # What the loop of each backend emits at a masked timestep.
    masked_output: dict[str, str]
    zero_output_for_mask: bool | None  # whether the layer has this argument
    given_state_wins: bool | None  # in a stateful layer, over the recorded one
    note: str
    unit_forget_bias: bool = True
    reset_after: bool | None = False  # of the GRU
    unrolled_output: str = "previous"  # what an unrolled layer emits at a masked timestep
    released: str = ""  # year and month


KERAS_VERSIONS = (
    KerasVersion(
        "2.0.0",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=0,
        masked_output={"tensorflow": "state", "theano": "previous"},
        zero_output_for_mask=False,
        given_state_wins=True,
        note="kernel, recurrent_kernel and bias replace the twelve arrays of Keras 1",
        released="2017-03",
    ),
    KerasVersion(
        "2.0.9",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={"tensorflow": "state", "theano": "previous"},
        zero_output_for_mask=False,
        given_state_wins=True,
        note="implementation=0 is gone",
        released="2017-11",
    ),
    KerasVersion(
        "2.2.5",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={"tensorflow": "previous", "theano": "previous"},
        zero_output_for_mask=False,
        given_state_wins=True,
        note="the loop on TensorFlow repeats the previous output at a masked timestep",
        released="2019-08",
    ),
    KerasVersion(
        "2.3.0",
        recurrent_activation="sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=2,
        masked_output={"tensorflow": "previous", "theano": "previous"},
        zero_output_for_mask=False,
        given_state_wins=True,
        note="the default of recurrent_activation changes from hard_sigmoid to sigmoid",
        released="2019-09",
    ),
    KerasVersion(
        "2.4.0",
        recurrent_activation="sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=2,
        masked_output={"tensorflow": "previous"},
        zero_output_for_mask=True,
        given_state_wins=False,
        note="Keras is tf.keras; zero_output_for_mask appears",
        reset_after=True,
        released="2020-06",
    ),
    KerasVersion(
        "3.0.0",
        recurrent_activation="sigmoid",
        hard_sigmoid="hard_sigmoid",
        implementation=2,
        masked_output={
            "tensorflow": "previous",
            "jax": "state",
            "torch": "previous",
            "numpy": "state",
        },
        zero_output_for_mask=True,
        given_state_wins=True,
        note="hard_sigmoid changes its meaning; a mask depends on the backend",
        reset_after=True,
        released="2023-11",
    ),
)

#: The layer inside TensorFlow, which files call by the release of Keras that it came from, and
#: the one of TensorFlow.js, which has numbers of its own.
TENSORFLOW_VERSIONS = (
    KerasVersion(
        "2.0.8-tf",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=0,
        masked_output={"tensorflow": "state"},
        zero_output_for_mask=False,
        given_state_wins=True,
        note="TensorFlow 1.4",
    ),
    KerasVersion(
        "2.1.2-tf",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={"tensorflow": "state"},
        zero_output_for_mask=False,
        given_state_wins=True,
        note="TensorFlow 1.5 to 1.12",
    ),
    KerasVersion(
        "2.2.4-tf",
        recurrent_activation=None,
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=None,
        masked_output={"tensorflow": "previous"},
        zero_output_for_mask=None,  # 2.0 and 2.1 ignore it in a loop
        given_state_wins=None,  # it does not in 2.1
        note="TensorFlow 1.13 to 2.1; the gates of 1.x are hard_sigmoid, those of 2.x sigmoid",
        reset_after=None,
    ),
    KerasVersion(
        "2.3.0-tf",
        recurrent_activation="sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=2,
        masked_output={"tensorflow": "previous"},
        zero_output_for_mask=True,
        given_state_wins=False,
        note="TensorFlow 2.2; from 2.3 on it calls its Keras 2.4.0",
        reset_after=True,
    ),
    KerasVersion(
        "tfjs-layers 0.10.3",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={"tensorflow": "state"},
        zero_output_for_mask=False,
        given_state_wins=True,
        note="TensorFlow.js; unroll is ignored",
        unit_forget_bias=False,
        unrolled_output="state",
    ),
)

#: The newest releases that these rows are known to hold for.
NEWEST_KERAS = "3.15.1"
NEWEST_TENSORFLOW = ("2.3.0-tf", "tfjs-layers 4.22.0")

#: The first release whose GRU has reset_after, by what the names of a family begin or end with;
#: None: no release has it.
RESET_AFTER_SINCE: dict[str, str | None] = {"": "2.1.5", "tfjs-layers ": None}


@dataclass(frozen=True)
class Keras1Version:
    """The LSTM of Keras before 2.0.0, which had other names for the same equations.

    Its arrays are converted by `lstm_numpy.convert`; the layer of lstm_numpy starts at 2.0.0.
    """

    since: str
    arrays: str  # what get_weights returns, by the name of the layout
    forget_bias: str  # what the forget gate's bias starts with
    masked_output: dict[str, str]
    note: str


#: inner_activation is hard_sigmoid, clip(0.2 x + 0.5, 0, 1), in all of them.
KERAS1_VERSIONS = (
    Keras1Version(
        "0.1.0",
        arrays="keras1",
        forget_bias="0",
        masked_output={},
        note="twelve arrays; zeros are the initial state",
    ),
    Keras1Version(
        "0.1.2",
        arrays="keras1",
        forget_bias="1",
        masked_output={},
        note="forget_bias_init='one'",
    ),
    Keras1Version(
        "1.0.0",
        arrays="keras1",
        forget_bias="1",
        masked_output={"tensorflow": "previous", "theano": "previous"},
        note="consume_less='cpu' or 'mem', both with the twelve arrays",
    ),
    Keras1Version(
        "1.0.3",
        arrays="keras1, keras1_gpu",
        forget_bias="1",
        masked_output={"tensorflow": "previous", "theano": "previous"},
        note="consume_less='gpu' stores three arrays",
    ),
    Keras1Version(
        "1.0.8",
        arrays="keras1, keras1_gpu",
        forget_bias="1",
        masked_output={"tensorflow": "state", "theano": "previous"},
        note="the loop on TensorFlow is symbolic and emits the kept state at a masked timestep",
    ),
    Keras1Version(
        "1.2.0",
        arrays="keras1, keras1_gpu",
        forget_bias="1",
        masked_output={"tensorflow": "state", "theano": "previous"},
        note="with 'cpu' and 'mem' the recurrent weights are drawn as those of the input are",
    ),
)
