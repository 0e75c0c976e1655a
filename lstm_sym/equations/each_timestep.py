"""A cell that has no state, at every timestep alike: what the layers around a recurrent one do."""

from sympy import Symbol, Tuple

from lstm_sym.notation import Cell, Equation, Sequence, at, over_time


def each_timestep(cell: Cell, name: str, returns: str, inputs: tuple[Symbol, ...]) -> Sequence:
    """The cell over all timesteps; ``inputs`` are the sequences of what it is given at each."""
    n = cell.notation
    t = n.symbol("t", "t", "", "timestep, from 1 to T")
    n.symbol("timesteps", "T", "", "number of timesteps")
    (y_t,) = cell.results
    shape = " ".join(n[y_t].shape).replace("batch", "batch timesteps")
    Y = n.symbol("output", "Y", shape, "output")
    of_time = [
        Equation(n[one].name.removesuffix("_t").replace("_", "-"), one, at(whole, t))
        for one, whole in zip(cell.given, inputs, strict=True)
    ]
    return Sequence(
        name,
        returns,
        cell,
        inputs,
        (),
        start=(),
        each=(*of_time, Equation("step", Tuple(y_t), cell(*cell.given))),
        finish=(Equation("output", Y, over_time(y_t)),),
        results=(Y,),
    )
