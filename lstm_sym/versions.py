"""What the releases of Keras changed about the LSTM without changing its equations. Data, not code.

Sources, per row: keras/layers/recurrent.py and keras/backend/*_backend.py of the releases up to
2.3.1; tensorflow/python/keras and tf_keras/layers/rnn of 2.4 to 2.15; keras/src/layers/rnn and
keras/src/backend/*/rnn.py of 3.0 to 3.15.1. Every row is compared with a release of it by the
reference arrays.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class KerasVersion:
    """The defaults and meanings from one release on, until the next row."""

    since: str
    recurrent_activation: str
    hard_sigmoid: str  # the activation that the string "hard_sigmoid" means
    implementation: int
    # What the loop of each backend emits at a masked timestep; an unrolled layer repeats
    # the previous output everywhere.
    masked_output: dict[str, str]
    zero_output_for_mask: bool  # whether the layer has this argument
    given_state_wins: bool  # in a stateful layer, over the recorded one
    note: str


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
    ),
)

#: The newest release that these rows are known to hold for.
NEWEST_KERAS = "3.15.1"
