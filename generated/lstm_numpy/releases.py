"""What a release of Keras means by an option, from the version table."""

from lstm_numpy.activations import SINCE
from lstm_numpy.arguments import Activation, choice, shown
from lstm_numpy.keras_versions import KERAS_VERSIONS, NEWEST_KERAS, KerasVersion


def number(release: str, name: str = "keras_version") -> tuple[int, ...]:
    """A release as numbers; raises ValueError unless it is like "2.2.4"."""
    parts = release.split(".") if isinstance(release, str) else []
    if not parts or len(parts) > 3 or not all(part.isdecimal() for part in parts):
        raise ValueError(f'{name} is {shown(release)}, expected a release such as "2.2.4"')
    return tuple(int(part) for part in [*parts, "0", "0"][:3])


def row(release: str) -> KerasVersion:
    """The row of the version table that holds for a release; raises ValueError for none.

    Examples
    --------
    >>> row("2.2.4").recurrent_activation
    'hard_sigmoid'
    """
    oldest = KERAS_VERSIONS[0].since
    if not number(oldest) <= number(release) <= number(NEWEST_KERAS):
        raise ValueError(f"keras_version is {shown(release)}, expected {oldest} to {NEWEST_KERAS}")
    return max(
        (r for r in KERAS_VERSIONS if number(r.since) <= number(release)),
        key=lambda r: number(r.since),
    )


def activation(name: str, value: Activation, release: str) -> Activation:
    """The activation that a release means; raises ValueError if it came later."""
    if not isinstance(value, str):
        return value
    if value == "hard_sigmoid":
        return row(release).hard_sigmoid
    if value in SINCE and number(SINCE[value]) > number(release):
        raise ValueError(
            f"{name}={value!r} came with Keras {SINCE[value]}, keras_version is {release}"
        )
    return value


def implementation(value: int | None, release: str) -> None:
    """Raise ValueError for an implementation that a release does not have."""
    first = min(row(release).implementation, 1)
    choice("implementation", value, (None, *range(first, 3)))


def masked_output(
    release: str,
    backend: str,
    *,
    unroll: bool,
    zero_output_for_mask: bool,
    go_backwards: bool,
    return_sequences: bool,
) -> str:
    """What a release emits at masked timesteps; raises ValueError where it breaks its word."""
    version = row(release)
    choice("backend", backend, tuple(version.masked_output))
    if not zero_output_for_mask:
        return "previous" if unroll else version.masked_output[backend]
    if not version.zero_output_for_mask:
        raise ValueError(f"zero_output_for_mask is no argument of the LSTM of Keras {release}")
    if unroll:
        broken = ""
        if backend in ("jax", "numpy"):
            broken = "ignores zero_output_for_mask"
        elif backend == "tensorflow" and go_backwards and return_sequences:
            broken = "zeroes the timesteps of the mask before it was reversed"
        elif number(release) < (3,) and not return_sequences:
            broken = "fails on zero_output_for_mask with return_sequences=False"
        if broken:
            raise ValueError(f"Keras {release} on {backend}, unrolled, {broken}: set unroll=False")
    return "zero"
