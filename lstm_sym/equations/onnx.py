"""One direction of the LSTM operator of ONNX, as its specification states it.

The clip bounds what goes into an activation: five times, the cell state on its way into h among
them. DynamicQuantizeLSTM, which onnxruntime adds, does not bound the cell state; its products are
of whole numbers, its weights are such numbers, and their scales stand in arrays of their own.
"""

from sympy import Integer, Symbol, evaluate

from lstm_sym.equations.sequences import sequence
from lstm_sym.equations.shared_scale import Products
from lstm_sym.layouts import ONNX, ONNX_QUANTIZED
from lstm_sym.notation import Cell, Equation, Formulation, Notation, clip, dot

SOURCES = ("ONNX 1.23.2, docs/Operators.md, LSTM-22",)
OF_QUANTIZED = (
    "onnxruntime 1.32.0, docs/ContribOperators.md, com.microsoft.DynamicQuantizeLSTM",
    "onnxruntime 1.32.0, onnxruntime/contrib_ops/cpu/quantization/dynamic_quantize_lstm.cc",
)


def direction(quantized: bool = False) -> Formulation:
    """The operator, or DynamicQuantizeLSTM."""
    n = Notation(ONNX_QUANTIZED if quantized else ONNX)
    x_t = n.symbol("X_t", "x_t", "batch_size input_size", "input at timestep t")
    H = _, H_tm1, H_t, _ = n.series("H", "batch_size hidden_size", "hidden state")
    C = _, C_tm1, C_t, _ = n.series("C", "batch_size hidden_size", "cell state")
    W = n.stack("W", "W", "input_size hidden_size", "weights of the input", "", r"W_{}^\top")
    R = n.stack("R", "R", "hidden_size hidden_size", "recurrence weights", "", r"R_{}^\top")
    Wb = n.stack("Wb", "W_b", "hidden_size", "bias beside the input", "Wb_{}", "W_{{b{}}}")
    Rb = n.stack("Rb", "R_b", "hidden_size", "bias beside the hidden state", "Rb_{}", "R_{{b{}}}")
    P = n.stack("P", "P", "hidden_size", "peephole weights")
    n.option("P", "whether the gates have peepholes", gives=(P.whole,))
    k = n.number("clip", "k", float("inf"), "bound on the argument of each activation")
    input_forget = n.option(
        "input_forget",
        "whether the input and the forget gate are coupled",
        False,
        {False: "they are not", True: "the forget gate is what the input gate leaves"},
    )
    f = n.function("f", "f", "sigmoid", "activation of the three gates")
    g = n.function("g", "g", "tanh", "activation of the cell gate")
    h = n.function("h", "h", "tanh", "activation of the cell state")
    i_t = n.symbol("i_t", "i_t", "batch_size hidden_size", "input gate")
    f_t = n.symbol("f_t", "f_t", "batch_size hidden_size", "forget gate")
    c_t = n.symbol("c_t", "c_t", "batch_size hidden_size", "cell gate")
    o_t = n.symbol("o_t", "o_t", "batch_size hidden_size", "output gate")
    sums = {
        gate: n.symbol(
            f"{gate}_sum", rf"\bar {gate}_t", "batch_size hidden_size", f"net input of gate {gate}"
        )
        for gate in "iofc"
    }
    i_sum, o_sum, f_sum, c_sum = sums.values()
    X = n.symbol("X", "X", "batch_size timesteps input_size", "input sequences")
    coupled, free = n.when(input_forget=True), n.when(input_forget=False)
    weights = [W.whole, R.whole, Wb.whole, Rb.whole, P.whole]
    times: Products | type[dot] = dot
    given: tuple[Symbol, ...] = ()
    begun: tuple[Equation, ...] = ()
    before: tuple[Equation, ...] = ()

    with evaluate(False):  # keep every sum and product in the order written here
        if quantized:
            s_W, s_R = (
                n.stack(f"{one}_scale", f"s_{one}", "hidden_size", f"scales of {one}", "", paper)
                for one, paper in (("W", r"s_{{W{}}}"), ("R", r"s_{{R{}}}"))
            )
            weights += [s_W.whole, s_R.whole]
            whole = (X, x_t, W, s_W), (H_tm1, H_tm1, R, s_R)
            times = Products(n, *whole, levels=Integer(255))
            given, begun, before = times.given, times.begun, times.equations
        i_right = times(x_t, W.i) + times(H_tm1, R.i) + P.i * C_tm1 + Wb.i + Rb.i
        f_right = times(x_t, W.f) + times(H_tm1, R.f) + P.f * C_tm1 + Wb.f + Rb.f
        o_right = times(x_t, W.o) + times(H_tm1, R.o) + P.o * C_t + Wb.o + Rb.o
        c_right = times(x_t, W.c) + times(H_tm1, R.c) + Wb.c + Rb.c
        cell = Cell(
            "lstm_cell",
            r"\mathrm{LSTMCell}",
            n,
            given=(x_t, *given, H_tm1, C_tm1),
            weights=tuple(weights),
            equations=(
                Equation("no-peepholes", P.whole, Integer(0), n.when(P=False)),
                *before,
                Equation("input-sum", i_sum, i_right),
                Equation("input-gate", i_t, f(clip(i_sum, -k, k))),
                Equation("forget-sum", f_sum, f_right, free),
                Equation("forget-gate", f_t, f(clip(f_sum, -k, k)), free),
                Equation("coupled-forget-gate", f_t, 1 - i_t, coupled),
                Equation("cell-sum", c_sum, c_right),
                Equation("cell-gate", c_t, g(clip(c_sum, -k, k))),
                Equation("cell-state", C_t, f_t * C_tm1 + i_t * c_t),
                Equation("output-sum", o_sum, o_right),
                Equation("output-gate", o_t, f(clip(o_sum, -k, k))),
                Equation("hidden-state", H_t, o_t * h(C_t if quantized else clip(C_t, -k, k))),
            ),
            results=(H_t, C_t),
            options=(n.options["clip"], input_forget),
        )
    Y = n.symbol("Y", "Y", "batch_size timesteps hidden_size", "output")
    Y_h = n.symbol("Y_h", "Y_h", "batch_size hidden_size", "last hidden state")
    Y_c = n.symbol("Y_c", "Y_c", "batch_size hidden_size", "last cell state")
    over_time = sequence(
        cell, "LSTMResult", (X, x_t), (H, C), (Y, Y_h, Y_c),
        ("go_backwards",) if quantized else ("mask", "go_backwards"), batch="batch_size",
        masked_output="zero", begun=begun,
    )  # fmt: skip
    if quantized:
        title = "The DynamicQuantizeLSTM that onnxruntime adds to ONNX"
        return Formulation("onnx_quantized", title, OF_QUANTIZED, cell, over_time)
    return Formulation(
        "onnx", "The LSTM operator of ONNX", SOURCES, cell, over_time, "onnx_direction"
    )


formulation, quantized = direction(), direction(quantized=True)
