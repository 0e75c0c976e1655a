"""What the releases of Keras changed about the masks of dropout. Data, not code.

Sources, per row: those of lstm_sym/versions.py.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class DropoutMasks:
    """How many masks the LSTM draws in training; it multiplies x_t and h_{t-1} with them.

    They are scaled by 1 / (1 - rate). What is drawn for several gates differs between them.
    """

    since: str
    inputs: str
    recurrent: str
    every_timestep: bool  # whether the masks of the inputs are drawn anew at each timestep
    note: str = ""


DROPOUT_MASKS = (
    DropoutMasks("1.0.0", "one a gate; 'gpu': one", "one a gate; 'gpu': one", False),
    DropoutMasks(
        "2.0.0",
        "implementation 0: one a gate; 1 and 2: none",
        "implementation 0 and 1: one a gate; 2: one",
        False,
        "implementations 1 and 2 drop no input",
    ),
    DropoutMasks(
        "2.0.3",
        "implementation 0 and 1: one a gate; 2: one",
        "implementation 0 and 1: one a gate; 2: one",
        False,
    ),
    DropoutMasks(
        "2.0.9",
        "implementation 1: one a gate; 2: one",
        "implementation 1: one a gate; 2: one",
        False,
        "the recurrent masks take their rate from dropout",
    ),
    DropoutMasks(
        "2.1.3",
        "implementation 1: one a gate; 2: one",
        "implementation 1: one a gate; 2: one",
        False,
    ),
    DropoutMasks(
        "2.4.0",
        "one; with recurrent_dropout one a gate",
        "one a gate",
        True,
        "with the default options; with others the masks are the same at every timestep",
    ),
    DropoutMasks("3.0.0", "one", "one", False, "the recurrent mask takes its rate from dropout"),
    DropoutMasks("3.2.0", "one", "one", False),
    DropoutMasks(
        "3.8.0",
        "implementation 1: one a gate; 2: one",
        "one a gate",
        False,
        "recurrent_dropout makes implementation 1 of every other",
    ),
)
