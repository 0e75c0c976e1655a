"""What the releases of Keras changed about the LSTM.

Printed from lstm_sym/versions.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

from typing import NamedTuple


class KerasVersion(NamedTuple):
    """The defaults and meanings from one release on, until the next row."""

    since: str
    recurrent_activation: str
    hard_sigmoid: str
    implementation: int
    masked_output: dict[str, str]
    zero_output_for_mask: bool
    given_state_wins: bool
    note: str


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
    ),
)

#: The newest release that the rows are known to hold for.
NEWEST_KERAS = "3.15.1"

#: The gates' blocks in Keras's weight arrays: input, forget, candidate, output.
GATES = "ifco"
