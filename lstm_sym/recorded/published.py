"""Records of cells that their authors publish: minGRU-pytorch's."""

from collections.abc import Iterator

from lstm_sym.recorded.case import Case
from lstm_sym.recorded.record import Array, Record


def mingru(record: Record) -> Iterator[Case]:
    """The case of minGRU or minLSTM, of all timesteps at once or of one after the other."""
    a, cell = record.arrays, record.words["cell"].lower()
    given = {"x": a["x"]}
    given |= {name.removesuffix(".weight"): a[name] for name in a if name.endswith(".weight")}
    if "prev_hidden" in a:
        before = a["prev_hidden"][:, 0]
        # All at once, minLSTM takes a given state for what a candidate is made of.
        is_sum = cell == "minlstm" and record.words["way"] == "parallel"
        given["h_0"] = made_positive(before) if is_sum else before
    options = {"initial_state": "h_0" in given}
    expected = {"out": a["out"], "next_prev_hidden": a["next_prev_hidden"][:, 0]}
    yield record.case(cell, given, options, {}, expected)


def made_positive(x: Array) -> Array:
    """What the package's function g gives for numbers above zero."""
    return x + x.dtype.type(0.5)
