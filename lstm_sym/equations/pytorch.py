"""One layer and direction of PyTorch's nn.LSTM; layers and directions are stacked around it.

Weights are stored transposed and there are two biases, of which only the sum matters. The mask is
what packed sequences are to the equations: true up to each length. `quantize_dynamic` makes
products of whole numbers of the products, and leaves the rest.
"""

from sympy import Integer, Rational, Symbol, evaluate

from lstm_sym.equations.activations import sigmoid, tanh
from lstm_sym.equations.sequences import sequence
from lstm_sym.equations.shared_scale import Products
from lstm_sym.layouts import PYTORCH
from lstm_sym.notation import Cell, Equation, Formulation, Notation, dot
from lstm_sym.notation.quantities import Option

SOURCES = (
    "PyTorch 2.13.0, torch/nn/modules/rnn.py, class LSTM",
    "PyTorch 2.13.0, torch/nn/utils/rnn.py, pack_padded_sequence and pad_packed_sequence",
)
OF_QUANTIZED = (
    "PyTorch 2.13.0, torch/ao/nn/quantized/dynamic/modules/rnn.py, class LSTM",
    "PyTorch 2.13.0, aten/src/ATen/native/quantized/cpu/qlinear_dynamic.cpp",
)


def layer(projected: bool = False, quantized: bool = False) -> Formulation:
    """The layer; with proj_size, which projects the output alone; or after quantize_dynamic."""
    n = Notation(PYTORCH)
    width = "proj_size" if projected else "hidden_size"
    x_t = n.symbol("x_t", "x_t", "batch input_size", "input at timestep t")
    h = _, h_tm1, h_t, _ = n.series("h", f"batch {width}", "hidden state")
    c = _, c_tm1, c_t, _ = n.series("c", "batch hidden_size", "cell state")
    W = n.stack(
        "weight_ih", r"W_{ih}", "input_size hidden_size", "weights of the input",
        "W_i{}", r"W_{{i{}}}^\top",
    )  # fmt: skip
    U = n.stack(
        "weight_hh", r"W_{hh}", f"{width} hidden_size", "weights of the hidden state",
        "W_h{}", r"W_{{h{}}}^\top",
    )  # fmt: skip
    b = n.stack("bias_ih", "b_{ih}", "hidden_size", "input bias", "b_i{}", "b_{{i{}}}")
    d = n.stack("bias_hh", "b_{hh}", "hidden_size", "hidden bias", "b_h{}", "b_{{h{}}}")
    if not quantized:  # quantize_dynamic refuses a layer without biases
        n.option("bias_ih", "whether the layer has biases", gives=(b.whole,))
        n.option("bias_hh", "whether the layer has biases", gives=(d.whole,))
    i_t = n.symbol("i_t", "i_t", "batch hidden_size", "input gate")
    f_t = n.symbol("f_t", "f_t", "batch hidden_size", "forget gate")
    g_t = n.symbol("g_t", "g_t", "batch hidden_size", "cell gate")
    o_t = n.symbol("o_t", "o_t", "batch hidden_size", "output gate")
    weights = [W.whole, U.whole]
    offered: tuple[str, ...] = ("mask", "go_backwards")
    times: Products | type[dot] = dot
    given: tuple[Symbol, ...] = ()
    begun: tuple[Equation, ...] = ()
    options: tuple[Option, ...] = ()
    with evaluate(False):  # keep every sum and product in the order written here
        output = o_t * tanh(c_t)
        if projected:
            P = n.stack(
                "weight_hr", r"W_{hr}", "hidden_size proj_size", "projection",
                "W_h{}", r"W_{{h{}}}^\top",
            )  # fmt: skip
            weights.append(P.whole)
            output = dot(output, P.r)
        X = n.symbol("input", "X", "batch timesteps input_size", "input sequences")
        before: tuple[Equation, ...] = (
            Equation("no-input-bias", b.whole, Integer(0), {"bias_ih": False}),
            Equation("no-hidden-bias", d.whole, Integer(0), {"bias_hh": False}),
        )
        if quantized:
            levels = n.number("levels", "Q", 127, "largest whole number of inputs and states")
            whole = (X, x_t, W, None), (h_tm1, h_tm1, U, None)
            times = Products(n, *whole, levels, least=Rational("6.1e-5"))
            given, begun, before = times.given, times.begun, times.equations
            options, offered = (n.options["levels"],), ("go_backwards",)
        cell = Cell(
            "lstm_cell",
            r"\mathrm{LSTMCell}",
            n,
            given=(x_t, *given, h_tm1, c_tm1),
            weights=(*weights, b.whole, d.whole),
            equations=(
                *before,
                Equation(
                    "input-gate", i_t, sigmoid(times(x_t, W.i) + b.i + times(h_tm1, U.i) + d.i)
                ),
                Equation(
                    "forget-gate", f_t, sigmoid(times(x_t, W.f) + b.f + times(h_tm1, U.f) + d.f)
                ),
                Equation("cell-gate", g_t, tanh(times(x_t, W.g) + b.g + times(h_tm1, U.g) + d.g)),
                Equation(
                    "output-gate", o_t, sigmoid(times(x_t, W.o) + b.o + times(h_tm1, U.o) + d.o)
                ),
                Equation("cell-state", c_t, f_t * c_tm1 + i_t * g_t),
                Equation("hidden-state", h_t, output),
            ),
            results=(h_t, c_t),
            options=options,
        )
    output = n.symbol("output", r"\mathrm{output}", f"batch timesteps {width}", "output")
    h_n = n.symbol("h_n", "h_n", f"batch {width}", "last hidden state")
    c_n = n.symbol("c_n", "c_n", "batch hidden_size", "last cell state")
    over_time = sequence(
        cell, "LayerResult", (X, x_t), (h, c), (output, h_n, c_n), offered, "lstm_layer",
        masked_output="zero", begun=begun,
    )  # fmt: skip
    name, title = "pytorch", "The LSTM of PyTorch"
    if projected:
        name, title = "pytorch_projection", "The LSTM of PyTorch with proj_size"
    if quantized:
        name, title = "pytorch_quantized", "The LSTM of PyTorch after quantize_dynamic"
    sources = OF_QUANTIZED if quantized else SOURCES
    return Formulation(name, title, sources, cell, over_time, f"{name}_layer")


plain, projection, quantized = layer(), layer(projected=True), layer(quantized=True)
