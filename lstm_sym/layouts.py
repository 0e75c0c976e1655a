"""How each framework stacks the gates' blocks into its weight arrays. Data, not code.

A gate is called by the letter that its framework or paper gives it.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Blocks:
    """The gates whose blocks stand side by side in one array, in order.

    They stand along the last axis, or, where the array is stored transposed, along the first.
    """

    gates: str
    transposed: bool = False


@dataclass(frozen=True)
class Layout:
    """The weight arrays of one framework, by the framework's own names."""

    name: str
    arrays: dict[str, Blocks]
    source: str

    @property
    def gates(self) -> str:
        """The order of the gates in the first array, the weights of the input."""
        return next(iter(self.arrays.values())).gates


def uniform(name: str, gates: str, arrays: str, source: str) -> Layout:
    """A layout with the same order of gates in every array."""
    return Layout(name, {array: Blocks(gates) for array in arrays.split()}, source)


KERAS = uniform(
    "keras",
    "ifco",
    "kernel recurrent_kernel bias",
    "Keras 3.15.1, keras/src/layers/rnn/lstm.py",
)
