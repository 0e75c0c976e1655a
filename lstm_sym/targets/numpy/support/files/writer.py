"""Who wrote a file, and what that means: the release decides defaults and the words' meaning."""

from dataclasses import dataclass
from functools import cached_property

from lstm_numpy import releases
from lstm_numpy.keras_versions import KERAS_VERSIONS


@dataclass(frozen=True)
class Writer:
    """The release of Keras, as the file names it, and its backend.

    Examples
    --------
    >>> Writer("1.2.2", "theano").keras_version
    '2.0.0'
    """

    said: str
    backend: str = "tensorflow"
    stored: str = ""  # the release whose arrays the file has, where its words are read as another's

    def __post_init__(self) -> None:
        releases.row(self.keras_version)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The release as numbers; those of TensorFlow.js are its own."""
        return releases.number(self.said)

    @cached_property
    def first(self) -> bool:
        """Whether the arrays are those of Keras 1, which had others for the same equations."""
        return is_first(self.stored or self.said)

    @cached_property
    def third(self) -> bool:
        """Whether it is Keras 3 or later."""
        return self.said[:1].isdigit() and "-tf" not in self.said and self.numbers >= (3,)

    @cached_property
    def on_jax(self) -> bool:
        """Whether it is Keras 3 on JAX, where what changes nothing returns the same array."""
        return self.third and self.backend == "jax"

    @cached_property
    def counts_from_zero(self) -> bool:
        """Whether the file counts the calls of a model inside of another from 0 on, as Keras 3."""
        return Writer(self.stored or self.said).third

    @cached_property
    def keras_version(self) -> str:
        """The release that lstm_numpy knows its words by."""
        return KERAS_VERSIONS[0].since if is_first(self.said) else self.said

    @cached_property
    def loop(self) -> str:
        """The backend whose loop emits what this one's did at masked timesteps."""
        return "theano" if is_first(self.said) and self.numbers < (1, 0, 8) else self.backend


def is_first(release: str) -> bool:
    """Whether a release is of Keras 1, or before."""
    return release[:2] in ("0.", "1.") and "-tf" not in release
