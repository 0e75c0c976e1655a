"""What a stateful layer keeps from one call to the next."""

from collections.abc import Sequence

from lstm_numpy import releases
from lstm_numpy.arguments import several
from lstm_numpy.arrays import Array


class KeptStates:
    """The states that were kept, and whether given ones win over them."""

    def __init__(self, keras_version: str) -> None:
        self._release = keras_version
        self._given_wins = releases.row(keras_version).given_state_wins
        self._states: tuple[Array, ...] | None = None

    def keep(self, *states: Array) -> None:
        """Keep copies: the caller may write into the arrays that are returned."""
        self._states = tuple(state.copy() for state in states)

    def forget(self) -> None:
        """Keep nothing."""
        self._states = None

    def initial(
        self, batch: int, given: Sequence[Array] | None, number: int
    ) -> tuple[Array, ...] | None:
        """The given states, or those that were kept, or none; raises ValueError, by name."""
        kept = self._states
        if kept is not None and len(kept[0]) != batch:
            raise ValueError(
                f"sequences has batch {batch}, but the stateful layer keeps states of batch "
                f"{len(kept[0])}: call reset_state() first"
            )
        if given is None:
            return kept
        states = several("initial_state", given, number)
        # tf.keras takes a given state only while every state that it has kept is zero.
        if kept is None or self._given_wins or not any(array.any() for array in kept):
            return states
        if self._given_wins is None:
            raise ValueError(
                "initial_state is given to a stateful layer that keeps one, and releases called "
                f"{self._release} differ in which of the two wins: call reset_state() before, or "
                "pass none"
            )
        return kept
