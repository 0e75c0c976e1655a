"""The fast form against the equations, on symbols.

It takes ordinary floats only, so that the readable function, run on symbols, never reaches it. Here
it is made to take symbols, too.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation import Formulation
from lstm_sym.notation.branches import holds
from lstm_sym.proofs import stepped
from lstm_sym.proofs.calls import ENGINE, alone, module
from lstm_sym.proofs.configurations import Configuration, one_at_a_time
from lstm_sym.proofs.exact import module as exact_module
from lstm_sym.proofs.exact import number
from lstm_sym.proofs.meaning import Meaning, Scope
from lstm_sym.proofs.readback import (
    NUMPY,
    ExactMath,
    OnSymbols,
    Readback,
    of_arrays,
    opaque,
    power,
    single,
)
from lstm_sym.proofs.residues import INFINITE, Residue, of
from lstm_sym.recorded.calls import arguments


@dataclass(frozen=True)
class Way:
    """One way that a fast form takes.

    Its functions are any, which it calls gate by gate, functions of lstm_numpy, which it calls for
    several gates at once, or the default ones, of which a sigmoid has become a quotient. Its one
    example stands alone or beside another, the input's product is computed together with the
    state's or before, and a product is in one part or in several. ``plain``: what may be absent is.
    """

    functions: str
    beside: bool = False
    before: bool = False
    parts: int = 1
    plain: bool = False


#: The ways of the engine, which one formulation goes for all.
WAYS = {
    "any functions, one example": Way("any"),
    "known functions, products in parts": Way("known", beside=True, parts=2),
    "default functions, input before": Way("default", before=True),
    "default functions, two examples": Way("default", beside=True),
    "default functions, two examples, input before in parts": Way(
        "default", beside=True, before=True, parts=2
    ),
}
#: The forms of a timestep, which every formulation has.
FORMS = {
    "any functions": Way("any", beside=True),
    "default functions": Way("default"),
    "any functions, plain": Way("any", plain=True),
    "default functions, plain": Way("default", beside=True, before=True, plain=True),
}


#: The functions of NumPy that compare, by the signs of what they compute.
COMPARING = {"greater": ">", "less": "<", "greater_equal": ">=", "less_equal": "<="}


class Everything:
    """A set that has everything."""

    def __contains__(self, _thing: object) -> bool:
        return True


def writing(function: Callable[..., Any]) -> Callable[..., None]:
    """A function whose last argument is the place of its result, as of NumPy's own."""

    def call(*arguments: Any, out: Any = None) -> None:
        *operands, place = arguments if out is None else (*arguments, out)
        place[...] = function(*operands)

    return call


class FastReadback(Readback):
    """One way of a fast form against its formulation."""

    around = ", in the loop over the timesteps: every equation is right"

    def __init__(
        self, formulation: Formulation, text: str, fast: str, way: Way, engine: str = ""
    ) -> None:
        super().__init__(formulation, alone(text))
        self.way = way
        self.bounded: dict[Residue, tuple[Residue, Residue]] = {}
        code: ModuleType = module(engine or ENGINE.read_text())
        vars(code)["np"] = OnSymbols()
        # Where the input's product is computed before, it is so in parts: there are 3 timesteps.
        bounds = {"BYTES_JOINED": 0} if way.before else {}
        vars(code).update(bounds, SLAB_ROWS=4 if way.beside else 2, PART_ROWS=3, LEAST_ROWS=0)
        vars(code)["parts"] = lambda *_sizes: way.parts
        if way.functions == "known":
            vars(code)["KNOWN"] = Everything()
        steps = exact_module(fast, lambda sign, *pair: opaque(sign)(*pair))
        vars(steps)["Layer"] = forced(code.Layer, way.beside)
        # A number may be written as sqrt(2), or as minimum(1, sqrt(2)).
        numbers = OnSymbols()
        vars(numbers).update(self._clipping())
        vars(steps).update(np=numbers, math=ExactMath(), float=single)
        vars(self.module)["number"] = lambda _name, value: number(value)
        self._on_symbols(vars(steps))
        vars(self.module).update(layer=steps.layer, ordinary=lambda _dtype: True)
        self.steps, self.fast = steps, fast
        self._mean()

    def _on_symbols(self, names: dict[str, Any]) -> None:
        """Opaque functions in place of NumPy's and of activations that the steps call."""
        for name in set(names) & set(NUMPY):
            names[name] = writing(of_arrays(NUMPY[name]))
        for name in set(names) & set(COMPARING):
            names[name] = writing(of_arrays(COMPARING[name]))
        if "choose" in names:
            names["choose"] = writing(of_arrays("where"))
        clipping = self._clipping()
        for name in set(names) & set(clipping):
            names[name] = writing(np.frompyfunc(clipping[name], 2, 1))
        if "divide" in names:
            names["divide"] = writing(names["divided"])
        if "power" in names:
            names["power"] = writing(np.frompyfunc(power, 2, 1))
        if "absolute" in names:
            names["absolute"] = writing(of_arrays("absolute"))
        for name in set(names) & {a.name for a in ACTIVATIONS} - set(NUMPY):
            names[name] = of_arrays(name)

    def _mean(self) -> None:
        """What a sigmoid and a clip are in the steps."""
        exp = opaque("exp")
        words: dict[str, Callable[..., Any]] = {
            **self.arithmetic.words,
            "sigmoid": lambda z: 1 / (1 + exp(-z)),
            **self._clipping(),
        }
        self.arithmetic = replace(self.arithmetic, words=words)

    def _clipping(self) -> dict[str, Callable[..., Any]]:
        return {"clip": self._clip, "maximum": self._maximum, "minimum": self._minimum}

    def _clip(self, x: Any, low: Any, high: Any) -> Any:
        return x if high == INFINITE else self._minimum(self._maximum(x, low), high)

    def _maximum(self, x: Any, low: Any) -> Residue:
        larger = opaque("maximum")(x, low)
        self.bounded[larger] = (of(x), of(low))
        return larger

    def _minimum(self, x: Any, high: Any) -> Residue:
        """Of a value between -k and k, the minus before it may be inside: one form for both."""
        value, low = self.bounded.get(of(x), (x, None))
        if low is None or low != -of(high):
            return opaque("minimum")(x, high)
        if value.has_minus:
            return -opaque("clip")(-value, high)
        return opaque("clip")(value, high)

    def functions(self) -> tuple[dict[str, Any], dict[str, Callable[..., Any]]]:
        printed, meant = super().functions()
        if self.way.functions == "default":
            chosen = self.n.functions.values()
            words = self.arithmetic.words
            return {f.name: f.default for f in chosen}, {f.name: words[f.default] for f in chosen}
        if self.way.functions == "any":
            printed = {name: of_one_gate(function) for name, function in printed.items()}
        return printed, meant

    def number(self, name: str) -> Any:
        default = self.n.options[name].default
        return float("inf") if self.way.plain and default == float("inf") else super().number(name)

    def _where(self, configuration: Configuration, given: Mapping[str, Any], of_cell: bool) -> str:
        """The first equation of a timestep that the fast form gives another value, and its line.

        Without a mask, since what a masked timestep keeps is another value of no equation.
        """
        if configuration.mask:
            configuration = Configuration({**configuration.options, "mask": False}, None)
            given = {name: array for name, array in given.items() if name != "mask"}
        functions, _ = self.functions()
        words = arguments(self.formulation, given, configuration.options, functions)
        call = partial(getattr(self.module, self.formulation.sequence.name), **words)
        lists = self._stated(configuration, given)[1]
        noted = NotedMeaning(
            self.formulation, self.arithmetic, self.functions()[1], configuration.options
        )
        noted.run(lists)
        runs = stepped.runs(stepped.written(self.steps, self.fast, call, "step"))
        for last, scope in zip(runs, noted.scopes, strict=False):
            stated = {
                e.label: self._column(scope[s])
                for e in self.formulation.cell.steps
                if holds(e.when, configuration.options)
                for s in e.defined
                if self.batch in self.n[s].shape
            }
            found = stepped.first_other(last, stated, self._same)
            if found:
                return f", from the equation {found[0]} on, line {found[1]} of the fast form"
        return ""

    def _column(self, value: list[Any]) -> Any:
        """The numbers of an example as the fast form has them: below each other."""
        column = np.array(value, dtype=object)[..., np.newaxis]
        return np.concatenate((column, column), axis=-1) if self.way.beside else column

    def _same(self, ours: Any, theirs: Any) -> bool:
        pairs = zip(ours[..., -1].flat, theirs[..., -1].flat, strict=True)
        return all(of(one) == of(other) for one, other in pairs)

    def at_a_glance(self) -> Iterator[str]:
        """As `of_sequence`, with one mask, and one option at a time other than it mostly is."""
        for configuration in one_at_a_time(self.formulation, self.way.plain):
            yield from self._compare(configuration, of_cell=False)


class NotedMeaning(Meaning):
    """Keeps what each timestep computes."""

    scopes: list[Scope]

    def _cell(self, scope: Scope, given: list[Any]) -> list[Any]:
        found = super()._cell(scope, given)
        vars(self).setdefault("scopes", []).append(dict(scope))
        return found


def forced(layer: Any, beside: bool) -> type:
    """The engine's layer, whose one example may be the second of two."""

    class Forced(layer):
        def __call__(self, x: Any, initial: Any = None, mask: Any = None) -> tuple[Any, ...]:
            if not beside:
                return tuple(super().__call__(x, initial, mask))
            both = (after_another(given) for given in (x, initial, mask))
            return tuple(array[1:] for array in super().__call__(*both))

    return Forced


def after_another(given: Any) -> Any:
    """Arrays of two examples, of which the second is what was given."""
    if given is None:
        return None
    if isinstance(given, tuple):
        return tuple(map(after_another, given))
    return np.concatenate((~given if given.dtype == bool else 2 * given, given))


def of_one_gate(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function of a caller, who may count on one gate at a time, with examples as rows."""

    def call(z: Any) -> Any:
        if (z.ndim != 2 and z.ndim) or (z.ndim and len(z) > 2):
            raise ValueError(f"one gate of one example has shape (1, units), this has {z.shape}")
        return function(z)

    return call


def differences(
    formulation: Formulation, text: str, fast: str, ways: Mapping[str, Way], engine: str = ""
) -> Iterator[str]:
    """What the fast form gives otherwise than the equations, at a glance."""
    for name, way in ways.items():
        found = FastReadback(formulation, text, fast, way, engine).at_a_glance()
        yield from (f"{name}: {one}" for one in found)


def forms(formulation: Formulation, fast: str) -> dict[str, Way]:
    """The forms that a printed module has."""
    there = {"any"} if formulation.notation.functions else set()
    there |= set() if "defaults=False" in fast else {"default"}
    has_plain = "plain=" in fast
    return {
        name: way
        for name, way in FORMS.items()
        if way.functions in there and (has_plain or not way.plain)
    }
