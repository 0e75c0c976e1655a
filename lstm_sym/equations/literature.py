"""What the papers' formulations share: a cell state, an output, one weight array of each kind."""

from lstm_sym.equations.sequences import sequence
from lstm_sym.layouts import Layout
from lstm_sym.notation import Cell, Formulation, Notation
from lstm_sym.notation.quantities import Series, Stack


class Paper(Notation):
    """The notation of a paper: input, output and cell state over time, stacked weights."""

    def __init__(
        self, layout: Layout, output: str = "h", recurrent: str = "U", seen: str = "output"
    ):
        super().__init__(layout)
        self.x_t = self.symbol("x_t", "x_t", "batch input_dim", "input at timestep t")
        self.output: Series = self.series(output, "batch units", "output")
        self.state: Series = self.series("c", "batch units", "cell state")
        self.W: Stack = self.stack("W", "W", "input_dim units", "weights of the input")
        self.R: Stack = self.stack(recurrent, recurrent, "units units", f"weights of the {seen}")
        self.b: Stack = self.stack("b", "b", "units", "bias")

    def formulation(
        self,
        name: str,
        title: str,
        sources: tuple[str, ...],
        cell: Cell,
        inner: tuple[Series, ...] = (),
    ) -> Formulation:
        """The paper's cell over all timesteps."""
        X = self.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
        output, c = self.output, self.state
        letter = self[output.now].name.removesuffix("_t")
        outputs = self.symbol(
            "outputs", letter, "batch timesteps units", "output of every timestep"
        )
        last = self.symbol(
            f"last_{letter}", rf"\mathrm{{last\_{letter}}}", "batch units", "last output"
        )
        last_c = self.symbol("last_c", r"\mathrm{last\_c}", "batch units", "last cell state")
        over_time = sequence(
            cell, "LSTMResult", (X, self.x_t), (output, c), (outputs, last, last_c), inner=inner
        )
        return Formulation(name, title, sources, cell, over_time)
