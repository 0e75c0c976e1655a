"""What was measured of each package, entered a second time: nothing here computes it."""

import pytest

from lstm_sym.packages import MEASURED

MASKED, AT_LENGTH = "as a mask says", "the last states are those at the length"
#: What most rows of a cell say, and the storages that say something else.
STATES = {
    "lstm": {
        "h, c": "",
        "c, h": "tensorflow1 flax dynet tensorflow1_coupled",
        "every h, every c": "mlx",
        "h": "chainer",
        "none": "thinc lasagne keras1",
    },
    "gru": {"h": "", "every h": "mlx", "none": "keras1"},
    "rnn": {"h": "", "every h": "mlx", "none": "keras1"},
}
FORGET = {
    "zeros": "",
    "ones": "keras keras1 chainer addons",
    "uniform": "pytorch equinox mlx paddle mindspore",
    "no layer begins": "onnx openvino nnabla_layer ncnn coreml",
}
HARD = {
    "none of the name": "",
    "hard_sigmoid": "keras pytorch flax equinox haiku tinygrad paddle mindspore",
    "hard_sigmoid_keras2": "nnabla chainer chainer_n_step thinc mxnet addons tfjs keras1",
}
PADDED = {
    "no lengths": "",
    MASKED: "keras keras1 addons lasagne tfjs",
    f"zeros; {AT_LENGTH}": "pytorch onnx tensorflow1 openvino paddle mindspore tensorflow1_coupled",
    f"what is computed of it; {AT_LENGTH}": "flax flax_nnx",
    "a list without padding": "chainer_n_step",
    "zeros": "thinc",
    "what is computed of it: lengths are ignored on a CPU": "mxnet",
}


def of(groups: dict[str, str], name: str) -> str:
    """What is said of a storage: what names it, else what names none."""
    named = [said for said, names in groups.items() if name in names.split()]
    return (named or [said for said, names in groups.items() if not names])[0]


@pytest.mark.parametrize("key", MEASURED, ids=" ".join)
def test_a_row_says_what_was_measured(key: tuple[str, str]) -> None:
    cell, name = key
    row = MEASURED[key]
    assert row.states == of(STATES[cell], name)
    assert (row.padded or "no lengths") == of(PADDED, name)
    if cell == "lstm":
        assert (row.forget_bias or "no layer begins") == of(FORGET, name)
        assert (row.hard_sigmoid or "none of the name") == of(HARD, name)
