"""The cases of GRU and SimpleRNN, the layers of Keras with one state, for every exporter of them.

Runs on Python 3.6 and NumPy 1.16, in every environment.
"""

import cases
import recording

BLOCKS = {"GRU": 3, "SimpleRNN": 1}


def _case(name, kind, state=False, mask=False, previous=False, **words):
    words = dict({"units": 7, "return_sequences": True, "return_state": True}, **words)
    units, columns = words["units"], BLOCKS[kind] * words["units"]
    shapes = {"sequences": ((5, 7, 2) if mask else (3, 5, 2), 1.5)}
    if state:
        shapes["initial_h"] = (shapes["sequences"][0][0], units)
    shapes.update(kernel=(2, columns), recurrent_kernel=(units, columns))
    if words.get("use_bias", True):
        shapes["bias"] = ((2, columns) if words.get("reset_after") else (columns,), 0.5)
    if previous:
        shapes["previous_sequences"] = shapes["sequences"]
    arrays = recording.drawn(name, shapes)
    if mask:
        arrays["mask"] = cases.MASK
    return {"name": name, "kind": "ordinary", "class": kind, "layer": words, "arrays": arrays}


def gru(ending, reset_after, **words):
    """A GRU of one of the two kinds."""
    kind = "after" if reset_after else "before"
    return _case("gru-reset-%s%s" % (kind, ending), "GRU", reset_after=reset_after, **words)


def grus(reset_after):
    """The GRUs of one kind that every exporter runs."""
    yield gru("", reset_after)
    yield gru("-initial-state", reset_after, state=True)
    yield gru("-no-bias", reset_after, use_bias=False)
    yield gru("-go-backwards", reset_after, go_backwards=True)
    yield gru("-mask-initial-state", reset_after, state=True, mask=True, units=3)


def simple_rnn(ending, **words):
    """A SimpleRNN."""
    return _case("simple-rnn" + ending, "SimpleRNN", **words)


def simple_rnns():
    """The SimpleRNNs that every exporter runs."""
    yield simple_rnn("")
    yield simple_rnn("-initial-state", state=True)
    yield simple_rnn("-no-bias", use_bias=False)
    yield simple_rnn("-no-return-sequences", return_sequences=False)
    yield simple_rnn("-go-backwards", go_backwards=True)
    yield simple_rnn("-relu", activation="relu")
    yield simple_rnn("-unroll", unroll=True)
    yield simple_rnn("-stateful", stateful=True, previous=True)
    yield simple_rnn("-mask", mask=True, units=3)
    yield simple_rnn("-mask-initial-state", mask=True, state=True, units=3)
    # Where every timestep is masked, the last output is no state.
    last = {"units": 3, "return_sequences": False}
    yield simple_rnn("-mask-initial-state-last", mask=True, state=True, **last)
