"""SymPy expression to NumPy source text for all timesteps of a chunk: time first, examples last.

Between them are the dimensions of an example, the last one first.
"""

import sympy as sp

from lstm_sym.targets.numpy.printer import NumpyPrinter


class ChunkPrinter(NumpyPrinter):
    """An array of units of all timesteps has them along the axis before the examples."""

    def __init__(self, *words: object, deep: bool = False) -> None:
        super().__init__(*words)  # type: ignore[arg-type]
        self.units = 1 if deep else -2

    def _print_row(self, expr: sp.Function) -> str:
        return f"np.expand_dims({self.print(expr.args[0])}, 2)"

    def _print_outer(self, expr: sp.Function) -> str:
        one, other = map(self.print, expr.args)
        return f'np.einsum("ti...,tj...->tji...", {one}, {other})'

    def _print_vecmat(self, expr: sp.Function) -> str:
        vector, matrix = map(self.print, expr.args)
        return f'np.einsum("ti...,tji...->tj...", {vector}, {matrix})'
