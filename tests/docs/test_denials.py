"""Each denial in a description of the manifest is what the equations, arrays or rows say.

What is measured of a package is typed again in test_measured.py.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from .data import FORMULATIONS, MANIFEST
from .held import DENIAL, DENIALS

#: Parts of the manifest that are printed, of equations or of conditions; or held elsewhere.
PRINTED = {"about", "equations", "files", "links", "measured"}
#: A part that a variant may lack, the symbol whose equation shows it, and what that then lacks.
LACKING = {
    "input gate": ("i_t", ""),
    "forget gate": ("f_t", ""),
    "output gate": ("o_t", ""),
    "input activation function": ("z_t", "tanh"),
    "output activation function": ("y_t", "tanh"),
    "peepholes": ("i_sum", "p_i"),
}


def lines(found: Any, at: str = "") -> Iterator[str]:
    """Each description, behind the names of its place."""
    pairs: Iterable[Any] = ()
    if isinstance(found, str):
        yield f"{at}: {found}"
    elif isinstance(found, dict):
        pairs = found.items()
    elif isinstance(found, list):
        pairs = enumerate(found)
    for name, value in pairs:
        if name not in PRINTED:
            yield from lines(value, f"{at} {name}".strip())


def on_the_right(stated: dict[str, Any], symbol: str, **chosen: str) -> set[str]:
    """The symbols of the equation that defines a symbol where these options are chosen."""
    (found,) = (
        equation
        for equation in stated["equations"]
        if symbol in equation["defines"]
        and equation["label"] != "step"
        and all(value in equation["holds"].get(name, [value]) for name, value in chosen.items())
    )
    return set(found["symbols"]) - {symbol}


def held() -> Iterator[str]:
    """Each description that has to deny something."""
    greff, at = FORMULATIONS["greff2015"], "formulations greff2015 options variant choices"
    for variant in greff["options"]["variant"]["choices"]:
        for part, (symbol, lacks) in LACKING.items():
            there = on_the_right(greff, symbol, variant=variant)
            if lacks not in there if lacks else not there:
                yield f"{at} {variant}: no {part}"
    for kind in ("formulations", "gradients"):
        for name, stated in MANIFEST[kind].items():
            for code in stated["symbols"]:
                yield from of_symbol(f"{kind} {name} symbols {code} meaning", stated, code)
    for name, stated in FORMULATIONS.items():
        for value in stated["options"].get("input_forget", {}).get("choices") or ():
            if "i_t" not in on_the_right(stated, "f_t", input_forget=value):
                yield f"formulations {name} options input_forget choices {value}: they are not"
    if "below" not in on_the_right(FORMULATIONS["stacked"], "below_t", below="False"):
        at = "formulations stacked options below meaning"
        yield f"{at}: what the layer below puts out; the first has none"
    for place, storage in enumerate(MANIFEST["storages"]):
        source = storage["source"].partition(", which has ")[0]
        if len(source) < len(storage["source"]) and biases(storage) == 1:
            yield f"storages {place} source: {source}, which has no bias beside the state"
    for place, row in enumerate(MANIFEST["dropout_masks"]):
        # The numbers of masks are compared with sources and arrays: tests/recorded.
        for these in re.findall(r"implementation 0: one a gate; ([\d and]+): none", row["inputs"]):
            yield f"dropout_masks {place} inputs: implementation 0: one a gate; {these}: none"
            yield f"dropout_masks {place} note: implementations {these} drop no input"


def biases(storage: dict[str, Any]) -> int:
    return sum("bias" in part for array in storage["arrays"] for part in array["parts"])


def of_symbol(at: str, stated: dict[str, Any], code: str) -> Iterator[str]:
    """What a symbol's equation says about it, or about the symbol whose gradient it is."""
    of = code.removeprefix("d_")
    text = next((e["text"] for e in stated["equations"] if of in e["defines"]), "")
    meaning = stated["symbols"][code]["meaning"].partition(" without")[0]
    if re.fullmatch(r"\S+ = [^\s(]+ - μ\S+", text):
        yield f"{at}: {meaning} without the mean"
    if re.fullmatch(r"\S+ = exp\(-\|.*\|\)", text):
        yield f"{at}: exponential that is never above one"


def denying(found: Iterable[str]) -> set[str]:
    return {line for line in found if DENIAL.search(line.partition(": ")[2])}


EVERY = list(lines(MANIFEST))


def test_a_description_denies_what_is_not_there() -> None:
    assert denying(EVERY) == set(held())
    assert len(denying(EVERY)) > 20


def test_a_lost_or_added_denial_is_seen() -> None:
    held_now = set(held())
    for line in EVERY:
        at, _, said = line.partition(": ")
        lost = DENIAL.sub(lambda word: DENIALS[word[0].lower()], said)
        assert (lost != said) == (line in held_now)
        added = f"{at}: {said.replace(' ', ' not ', 1)}"
        assert " " not in said or denying([added]) - held_now == {added}
