"""What a framework hands out as its weights, as named arrays of each direction, and back."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lstm_numpy.arguments import counted
from lstm_numpy.arrays import Array
from lstm_numpy.floats import as_array
from lstm_numpy.layouts import Storage
from lstm_numpy.pytorch_parameters import parameters

Named = dict[str, Array]
#: How a message names an array, and the arrays.
Direction = tuple[str, Named]


def of_form(storage: Storage, weights: Any) -> Storage:
    """The storage with the arrays whose names the weights have, where there are several forms."""
    names = set(flat(weights)) if isinstance(weights, Mapping) else set()
    written = {one.name for one in storage.arrays}
    for arrays in storage.others:
        if names & {one.name for one in arrays} - written:
            return storage._replace(arrays=arrays)
    return storage


def opened(storage: Storage, weights: Any, layer: int | None) -> list[Direction]:
    """The named arrays of each direction; raises ValueError or TypeError saying what is wrong."""
    if storage.kind == "list":
        return in_order(storage, weights)
    if not isinstance(weights, Mapping):
        raise TypeError(
            f"weights is {type(weights).__name__}, expected a mapping with "
            f"{', '.join(required(storage))} for {storage.title}"
        )
    if storage.named:
        return by_name(storage, weights, layer)
    named = flat(weights)
    known(storage, named, "{}")
    return by_axis(named) if storage.directions == "axis" else [("{}", named)]


def closed(storage: Storage, directions: Sequence[Named], layer: int, nested: bool) -> Any:
    """What the framework itself would hand out."""
    if storage.kind == "list":
        return [array for named in directions for array in named.values()]
    if storage.named:
        forms = next(forms for forms in storage.named if len(forms) >= len(directions))
        return {
            form.format(name=name, layer=layer): array
            for named, form in zip(directions, forms, strict=False)
            for name, array in named.items()
        }
    if storage.directions == "axis":
        return {name: np.stack([named[name] for named in directions]) for name in directions[0]}
    if not nested:
        return directions[0]
    tree: dict[str, Named] = {}
    for name, array in directions[0].items():
        outer, _, inner = name.partition(".")
        tree.setdefault(outer, {})[inner] = array
    return tree


def in_order(storage: Storage, weights: Any) -> list[Direction]:
    """The arrays of a list, forward before backward."""
    names = [one.name for one in storage.arrays]
    counts = {len(group): group for group in (required(storage), names)}
    expected = ", ".join(str(number * count) for number in (1, 2) for count in counts)
    if not isinstance(weights, list | tuple):
        raise TypeError(
            f"weights is {type(weights).__name__}, expected a list of {expected} arrays"
        )
    if len(weights) in counts:
        return [("{}", dict(zip(counts[len(weights)], weights, strict=True)))]
    each, odd = divmod(len(weights), 2)
    if odd or each not in counts:
        raise ValueError(
            f"weights has {counted(len(weights), 'array')}, expected {expected} for "
            f"{storage.title}: {', '.join(names)}"
        )
    halves = {"forward_{}": weights[:each], "backward_{}": weights[each:]}
    return [(name, dict(zip(counts[each], half, strict=True))) for name, half in halves.items()]


def by_axis(named: Named) -> list[Direction]:
    """The directions that are along the first axis of every array."""
    arrays = {name: as_array(name, array) for name, array in named.items()}
    number = {name: len(array) if array.ndim else 0 for name, array in arrays.items()}
    for name, array in arrays.items():
        if number[name] not in (1, 2) or number[name] != number["W"]:
            raise ValueError(
                f"{name} has shape {array.shape}, expected num_directions first: 1 or 2, "
                "the same in every array"
            )
    return [
        (f"{{}}[{place}]", {name: array[place] for name, array in arrays.items()})
        for place in range(number["W"])
    ]


def by_name(storage: Storage, weights: Mapping[str, Any], layer: int | None) -> list[Direction]:
    """The arrays of one layer, whose names say the layer and the direction."""
    given = flat(weights)
    if storage.name == "pytorch":
        given = parameters("weights", weights, storage.cell)
    found: dict[int, dict[int, tuple[str, Named]]] = {}
    odd, starts = [], set()
    for whole, array in given.items():
        if not (place := placed(storage, whole)):
            odd.append(whole)
            continue
        start, number, direction, said, name = place
        starts.add(start)
        of_layer = found.setdefault(number, {})
        of_layer.setdefault(direction, (start + said, {}))[1][name] = array
    if len(starts) > 1:
        raise ValueError(
            f"weights has names that begin with {', '.join(map(repr, sorted(starts)))}, expected "
            f"those of one module of {storage.title}: leave out the others"
        )
    if found and (layer not in found if layer is not None else [*found] != [0]):
        held = ", ".join(map(str, sorted(found)))
        raise ValueError(
            f"weights has the layers {held}, expected {layer or 0}: pass layer=, for one at a time"
        )
    if odd:
        raise ValueError(f"weights has unexpected {odd} for {storage.title}")
    forms = [form.format(name="{}", layer=layer or 0) for form in storage.named[0]]
    directions = found.get(layer or 0, {})
    directions.setdefault(0, (forms[0], {}))
    for said, named in directions.values():
        known(storage, named, said)
    return [directions[place] for place in sorted(directions)]


def placed(storage: Storage, whole: str) -> tuple[str, int, int, str, str] | None:
    """How a name begins, its layer, its direction, its form and the array's own name."""
    words = "|".join(one.name for one in storage.arrays)
    for forms in storage.named:
        for direction, form in enumerate(forms):
            rest = re.escape(form).replace(r"\{name\}", f"(?P<name>{words})")
            rest = rest.replace(r"\{layer\}", r"(?P<layer>\d+)")
            if match := re.fullmatch(rf"(?P<start>(?:.*[._/])?){rest}", whole):
                layer = int(match.groupdict().get("layer") or 0)
                said = form.format(name="{}", layer=layer)
                return match["start"], layer, direction, said, match["name"]
    return None


def known(storage: Storage, named: Named, said: str) -> None:
    """Raise ValueError for a name that is missing or unexpected."""
    names = [one.name for one in storage.arrays]
    missing = [name for name in required(storage) if name not in named]
    # An optional part may be in several arrays: all are there, or none.
    groups: dict[str, list[str]] = {}
    for one in storage.arrays:
        if one.name not in required(storage):
            groups.setdefault(one.parts[0].removeprefix("recurrent_"), []).append(one.name)
    for group in groups.values():
        if any(name in named for name in group):
            missing += [name for name in group if name not in named]
    unexpected = [name for name in named if name not in names]
    if missing or unexpected:
        raise ValueError(
            f"weights lacks {[said.format(name) for name in missing]} and has unexpected "
            f"{[said.format(name) for name in unexpected]} for {storage.title}"
        )


def required(storage: Storage) -> list[str]:
    """The arrays that are never absent."""
    return [one.name for one in storage.arrays if not set(one.parts) <= set(storage.optional)]


def flat(weights: Mapping[str, Any]) -> Named:
    """A mapping of mappings as one of dotted names."""
    named: Named = {}
    for name, value in weights.items():
        if isinstance(value, Mapping):
            named |= {f"{name}.{inner}": array for inner, array in value.items()}
        else:
            named[name] = value
    return named
