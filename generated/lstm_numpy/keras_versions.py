"""What the releases of Keras changed about the LSTM.

Printed from lstm_sym/versions.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple


class KerasVersion(NamedTuple):
    """The defaults and meanings from one release on, until the next row.

    None: releases of this name differ.
    """

    since: str
    recurrent_activation: str | None
    hard_sigmoid: str
    implementation: int | None
    masked_output: dict[str, str]
    zero_output_for_mask: bool | None
    given_state_wins: bool | None
    note: str
    unit_forget_bias: bool = True
    reset_after: bool | None = False
    unrolled_output: str = "previous"
    released: str = ""


#: From the oldest release to the newest.
KERAS_VERSIONS = (
    KerasVersion(
        since="2.0.0",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=0,
        masked_output={
            "tensorflow": "state",
            "theano": "previous",
        },
        zero_output_for_mask=False,
        given_state_wins=True,
        note="kernel, recurrent_kernel and bias replace the twelve arrays of Keras 1",
        released="2017-03",
    ),
    KerasVersion(
        since="2.0.9",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={
            "tensorflow": "state",
            "theano": "previous",
        },
        zero_output_for_mask=False,
        given_state_wins=True,
        note="implementation=0 is gone",
        released="2017-11",
    ),
    KerasVersion(
        since="2.2.5",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={
            "tensorflow": "previous",
            "theano": "previous",
        },
        zero_output_for_mask=False,
        given_state_wins=True,
        note="the loop on TensorFlow repeats the previous output at a masked timestep",
        released="2019-08",
    ),
    KerasVersion(
        since="2.3.0",
        recurrent_activation="sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=2,
        masked_output={
            "tensorflow": "previous",
            "theano": "previous",
        },
        zero_output_for_mask=False,
        given_state_wins=True,
        note="the default of recurrent_activation changes from hard_sigmoid to sigmoid",
        released="2019-09",
    ),
    KerasVersion(
        since="2.4.0",
        recurrent_activation="sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=2,
        masked_output={
            "tensorflow": "previous",
        },
        zero_output_for_mask=True,
        given_state_wins=False,
        note="Keras is tf.keras; zero_output_for_mask appears",
        reset_after=True,
        released="2020-06",
    ),
    KerasVersion(
        since="3.0.0",
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

#: Inside TensorFlow, as files name it.
TENSORFLOW_VERSIONS = (
    KerasVersion(
        since="2.0.8-tf",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=0,
        masked_output={
            "tensorflow": "state",
        },
        zero_output_for_mask=False,
        given_state_wins=True,
        note="TensorFlow 1.4",
    ),
    KerasVersion(
        since="2.1.2-tf",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={
            "tensorflow": "state",
        },
        zero_output_for_mask=False,
        given_state_wins=True,
        note="TensorFlow 1.5 to 1.12",
    ),
    KerasVersion(
        since="2.2.4-tf",
        recurrent_activation=None,
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=None,
        masked_output={
            "tensorflow": "previous",
        },
        zero_output_for_mask=None,
        given_state_wins=None,
        note="TensorFlow 1.13 to 2.1; the gates of 1.x are hard_sigmoid, those of 2.x sigmoid",
        reset_after=None,
    ),
    KerasVersion(
        since="2.3.0-tf",
        recurrent_activation="sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=2,
        masked_output={
            "tensorflow": "previous",
        },
        zero_output_for_mask=True,
        given_state_wins=False,
        note="TensorFlow 2.2; from 2.3 on it calls its Keras 2.4.0",
        reset_after=True,
    ),
    KerasVersion(
        since="tfjs-layers 0.10.3",
        recurrent_activation="hard_sigmoid",
        hard_sigmoid="hard_sigmoid_keras2",
        implementation=1,
        masked_output={
            "tensorflow": "state",
        },
        zero_output_for_mask=False,
        given_state_wins=True,
        note="TensorFlow.js; unroll is ignored",
        unit_forget_bias=False,
        unrolled_output="state",
    ),
)

#: The newest releases that the rows are known to hold for.
NEWEST_KERAS = "3.15.1"
NEWEST_TENSORFLOW = ("2.3.0-tf", "tfjs-layers 4.22.0")

#: The gates' blocks in the weight arrays of Keras's layers.
GATES = {"LSTM": "ifco", "GRU": "zrh", "SimpleRNN": "h"}

#: The first release that has reset_after, by family; None: no release has it.
RESET_AFTER_SINCE: dict[str, str | None] = {"": "2.1.5", "tfjs-layers ": None}
