"""Computes a formulation from the LaTeX text of its equations, and knows nothing else of them.

It reads what ``manifest.json`` or the built site says: names on paper, shapes, conditions and
formulas. It imports neither SymPy nor a printer.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import numpy as np

from lstm_sym.proofs import page_syntax
from lstm_sym.proofs.page_activations import Function, Page, activation, applied, later
from lstm_sym.proofs.page_syntax import Node, PageError, key
from lstm_sym.proofs.page_values import Dims, Evaluator, Value, number
from lstm_sym.recorded.case import taken_apart

EXCLUDED = re.compile(r"(\w+) is (?:not|neither) (\w+(?: nor \w+)*)")

NONE: frozenset[str] = frozenset()


class Formulas:
    """The equations of one formulation, run over time."""

    def __init__(
        self, manifest: Page, name: str, chosen: Mapping[str, str], options: Mapping[str, Any]
    ):
        self.page, self.options = self.stated(manifest, name), options
        self.symbols = {self.on_paper(code)[1]: code for code in self.page["symbols"]}
        self.functions: dict[str, Function] = {
            key(stated["latex"].split("(x)")[0]): later(manifest, other)
            for other, stated in manifest["activations"].items()
        }
        for code, other in chosen.items():
            latex = self.page["functions"][code]["latex"]
            name_of_it, parameters = taken_apart(other)
            self.functions[key(latex)] = activation(manifest, name_of_it, **parameters)
        if self.page["cell"]["latex"]:
            self.functions[key(self.page["cell"]["latex"])] = self.step
        self.applied = applied(self.functions)
        self.evaluator = Evaluator(self.name, self.functions)
        self.blocks = {
            block: (whole, place)
            for whole, stack in self.page["stacks"].items()
            for place, block in enumerate(stack["blocks"])
        }

    @staticmethod
    def stated(manifest: Page, name: str) -> Page:
        """What the page says of a formulation."""
        found: Page = manifest["formulations"][name]
        return found

    def give(self, given: Mapping[str, Any]) -> None:
        """Begin with what is given by name."""
        self.sizes: dict[str, int] = {}
        self.t: int | None = 0
        self.T = 1
        self.scopes: list[dict[Any, Value]] = [{}]
        for code, array in given.items():
            data = np.asarray(array)
            data = data if data.dtype == bool else data.astype(np.longdouble)
            self.bind(code, data)
            self.scopes[0][self.place(self.on_paper(code))] = Value(self.dims(code), data)
        self.T = self.sizes["timesteps"]

    def run(self, given: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """The results by name, for what is given by name."""
        self.give(given)
        cell, each = self.part("cell"), self.part("each")
        self.steps = [e for e in cell if not self.is_default(e)]
        with np.errstate(all="ignore"):
            self.state(e for e in cell if self.is_default(e))
            self.state(self.part("start"))
            for t in range(1, self.T + 1):
                self.t = t
                self.state(each)
            self.t = None  # there is no timestep t any more
            self.state(self.part("finish"))
        stated = (e["latex"] for e in self.part("finish"))
        lefts = [page_syntax.equation(latex, self.applied)[0] for latex in stated]
        return {self.symbols[left[1]]: self.scopes[0][self.place(left)].data for left in lefts}

    def part(self, part: str) -> list[Mapping[str, Any]]:
        stated = (e for e in self.page["equations"] if e["part"] == part)
        return [e for e in stated if self.holds(e["when"], self.options)]

    def is_default(self, stated: Mapping[str, Any]) -> bool:
        """Whether an equation says what a weight array is that was not given."""
        left = page_syntax.equation(stated["latex"], self.applied)[0]
        return left[0] == "name" and self.symbols.get(left[1]) in self.page["stacks"]

    @staticmethod
    def holds(when: str, options: Mapping[str, Any]) -> bool:
        """Whether a condition such as ``mask given, variant is neither NP nor FGR`` holds."""
        for said in filter(None, when.split(", ")):
            option, equals, values = said.partition("=")
            excluded = EXCLUDED.fullmatch(said)
            if equals:
                true = str(options[option]) in values.split(" or ")
            elif excluded:
                true = str(options[excluded[1]]) not in excluded[2].split(" nor ")
            elif said.endswith(" given"):
                true = options[said.removesuffix(" given")]
            elif said.startswith("no "):
                true = not options[said.removeprefix("no ")]
            else:
                raise PageError(f"{said!r} is not a condition")
            if not true:
                return False
        return True

    def state(self, equations: Iterable[Mapping[str, Any]]) -> None:
        """Compute right sides and give them to the left sides."""
        for stated in equations:
            left, right = page_syntax.equation(stated["latex"], self.applied)
            names = left[1] if left[0] == "tuple" else [left]
            found = self.over_time(right) or self.evaluator.evaluate(right)
            values = found if isinstance(found, list) else [found]
            if len(values) != len(names):
                raise PageError(f"{len(values)} values for {len(names)} names: {stated['latex']}")
            for name, value in zip(names, values, strict=True):
                self.scopes[-1][self.place(name)] = self.shaped(name, value)

    def shaped(self, name: Node, value: Value) -> Value:
        """The value in the shape of the symbol on the left; only a number may spread."""
        dims = self.dims(self.symbols[name[1]])
        if value.dims in alternatives(dims):
            return value
        if value.dims != ():
            raise PageError(f"{name[1]} has {dims}, its right side {value.dims}")
        bare = tuple(d for d in dims if not d.endswith("?"))
        return Value(bare, np.broadcast_to(value.data, [self.size(d) for d in bare]))

    def step(self, *arguments: Value) -> Value | list[Value]:
        """The cell, called with its arguments in order, in a scope of its own."""
        cell = self.page["cell"]
        scope = dict(self.scopes[0])
        for code, value in zip(cell["given"], arguments, strict=True):
            if value.dims not in alternatives(self.dims(code)):
                raise PageError(f"{code} has {self.dims(code)}, the cell is given {value.dims}")
            scope[self.place(self.on_paper(code))] = value
        self.scopes.append(scope)
        self.state(self.steps)
        self.scopes.pop()
        found = [scope[self.place(self.on_paper(code))] for code in cell["results"]]
        return found if len(found) > 1 else found[0]

    def name(self, node: Node) -> Value:
        """What a name stands for: a quantity at a time, an entry, a block, or a number."""
        scope = self.scopes[-1]
        time = self.time(node)
        if time is not None:
            return number(time)
        place = self.place(node)
        if place in scope:
            return scope[place]
        if isinstance(place, tuple) and place[0] in scope:
            return self.entry(scope[place[0]], place[1])
        code = self.symbols.get(node[1], "")
        if code not in self.blocks:
            raise PageError(f"{node[1]} is not defined, or not yet")
        whole, position = self.blocks[code]
        stack = self.page["stacks"][whole]
        stored = scope[self.place(self.on_paper(whole))].data
        stored = stored.T if stack["transposed"] else stored
        width, rest = divmod(stored.shape[-1], len(stack["blocks"]))
        if rest:
            raise PageError(f"{whole} has {stored.shape}, no {len(stack['blocks'])} blocks")
        return Value(self.dims(code), stored[..., position * width :][..., :width])

    def place(self, node: Node) -> Any:
        """Where a name's value is kept: the name with a time, or the name as it is."""
        base, subscript = node[2] or (node[1], None)
        time = None if subscript is None else self.time(subscript)
        return node[1] if time is None else (base, time)

    def time(self, subscript: Node) -> int | None:
        """A subscript as a timestep; None where it is only part of a name."""
        kind, *parts = subscript
        if kind == "number":
            return int(parts[0])
        if kind == "name":
            return {"t": self.t, "T": self.T}.get(parts[0])
        if kind in ("+", "-"):
            one, other = self.time(parts[0]), self.time(parts[1])
            if one is not None and other is not None:
                return one + other if kind == "+" else one - other
        return None

    def entry(self, whole: Value, time: int) -> Value:
        """The entry at a timestep, counted from 1, of a quantity that has timesteps."""
        if whole.dims[1:2] != ("timesteps",) or not 1 <= time <= self.T:
            raise PageError(f"{whole.dims} has no timestep {time}")
        dims, data = (whole.dims[0], *whole.dims[2:]), whole.data[:, time - 1]
        return Value(dims, data) if len(dims) > 1 else Value((*dims, "1"), data[:, None])

    def over_time(self, right: Node) -> Value | None:
        """The sequence that ``(h_1, \\ldots, h_T)`` stands for; None for anything else."""
        if right[0] != "tuple" or [item[0] for item in right[1]] != ["name", "dots", "name"]:
            return None
        (first, start), (last, end) = self.place(right[1][0]), self.place(right[1][2])
        if (first, start, end) != (last, 1, self.T):
            raise PageError(f"a sequence from {first}_{start} to {last}_{end}")
        entries = [self.scopes[-1][first, time] for time in range(1, self.T + 1)]
        batch, *rest = entries[0].dims
        return Value((batch, "timesteps", *rest), np.stack([e.data for e in entries], axis=1))

    def on_paper(self, code: str) -> Node:
        latex = self.page["symbols"][code]["latex"]
        return page_syntax.equation(f"{latex} = 0", NONE)[0]

    def dims(self, code: str) -> Dims:
        return tuple(self.page["symbols"][code]["shape"])

    def size(self, dimension: str) -> int:
        factor, _, name = dimension.rpartition("*")
        return int(factor or 1) * self.sizes[name]

    def bind(self, code: str, data: np.ndarray) -> None:
        """Take the sizes of the named dimensions from an array."""
        for dimension, size in zip(self.dims(code), data.shape, strict=True):
            factor, _, name = dimension.rpartition("*")
            if self.sizes.setdefault(name, size // int(factor or 1)) * int(factor or 1) != size:
                raise PageError(f"{code} has {data.shape}, expected {self.dims(code)}")


def trees(manifest: Page, name: str) -> dict[str, tuple[str, Node]]:
    """What each equation of a formulation says, as it is parsed, and when: by the label."""
    stated = manifest["formulations"][name]
    latex = [a["latex"].split("(x)")[0] for a in manifest["activations"].values()]
    latex += [f["latex"] for f in stated["functions"].values()] + [stated["cell"]["latex"]]
    known = applied(map(key, latex))
    return {
        f"{name}.{e['label']}": (
            in_full(e["when"], stated["options"]),
            page_syntax.equation(e["latex"], known),
        )
        for e in stated["equations"]
    }


def in_full(when: str, options: Page) -> str:
    """The condition with the values that an option has, where it names those that it has not."""
    parts = []
    for said in when.split(", "):
        if left_out := EXCLUDED.fullmatch(said):
            values = [
                v for v in options[left_out[1]]["choices"] if v not in left_out[2].split(" nor ")
            ]
            said = f"{left_out[1]}={' or '.join(values)}"
        parts.append(said)
    return ", ".join(parts)


@cache
def alternatives(dims: Dims) -> set[Dims]:
    """What a shape stands for: ``timesteps?`` may be absent, ``2*units|units`` is either."""
    found: set[Dims] = {()}
    for dimension in dims:
        either: list[Dims] = [(one,) for one in dimension.rstrip("?").split("|")]
        either += [()] if dimension.endswith("?") else []
        found = {(*before, *one) for before in found for one in either}
    return found
