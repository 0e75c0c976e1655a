"""What a release of Keras means by an option, from the version table."""

import re
from typing import Any

from lstm_numpy.activations import SINCE
from lstm_numpy.arguments import Activation, choice, shown
from lstm_numpy.keras_versions import (
    KERAS_VERSIONS,
    NEWEST_KERAS,
    NEWEST_TENSORFLOW,
    RESET_AFTER_SINCE,
    TENSORFLOW_VERSIONS,
    KerasVersion,
)

#: A release as files name it: of Keras, of the one inside TensorFlow, of TensorFlow.js.
NAME = r"(tfjs-layers )?([0-9]{1,9}(?:\.[0-9]{1,9}){0,2})(-tf)?"
BEFORE_RELEASE = r"[-.]?(a|b|rc|dev)[-.]?[0-9]*$"


def number(release: str, name: str = "keras_version") -> tuple[int, ...]:
    """A release as numbers; raises ValueError unless it is like "2.2.4" or "2.2.4-tf"."""
    return _read(release, name)[1]


def row(release: str) -> KerasVersion:
    """The row of the version table that holds for a release; raises ValueError for none.

    Examples
    --------
    >>> row("2.2.4").recurrent_activation
    'hard_sigmoid'
    >>> row("2.3.0-tf").note
    'TensorFlow 2.2; from 2.3 on it calls its Keras 2.4.0'
    """
    family, numbers = _read(release)
    rows = [r for r in KERAS_VERSIONS + TENSORFLOW_VERSIONS if _read(r.since)[0] == family]
    (newest,) = (n for n in (NEWEST_KERAS, *NEWEST_TENSORFLOW) if _read(n)[0] == family)
    oldest = rows[0].since
    if numbers < number(oldest):
        advice = f'pass keras_version="{oldest}"; where a mask and a state are given it may differ'
        if not family:
            advice = (
                "Keras 1 computes the same by other names: pass keras_version="
                f'"{oldest}", before 1.0.8 backend="theano" too, and '
                'convert(weights, "keras1", "keras")'
            )
        said = f"keras_version is {shown(release)}, expected {oldest} to {newest}"
        raise ValueError(f"{said}: {advice}")
    if numbers > number(newest):
        raise ValueError(
            f"keras_version is {shown(release)}, expected {oldest} to {newest}: nothing is known "
            f'here of a newer one; pass keras_version="{newest}" and compare with what it returned'
        )
    return max((r for r in rows if number(r.since) <= numbers), key=lambda r: number(r.since))


def default(name: str, release: str) -> Any:
    """A release's default of an option; raises ValueError where its name leaves it open."""
    found = row(release)
    value = getattr(found, name)
    if value is None:
        raise ValueError(
            f"{name} is not given, and its default is not known for "
            f"keras_version={shown(release)} ({found.note}): pass {name}, which the layer's "
            "configuration has"
        )
    return value


def activation(name: str, value: Activation, release: str) -> Activation:
    """The activation that a release means; raises ValueError if it came later."""
    if not isinstance(value, str):
        return value
    if value == "hard_sigmoid":
        return row(release).hard_sigmoid
    # Which strings the layers inside TensorFlow knew is not in the table.
    if value in SINCE and not _read(release)[0] and number(SINCE[value]) > number(release):
        raise ValueError(
            f"{name}={value!r} came with Keras {SINCE[value]}, keras_version is {release}"
        )
    return value


def reset_after(release: str) -> None:
    """Raise ValueError where the GRU of a release resets before the product alone."""
    family, numbers = _read(release)
    since = RESET_AFTER_SINCE.get(family, "0")
    if since is None or numbers < number(since):
        came = "" if since is None else f", which came with Keras {since}"
        raise ValueError(
            f"reset_after is True{came}, keras_version is {shown(release)}: pass "
            "reset_after=False; the weights of one do not fit the other"
        )


def implementation(value: int | None, release: str) -> None:
    """Raise ValueError for an implementation that a release does not have."""
    first = 0 if row(release).implementation == 0 else 1
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
        return version.unrolled_output if unroll else version.masked_output[backend]
    if version.zero_output_for_mask is None and not unroll:
        raise ValueError(
            f"zero_output_for_mask is True, and releases called {release} differ: TensorFlow 1 "
            'heeds it, pass keras_version="2.3.0-tf"; TensorFlow 2.0 and 2.1 do not, pass False'
        )
    if version.zero_output_for_mask is False:
        raise ValueError(
            f"zero_output_for_mask is not an argument of the layers of Keras {release}"
        )
    if broken := broken_zeroes(release, backend, unroll, go_backwards, return_sequences):
        raise ValueError(f"Keras {release} on {backend}, unrolled, {broken}: set unroll=False")
    return "zero"


#: What backends do that do not zero the outputs of an unrolled layer at all.
IGNORED = "ignores zero_output_for_mask"


def broken_zeroes(
    release: str, backend: str, unroll: bool, go_backwards: bool, return_sequences: bool
) -> str:
    """How a release breaks its word, where zero_output_for_mask is True; empty where it does not.

    A layer that is not unrolled keeps it.
    """
    if not unroll:
        return ""
    if backend in ("jax", "numpy"):
        return IGNORED
    if backend == "tensorflow" and go_backwards and return_sequences:
        return "zeroes the timesteps of the mask before it was reversed"
    if number(release) < (3,) and not return_sequences:
        return "fails on zero_output_for_mask with return_sequences=False"
    return ""


def _read(release: str, name: str = "keras_version") -> tuple[str, tuple[int, ...]]:
    """The family that a release belongs to, and its numbers."""
    text = release if isinstance(release, str) else ""
    found = re.fullmatch(NAME, text)
    if found is None or (found[1] and found[3]):
        said = 'expected a release such as "2.2.4"'
        final = re.sub(BEFORE_RELEASE, "", text)
        if final != text and re.fullmatch(NAME, final):
            said += f': pass {name}="{final}", the release that came of it'
        raise ValueError(f"{name} is {shown(release)}, {said}")
    numbers = tuple(int(part) for part in [*found[2].split("."), "0", "0"][:3])
    return f"{found[1] or ''}{found[3] or ''}", numbers
