"""The code for speed against the equations, on symbols.

It takes ordinary floats only, so that the readable function, run on symbols, never reaches it. Here
it is made to take symbols too.
"""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from lstm_sym.notation import Formulation
from lstm_sym.products import numpy_fast
from lstm_sym.proofs.calls import module
from lstm_sym.proofs.configurations import configurations
from lstm_sym.proofs.readback import OnSymbols, Readback

# The ways that the code takes: functions that it calls gate by gate, functions of lstm_numpy that
# it calls for several gates at once, and tanh with sigmoid, whose value 1 / (1 + exp(-z)) divides.
WAYS = ("any functions", "known functions", "quotients")


class Everything:
    """A set that has everything."""

    def __contains__(self, _thing: object) -> bool:
        return True


class OutOnSymbols(OnSymbols):
    """NumPy on symbols, whose opaque functions write into ``out`` as NumPy's do."""

    def __getattr__(self, name: str) -> Any:
        function = super().__getattr__(name)
        if name not in ("exp", "tanh"):
            return function

        def call(x: Any, out: Any) -> None:
            out[...] = function(x)

        return call


class FastReadback(Readback):
    """One way of the code for speed against its formulation."""

    def __init__(self, formulation: Formulation, text: str, fast: str, way: str) -> None:
        super().__init__(formulation, text)
        self.way = way
        code: ModuleType = module(fast)
        vars(code)["np"] = OutOnSymbols(self.opaque)
        # Two timesteps at once of three, so that the input's product is computed in parts.
        vars(code).update(ROWS=2, TIMESTEPS=1)
        if way != "any functions":
            vars(code).update(SEVERAL=1)  # the only example is computed as one of several
        if way == "known functions" and "KNOWN" in vars(code):
            vars(code)["KNOWN"] = Everything()
        forced = {"fits": staticmethod(lambda *_: True)}
        vars(self.module)["Fast"] = type("Forced", (code.Fast,), forced)

    def functions(self) -> tuple[dict[str, Any], dict[str, Callable[..., Any]]]:
        if self.way != "quotients":
            printed, meant = super().functions()
            if self.way == "any functions":
                printed = {name: of_one_gate(function) for name, function in printed.items()}
            return printed, meant
        exp = self.opaque.number("exp")
        return (
            {"activation": "tanh", "recurrent_activation": "sigmoid"},
            {
                "activation": self.opaque.number("tanh"),
                "recurrent_activation": lambda z: 1 / (1 + exp(-z)),
            },
        )

    def at_a_glance(self) -> Iterator[str]:
        """As `of_sequence`, with a few masks only."""
        for configuration in configurations(self.formulation):
            if configuration.mask in (None, (True, False, True), (False, True, False)):
                yield from self._compare(configuration, of_cell=False)


def of_one_gate(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A function of a caller, who may count on being asked about one gate at a time."""

    def call(z: Any) -> Any:
        if z.ndim != 2:
            raise ValueError(f"a gate has 2 dimensions, this has {z.ndim}")
        return function(z)

    return call


def differences(formulation: Formulation, text: str, fast: str) -> Iterator[str]:
    """What the code for speed gives otherwise than the equations, at a glance."""
    for way in WAYS:
        found = FastReadback(formulation, text, fast, way).at_a_glance()
        yield from (f"{way}: {one}" for one in found)


def has_one(formulation: Formulation) -> bool:
    """Whether there is code for speed of a formulation."""
    return formulation.name in numpy_fast.FORMULATIONS
