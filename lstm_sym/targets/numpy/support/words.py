"""The words that a layer is made with: checked, what they mean, and how they are shown."""

from collections.abc import Mapping
from typing import Any

from lstm_numpy import arguments, releases
from lstm_numpy.arguments import choice, elementwise

Words = Mapping[str, Any]

FUNCTIONS = ("activation", "recurrent_activation")
FLAGS = (
    *("use_bias", "unit_forget_bias", "reset_after", "return_sequences", "return_state"),
    *("go_backwards", "stateful", "unroll", "zero_output_for_mask"),
)
#: Words that are options of the printed function too.
HANDED_ON = ("go_backwards", "return_sequences", "reset_after")
#: Words whose defaults the release decides.
FROM_RELEASE = ("recurrent_activation", "unit_forget_bias", "reset_after")


def check(words: dict[str, Any], open_: object) -> None:
    """Put the release's defaults where a word is open; raise ValueError, by name, for a bad one."""
    seed, release = words["seed"], words["keras_version"]
    words["units"] = arguments.whole("units", words["units"], 1)
    releases.implementation(words["implementation"], release)
    for name in FROM_RELEASE:
        if words.get(name) is open_:
            words[name] = releases.default(name, release)
    for name in FLAGS:
        if name in words:
            choice(name, words[name], (False, True))
    if words.get("reset_after"):
        releases.reset_after(release)
    if isinstance(seed, bool) or not isinstance(seed, int | None) or (seed or 0) < 0:
        given = arguments.shown(seed)
        raise ValueError(f"seed is {given}, expected None or a whole number from 0 on")


def options(words: Words) -> dict[str, Any]:
    """The options of the layer's printed function that its words mean."""
    meaning = meant(words)
    return {
        "masked_output": meaning["masked_output"],
        **{name: elementwise(name, meaning[name]) for name in FUNCTIONS if name in words},
        **{name: words[name] for name in HANDED_ON if name in words},
    }


def meant(words: Words) -> dict[str, Any]:
    """What a layer's words mean; raises ValueError for what its release does not have."""
    release = words["keras_version"]
    named = ("unroll", "zero_output_for_mask", "go_backwards", "return_sequences")
    options = {name: words[name] for name in named}
    row = releases.row(release)
    return {
        "masked_output": releases.masked_output(release, words["backend"], **options),
        "given_state_wins": words["stateful"] and row.given_state_wins,
        "zero_output_for_mask": row.zero_output_for_mask,  # a wrapper sets it where it is
        **{
            name: releases.activation(name, words[name], release)
            for name in FUNCTIONS
            if name in words
        },
    }


def shown(name: str, words: Words, defaults: Words) -> str:
    """The call that makes a layer: the units, and what differs from the defaults."""
    row = releases.row(words["keras_version"])
    usual = {**defaults, **{word: getattr(row, word) for word in FROM_RELEASE}}
    differs = {
        word: value
        for word, value in words.items()
        if word != "units" and (callable(value) or value != usual[word])
    }
    said = (f"{word}={arguments.shown(value)}" for word, value in differs.items())
    return f"{name}({', '.join([str(words['units']), *said])})"


def configured(words: Words, defaults: Words, *, wrapped: bool = False) -> dict[str, Any]:
    """A layer's words as the newest Keras has them.

    With the release and the backend where the layer would mean something else without them.
    """
    beside = {name: defaults[name] for name in ("keras_version", "backend")}
    config = {k: v for k, v in words.items() if k not in beside and k != "implementation"}
    for name in FUNCTIONS:
        if config.get(name, "") is None:
            config[name] = "linear"
    if words["seed"] is None:
        del config["seed"]
    pair = []
    for one in (words, {**words, **beside}):
        try:
            pair.append(meant(one))
        except ValueError:
            pair.append({})
    if not wrapped:
        pair = [{**one, "zero_output_for_mask": None} for one in pair]
    if pair[0] != pair[1]:
        config |= {name: words[name] for name in beside if words[name] != beside[name]}
    return config
