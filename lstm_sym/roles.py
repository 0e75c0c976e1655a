"""What each symbol of a cell is for, whatever its source calls it: so that two cells compare."""

from collections.abc import Iterator, Mapping
from typing import Any

import sympy as sp

from lstm_sym.notation import Formulation
from lstm_sym.notation.equations import Equation
from lstm_sym.notation.words import bfloat16, dot, over_time, round, vecmat

# The labels of one role in different sources; the first is the role's name.
SYNONYMS = (
    (
        *("candidate", "cell-gate", "cell-input", "new-input", "new-memory", "block-input"),
        *("candidate-reset-after", "candidate-reset-before"),
    ),
    ("update-gate", "update-gate-reset-before"),
    ("reset-gate", "reset-gate-reset-before"),
)
# The kinds of weights, in the order in which they are shown.
KINDS = (
    *("input weights", "recurrent weights", "bias", "second bias", "peepholes", "scales"),
    "other weights",
)


class Roles:
    """The roles in the cell of a formulation, under the defaults of its options, or others."""

    def __init__(
        self,
        formulation: Formulation,
        functions: Mapping[str, str] | None = None,
        options: Mapping[str, Any] | None = None,
    ):
        self.formulation, self.n = formulation, formulation.notation
        self.functions = {f.name: f.default for f in self.n.functions.values()}
        self.functions |= functions or {}
        self.options = {o.name: o.default for o in self.n.options.values()} | dict(options or {})
        self.states = self._states()
        # Rounded numbers stand for what they are rounded from; scales have no role of their own.
        steps = [e for e in formulation.cell.steps if self._holds(e) and self.n[e.defined[0]].shape]
        self.rounded = {e.left: self._array(e) for e in steps if e.right.has(round, bfloat16)}
        steps = [e for e in steps if e.left not in self.rounded]
        self.equations = {self._role(e): e for e in steps}
        self.names: dict[sp.Symbol, str] = {formulation.cell.given[0]: "x_t", **self.states}
        self.names |= {e.defined[0]: role for role, e in self.equations.items()}
        self.blocks: dict[sp.Symbol, tuple[str, str]] = {}
        for role, equation in self.equations.items():
            owner = self._owner(role, equation)
            right = equation.right
            if right.free_symbols & self.rounded.keys():
                with sp.evaluate(False):
                    right = right.xreplace(self.rounded)
            for symbol, kind in self._used(right):
                taken = {k for k, r in self.blocks.values() if r == owner}
                if kind == "bias" and "bias" in taken:
                    kind = "second bias"
                self.blocks.setdefault(symbol, (kind, owner))
        self.names |= {s: f"{kind} of {role}" for s, (kind, role) in self.blocks.items()}

    def _array(self, equation: Equation) -> sp.Symbol:
        """What an equation rounds."""
        shape = self.n[equation.left].shape
        symbols = sorted(equation.right.free_symbols, key=str)
        return next(s for s in symbols if self.n[s].shape == shape)

    def _states(self) -> dict[sp.Symbol, str]:
        """The emitted state is h, the first other one is c; further ones have no common name."""
        finish = self.formulation.sequence.finish
        emitted = {e.right.args[0] for e in finish if isinstance(e.right, over_time)}
        returned = {e.right for e in finish}
        found: dict[sp.Symbol, str] = {}
        for series in self.n.series_of:
            if series.last in returned:
                letter = "h" if series.now in emitted else "c"
                if letter == "c" and "c_t" in found.values():
                    letter = series.now.name.removesuffix("_t")
                found |= {series.before: f"{letter}_tm1", series.now: f"{letter}_t"}
        return found

    def _holds(self, equation: Equation) -> bool:
        for name, value in equation.when.items():
            if self.options[name] not in (value if isinstance(value, tuple) else (value,)):
                return False
        return True

    def _role(self, equation: Equation) -> str:
        state = self.states.get(equation.defined[0], "")
        if state in ("h_t", "c_t"):
            return "hidden-state" if state == "h_t" else "cell-state"
        label = equation.label
        return next((names[0] for names in SYNONYMS if label in names), label)

    def _owner(self, role: str, equation: Equation) -> str:
        """The gate whose weights an equation holds: of a sum, the gate that the sum is for."""
        # By its label where the role has another name in its source.
        label, others = equation.label, self.equations.items()
        whole = [
            r
            for r, e in others
            if role.startswith(f"{r}-")
            or (r.endswith(("-gate", "candidate")) and label.startswith(f"{e.label}-"))
        ]
        if whole:
            return whole[0]
        users = [r for r, e in self.equations.items() if equation.left in e.right.free_symbols]
        if role.endswith("-sum") and users:
            return self._owner(users[0], self.equations[users[0]])
        # Weights in the equation of a state are those of an unnamed candidate.
        unnamed = role == "hidden-state" and "candidate" not in self.equations
        return "candidate" if role == "cell-state" or unnamed else role

    def _used(self, expr: sp.Basic) -> Iterator[tuple[sp.Symbol, str]]:
        """The weights in an expression, in order, each with its kind."""
        weights = {w for w in self.formulation.cell.weights if w not in self.n.stacks}
        weights |= {b for s in self.n.stacks.values() for b in s.blocks.values()}

        def walk(part: sp.Basic, kind: str) -> Iterator[tuple[sp.Symbol, str]]:
            if part in weights:
                yield part, kind
            elif type(part).__name__ in ("dot", "vecmat", "convolve"):
                sides = list(part.args)
                data = sides[0] if isinstance(part, dot | vecmat) else sides[1]
                sides.remove(data)
                yield from walk(data, kind)
                yield from walk(sides[0], self._of_product(data))
            elif isinstance(part, sp.Mul) and _scales_product(part) and part.free_symbols & weights:
                for product in sp.preorder_traversal(part):
                    if isinstance(product, dot):
                        yield from walk(product, kind)
            elif isinstance(part, sp.Mul) and any(a in weights for a in part.args):
                of_state = any(self.names.get(a) in ("c_tm1", "cell-state") for a in part.args)
                weighs = "peepholes" if of_state else "scales"
                yield from ((a, weighs) for a in part.args if a in weights)
            else:
                for arg in part.args:
                    yield from walk(arg, kind)

        return walk(expr, "bias")

    def _of_product(self, data: sp.Basic) -> str:
        names = {self.names.get(symbol) for symbol in data.free_symbols}
        if "x_t" in names:
            return "input weights"
        return "recurrent weights" if names & {"h_tm1", "c_tm1"} else "other weights"


def _scales_product(part: sp.Mul) -> bool:
    """Whether a factor is a product of a vector with weights, not inside of a function."""
    return any(
        isinstance(a, dot) or (isinstance(a, sp.Mul) and _scales_product(a)) for a in part.args
    )
