"""How each framework stacks the gates' blocks into its weight arrays. Data, not code."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Layout:
    """The order of the gates' blocks along the last axis of every weight array.

    A gate is called by its letter: i input, f forget, c candidate, o output.
    """

    name: str
    gates: str
    source: str


KERAS = Layout("keras", gates="ifco", source="Keras 3.15.1, keras/src/layers/rnn/lstm.py")
