"""Equations backwards, computed as they stand: each by its tree in the manifest, with NumPy."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from lstm_sym.manifest.read import Equation, Formulation, Manifest

Array: TypeAlias = Any  # an extension of other projects goes without NumPy
Tree: TypeAlias = Any  # [start, end, head, *children], places in the equation's LaTeX
Values: TypeAlias = dict[str, Array]


@dataclass(frozen=True)
class Gradients:
    """The equations backwards of a formulation, and how Keras's arrays are given to them."""

    manifest: Manifest
    name: str

    @property
    def formulation(self) -> Formulation:
        found: Formulation = self.manifest.find("formulation", self.name)
        return found

    def equations(self, part: str) -> list[Equation]:
        """Those of one part, in order."""
        return [e for e in self.manifest.equations(self.name) if e.part == part]

    def timesteps(self, arrays: Mapping[str, Any], states: Mapping[str, str]) -> list[Values]:
        """Every quantity at each timestep; the loss is the sum of all outputs.

        ``states`` names for each state before the state after. Both begin at 0.
        """
        import numpy as np

        fixed: Values = {name: np.array(given) for name, given in arrays.items()}
        sequences = fixed.pop("sequences")
        for whole, stack in self.formulation.stacks.items():
            parts = np.split(fixed[whole], len(stack.blocks), axis=-1)
            fixed |= dict(zip(stack.blocks, parts, strict=True))
        batch, units = len(sequences), len(fixed["recurrent_kernel"])
        fixed["G"] = np.ones((*sequences.shape[:2], units))
        known: list[Values] = []
        before = dict.fromkeys(states, np.zeros((batch, units)))
        for t, x in enumerate(np.moveaxis(sequences, 1, 0), 1):
            known.append({**fixed, "x_t": x, "t": t, **before})
            self._compute("forwards", known[-1])
            before = {name: known[-1][now] for name, now in states.items()}
        handed = dict.fromkeys(self.formulation.cell.states, np.zeros((batch, units)))
        for values in reversed(known):
            values |= handed
            self._compute("backwards", values)
            self._compute("weights", values)
            handed = {name: values[now] for name, now in self.formulation.cell.states.items()}
        return known

    def _compute(self, part: str, values: Values) -> None:
        for equation in self.equations(part):
            values[equation.defines[0]] = self.value(equation.tree[4], values)

    def value(self, tree: Tree, values: Mapping[str, Array]) -> Array:
        """The value of a part of an equation; raises AttributeError for an unknown word."""
        import numpy as np

        head, children = tree[2], tree[3:]
        if not children:
            return values[head] if head in values else float(head)
        parts = [self.value(child, values) for child in children]
        words: dict[str, Any] = {
            "+": lambda *terms: sum(terms[1:], terms[0]),
            "-": lambda x: -x,
            "*": lambda *factors: np.prod(np.broadcast_arrays(*factors), axis=0),
            "^": lambda base, exponent: base**exponent,
            "dot": np.matmul,
            "transposed": np.transpose,
            "concat": lambda *arrays: np.concatenate(arrays, axis=-1),
            "over_examples": lambda *x: x[0].sum(0) if len(x) == 1 else x[0].T @ x[1],
            "at": lambda sequence, t: sequence[:, int(t) - 1],
        }
        return words[head](*parts) if head in words else self._function(head)(*parts)

    def _function(self, name: str) -> Any:
        """A function by its name in the equation."""
        from lstm_numpy import activations

        functions = self.formulation.functions
        return getattr(activations, functions[name].default if name in functions else name)


def with_numbers(
    gradients: Gradients, equation: Equation, values: Mapping[str, Array], shown: Any
) -> str:
    """The LaTeX of an equation's right side, with numbers in place of its symbols."""

    def pieces(tree: Tree) -> Iterator[str]:
        start, end, head, *children = tree
        if head == "at" or (not children and head in values):
            yield shown(gradients.value(tree, values))
            return
        place = start
        for child in children:
            yield equation.latex[place : child[0]]
            yield from pieces(child)
            place = child[1]
        yield equation.latex[place:end]

    return "".join(pieces(equation.tree[4]))
