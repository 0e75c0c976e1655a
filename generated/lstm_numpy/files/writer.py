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

    def __post_init__(self) -> None:
        releases.row(self.keras_version)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The release as numbers; those of TensorFlow.js are its own."""
        return releases.number(self.said)

    @cached_property
    def first(self) -> bool:
        """Whether it is Keras 1, with other names and arrays for the same equations."""
        return self.said[:2] in ("0.", "1.") and "-tf" not in self.said

    @cached_property
    def third(self) -> bool:
        """Whether it is Keras 3 or later."""
        return self.said[:1].isdigit() and "-tf" not in self.said and self.numbers >= (3,)

    @cached_property
    def keras_version(self) -> str:
        """The release that lstm_numpy knows its words by."""
        return KERAS_VERSIONS[0].since if self.first else self.said

    @cached_property
    def loop(self) -> str:
        """The backend whose loop emits what this one's did at masked timesteps."""
        return "theano" if self.first and self.numbers < (1, 0, 8) else self.backend
