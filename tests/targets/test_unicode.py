import sympy as sp
from sympy import evaluate, exp

from lstm_sym.notation import dot, over_time, where
from lstm_sym.targets.paper.unicode import UnicodePrinter, plain

names = {"f_t": "f_t", "c_t": "c_t", "x_t": "x_t", "W_i": "W_i"}
f, c, x, W = sp.symbols(" ".join(names), real=True)
printer = UnicodePrinter(names, {"sigma": "σ"}, lambda expr: True)


def test_an_expression_is_one_line_of_text() -> None:
    with evaluate(False):
        assert printer.print(f * c + dot(x, W)) == "f_t ⊙ c_t + x_t W_i"
        assert printer.print(sp.Function("sigma")(x)) == "σ(x_t)"
        assert printer.print(over_time(c)) == "(c_1, …, c_T)"
        assert printer.print(where(f, c, x)) == "c_t if f_t, else x_t"
        assert printer.print(1 / (1 + exp(-x))) == "1 / (1 + exp(-x_t))"


def test_the_sign_of_a_product_by_element_stands_between_arrays_alone() -> None:
    numbers = UnicodePrinter(names, {}, lambda expr: expr in (f, c))
    with evaluate(False):
        assert numbers.print(f * c) == "f_t ⊙ c_t"
        assert numbers.print(sp.Mul(x, f, c)) == "x_t f_t ⊙ c_t"
        assert numbers.print(sp.Mul(f, x, c)) == "f_t x_t c_t"
        assert numbers.print(2 * f) == "2 f_t"


def test_names_on_paper_become_plain_text() -> None:
    assert plain(r"\tilde c_t") == "c\u0303_t"
    assert plain(r"\mathrm{lstm\_output}") == "lstm_output"
    assert plain("h_{t-1}") == "h_{t-1}"
    assert plain(r"\sigma") == "σ"
