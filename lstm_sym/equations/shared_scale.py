"""Products of whole numbers of eight bits, where all of an array shares a scale and a zero.

That is how onnxruntime and PyTorch multiply while an LSTM of theirs runs: all timesteps and
examples of the input are rounded alike, and all examples of a state.
"""

from sympy import Expr, Integer, Mul, Rational, Symbol

from lstm_sym.notation import (
    Equation,
    Notation,
    clip,
    dot,
    highest,
    lowest,
    maximum,
    round,
    where,
)
from lstm_sym.notation.quantities import Stack


class Products:
    """``products(x_t, W.i)`` stands for ``dot(x_t, W.i)``, times the scales of both.

    ``of_input`` and ``of_state`` are the array that is rounded, the vector that is multiplied, its
    weights and, where those are whole numbers already, the stack of their scales. ``levels`` is the
    largest whole number. With ``least``, the smallest scale that the source takes, numbers are
    multiplied with the reciprocal of their scale. ``begun`` says what the input as a whole gives,
    ``given`` what a cell takes of that, ``equations`` what it computes before its first product.
    """

    def __init__(
        self,
        n: Notation,
        of_input: tuple[Symbol, Symbol, Stack, Stack | None],
        of_state: tuple[Symbol, Symbol, Stack, Stack | None],
        levels: Expr,
        least: Expr | None = None,
    ) -> None:
        self.n, self.levels, self.least = n, levels, least
        self.factors: dict[Symbol, tuple[Expr, ...]] = {}
        self.given, self.begun = self._scale(of_input[0])
        found = self._whole(of_input, *self.given)
        of_states, equations = self._scale(of_state[0])
        self.equations = (*found, *equations, *self._whole(of_state, *of_states))

    def __call__(self, vector: Symbol, block: Symbol) -> Expr:
        *scales, x, w = self.factors[block]
        return Mul(*scales, dot(x, w), evaluate=False)

    def _scale(self, array: Symbol) -> tuple[tuple[Symbol, ...], tuple[Equation, ...]]:
        """Scale and zero of an array, of which every number is a whole one from 0 to the levels."""
        s, z = (self._number(sign, array, said) for sign, said in (("s", "scale"), ("z", "zero")))
        (high, low), equations = self._ends(array)
        step = where(high > low, (high - low) / self.levels, Integer(1))
        label, d = _label(array), s
        if self.least is not None:
            d = self._number("d", array, "step")
            equations.append(Equation(f"{label}-step", d, step))
            step = maximum(d, self.least)
        equations.append(Equation(f"{label}-scale", s, step))
        equations.append(Equation(f"{label}-zero", z, round(-low / d)))
        if self.least is None:
            return (s, z), tuple(equations)
        r, reciprocal = self._reciprocal(array, s)
        return (s, z, r), (*equations, reciprocal)

    def _ends(self, array: Symbol) -> tuple[tuple[Symbol, Symbol], list[Equation]]:
        """The largest and the smallest number of an array."""
        words = ("u", "largest number", "highest", highest), ("l", "least number", "lowest", lowest)
        equations = [
            Equation(f"{_label(array)}-{name}", self._number(sign, array, said), word(array))
            for sign, said, name, word in words
        ]
        high, low = (equation.left for equation in equations)
        return (high, low), equations

    def _whole(
        self, product: tuple[Symbol, Symbol, Stack, Stack | None], *of_array: Symbol
    ) -> list[Equation]:
        """The vector and the weights of a product in whole numbers, counted from their zeros."""
        _, vector, weights, scales = product
        s, z, *r = of_array
        # Where two whole numbers are as near, the zero decides in PyTorch which is even.
        rounded = round(vector * r[0] + z) if r else round(vector / s) + z
        equations = [self._numbers(vector, clip(rounded, Integer(0), self.levels) - z)]
        x = equations[0].left
        if scales is not None:
            for gate, block in weights.blocks.items():
                self.factors[block] = (s, scales.blocks[gate], x, block)
            return equations
        s_w = self._number("s", weights.whole, "scale")
        (high, low), ends = self._ends(weights.whole)
        scale = maximum(maximum(high, -low) / Rational(255, 2), Rational(1, 2**23))
        r_w, reciprocal = self._reciprocal(weights.whole, s_w)
        equations += [*ends, Equation(f"{_label(weights.whole)}-scale", s_w, scale), reciprocal]
        for block in weights.blocks.values():
            whole = clip(round(block * r_w), Integer(-128), Integer(127))
            equations.append(self._numbers(block, whole))
            self.factors[block] = (s, s_w, x, equations[-1].left)
        return equations

    def _reciprocal(self, array: Symbol, scale: Symbol) -> tuple[Symbol, Equation]:
        r = self._number("r", array, "reciprocal scale")
        return r, Equation(f"{_label(array)}-reciprocal", r, 1 / scale)

    def _number(self, sign: str, array: Symbol, said: str) -> Symbol:
        latex, meaning = self.n[array].latex, self.n[array].meaning
        return self.n.symbol(
            f"{sign}_{array}", f"{sign}_{{{latex}}}", "", f"{said} of the {meaning}"
        )

    def _numbers(self, array: Symbol, whole: Expr) -> Equation:
        latex, meaning, shape = self.n[array].latex, self.n[array].meaning, self.n[array].shape
        hat = rf"\hat {latex}" if latex[0].isalpha() else rf"\hat{{{latex}}}"
        q = self.n.symbol(f"q_{array}", hat, " ".join(shape), f"whole numbers of the {meaning}")
        return Equation(f"{_label(array)}-in-whole-numbers", q, whole)


def _label(symbol: Symbol) -> str:
    return str(symbol).replace("_", "-")
