import pytest

from lstm_sym.layouts import KERAS
from lstm_sym.notation import Notation


def test_a_name_that_is_no_identifier_is_refused() -> None:
    # SymPy would print c_{t-1} as the valid and wrong Python c_t-1.
    with pytest.raises(ValueError, match=r"'c_\{t-1\}' is not a Python identifier"):
        Notation(KERAS).symbol("c_{t-1}", "c_{t-1}", "batch units", "cell state")


def test_a_python_keyword_is_refused() -> None:
    with pytest.raises(ValueError, match="'lambda' is not a Python identifier"):
        Notation(KERAS).symbol("lambda", r"\lambda", "", "a number")


def test_a_name_is_declared_once() -> None:
    n = Notation(KERAS)
    n.symbol("x_t", "x_t", "batch input_dim", "input")
    with pytest.raises(ValueError, match="'x_t' is declared twice"):
        n.symbol("x_t", "x_t", "batch units", "another input")


def test_a_series_names_its_four_times() -> None:
    n = Notation(KERAS)
    names = [(n[symbol].name, n[symbol].latex) for symbol in n.series("h", "batch units", "state")]
    assert names == [("h_0", "h_0"), ("h_tm1", "h_{t-1}"), ("h_t", "h_t"), ("h_T", "h_T")]


def test_a_stack_calls_its_blocks_by_gate() -> None:
    n = Notation(KERAS)
    kernel = n.stack("kernel", "W", "input_dim units", "weights")
    assert n[kernel.i].name == "W_i"
    assert n[kernel.i].shape == ("input_dim", "units")
    assert n[kernel.whole].shape == ("input_dim", "4*units")
    assert list(kernel.blocks) == ["i", "f", "c", "o"]
    with pytest.raises(AttributeError, match="kernel has no block g; it has i, f, c, o"):
        kernel.g  # noqa: B018


def test_a_condition_on_an_unknown_option_is_refused() -> None:
    n = Notation(KERAS)
    n.option("go_backwards", "direction", False, {False: "forwards", True: "backwards"})
    assert n.when(go_backwards=True) == {"go_backwards": True}
    with pytest.raises(ValueError, match="no option go_backwards='yes'"):
        n.when(go_backwards="yes")
    with pytest.raises(ValueError, match="no option backwards=True"):
        n.when(backwards=True)
