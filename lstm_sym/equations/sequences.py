"""The equations over time, for any cell: every framework does this with its cell in the same way.

A formulation brings its own names for the arrays and says which of the options it has.
"""

from sympy import Integer, Symbol, Tuple, evaluate

from lstm_sym.notation import Cell, Equation, Notation, Sequence, at, over_time, where
from lstm_sym.notation.quantities import Series

# Each option: what it decides, its default, its values.
CHOICES: dict[str, tuple[str, object, dict[object, str]]] = {
    "masked_output": (
        "what is output at a masked timestep",
        "previous",
        {
            "previous": "the output emitted one timestep before, zeros before the first",
            "state": "the hidden state, which the masked step has kept",
            "zero": "zeros",
        },
    ),
    "go_backwards": (
        "in which order the timesteps are processed",
        False,
        {
            False: "from the first to the last",
            True: "from the last to the first; the output is in the order of processing",
        },
    ),
    "return_sequences": (
        "what the output holds",
        True,
        {True: "the output of every timestep", False: "the output of the last timestep"},
    ),
}
ALL = ("mask", *CHOICES)
ABSENT = {"mask": False, "go_backwards": False, "return_sequences": True}


def sequence(
    cell: Cell,
    returns: str,
    inputs: tuple[Symbol, Symbol],
    states: tuple[Series, ...],
    results: tuple[Symbol, ...],
    options: tuple[str, ...] = (),
    name: str = "lstm",
    output: Series | None = None,
    inner: tuple[Series, ...] = (),
    batch: str = "batch",
    masked_output: str = "",
    begun: tuple[Equation, ...] = (),
) -> Sequence:
    """The cell over all timesteps, with those of the options that the formulation has.

    ``inputs`` are the sequences and their entry at timestep t; ``output`` is what is emitted, the
    first state unless it is named: another state, or what the cell returns and is not given.
    ``results`` are the output and the last states. States that are ``inner`` start at zero and are
    not returned. ``masked_output`` is what the source emits at a masked timestep where it leaves no
    choice; ``begun`` is what the cell is given of the sequences as a whole. Raises ValueError for
    options, states or results that do not go together.
    """
    n = cell.notation
    X, x_t = inputs
    refuse(cell, states, results, options)
    t = n.symbol("t", "t", "", "timestep, from 1 to T, in the order of processing")
    T = n.symbol("timesteps", "T", "", "number of timesteps")
    masks = n if "mask" in options else Notation(n.layout)
    M = masks.symbol("mask", "M", f"{batch} timesteps", "mask, true where a timestep counts")
    m_t = masks.symbol("m_t", "m_t", f"{batch} 1", "mask at timestep t: true where the step counts")
    h, (whole, *last) = output or states[0], results
    y = masks.series("y", " ".join(n[h.now].shape), "output")
    carried = (*states, *inner)
    alone = () if h in carried else (h,)  # what is emitted, if it is no state
    given_to_cell = [s.before for s in carried]
    carried = (*carried, *alone)
    before, now = Tuple(*(s.before for s in carried)), Tuple(*(s.now for s in carried))
    given = tuple(s.first for s in states)
    n.option("initial_state", "the states before the first timestep", gives=given)
    if "mask" in options:
        n.option("mask", "which timesteps count; all of them when absent", gives=(M,))
    for option in CHOICES:
        if option in options:
            n.option(option, *CHOICES[option])

    masked, unmasked = under(mask=True), under(mask=False)
    forwards, backwards = under(go_backwards=False), under(go_backwards=True)
    every, once = under(return_sequences=True), under(return_sequences=False)
    kept, state, zero = (under(masked_output=kind) for kind in CHOICES["masked_output"][2])
    taken = {e.label for e in cell.equations}
    label = label_of(whole, taken)

    with evaluate(False):  # keep every sum and product in the order written here
        step = cell(x_t, *(one for e in begun if (one := e.left) in cell.given), *given_to_cell)
        start = [
            *begun,
            *(
                Equation(f"initial-{n.word(s)}", s.first, Integer(0), {"initial_state": False})
                for s in states
            ),
            *(Equation(f"initial-{n.word(s)}", s.first, Integer(0)) for s in inner),
            *(Equation(f"initial-{n.word(s)}", s.first, Integer(0), masked) for s in alone),
        ]
        if not masked_output:  # else no timestep emits what was emitted before
            start.append(Equation("initial-output", y.first, Integer(0), masked))
        each = [
            Equation("input", x_t, at(X, t), forwards),
            Equation("input-backwards", x_t, at(X, T + 1 - t), backwards),
            Equation("step", now, step, unmasked),
            Equation("mask", m_t, at(M, t), masked | forwards),
            Equation("mask-backwards", m_t, at(M, T + 1 - t), masked | backwards),
            Equation("masked-step", now, where(m_t, step, before), masked),
            Equation("output-previous", y.now, where(m_t, h.now, y.before), masked | kept),
            Equation("output-state", y.now, h.now, masked | state),
            Equation("output-zero", y.now, where(m_t, h.now, Integer(0)), masked | zero),
        ]
        finish = [
            Equation(label, whole, over_time(h.now), every | unmasked),
            Equation(f"masked-{label}", whole, over_time(y.now), every | masked),
            Equation("last-output", whole, h.last, once | unmasked),
            Equation("masked-last-output", whole, y.last, once | masked),
            *(Equation(label_of(r, taken), r, s.last) for r, s in zip(last, states, strict=True)),
        ]
    offered = tuple(n.options[o] for o in ("initial_state", *ALL) if o in n.options)
    fixed = {**ABSENT, "masked_output": masked_output}
    parts = [only(part, options, fixed) for part in (start, each, finish)]
    return Sequence(name, returns, cell, (X,), offered, parts[0], parts[1], parts[2], results)


def refuse(
    cell: Cell, states: tuple[Series, ...], results: tuple[Symbol, ...], options: tuple[str, ...]
) -> None:
    """Raise ValueError for what the equations could not be written of."""
    odd = [option for option in options if option not in ALL]
    if odd:
        raise ValueError(f"options has {', '.join(odd)}, expected some of {', '.join(ALL)}")
    if not states:
        raise ValueError("states is empty, expected what n.series returns, in a tuple")
    if len(results) != len(states) + 1:
        last = ", ".join(f"the last {cell.notation.word(s)}" for s in states)
        raise ValueError(f"results has {len(results)} symbols, expected the output, {last}")
    shape = cell.notation[results[0]].shape
    if "return_sequences" in options and "timesteps?" not in shape:
        raise ValueError(
            f"{results[0]} has shape {' '.join(shape)!r}, and return_sequences=False leaves its "
            "last timestep alone: write timesteps? in place of timesteps"
        )


def only(
    equations: list[Equation], options: tuple[str, ...], fixed: dict[str, object]
) -> tuple[Equation, ...]:
    """The equations that hold where the other options are absent, without naming those."""
    kept = []
    for e in equations:
        absent = {k: v for k, v in e.when.items() if k not in (*options, "initial_state")}
        if all(fixed.get(k) == v for k, v in absent.items()):
            when = {k: v for k, v in e.when.items() if k not in absent}
            kept.append(Equation(e.label, e.left, e.right, when))
    return tuple(kept)


def under(**values: object) -> dict[str, object]:
    """The options under which an equation holds."""
    return values


# The labels that the equations over time have whatever the results are called.
FIXED = {
    *("initial-output", "input", "input-backwards", "step", "mask", "mask-backwards"),
    *("masked-step", "output-previous", "output-state", "output-zero", "last-output"),
    *("masked-last-output",),
}


def label_of(symbol: Symbol, taken: set[str]) -> str:
    """The name of a result as a label that no other equation has."""
    label = symbol.name.replace("_", "-").lower()
    return f"returned-{label}" if label in taken | FIXED else label
