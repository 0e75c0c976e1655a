"""Mutants that are no faults: each is equal to the original, for a reason that is given here.

An entry that no surviving mutant fits is stale, and the proof fails.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lstm_sym.passes.quantised import FEWER
from lstm_sym.proofs import gradients, page_back
from lstm_sym.proofs.kills import Outcome, survivors


@dataclass(frozen=True)
class Equivalent:
    """Mutants by what their text begins with, or by a pattern of it, and why they are equal.

    The text has the equation or the line as it reads, and the change; not where in the line.
    """

    begins: tuple[str, ...]
    reason: str
    pattern: str = ""

    def fits(self, one: Outcome) -> bool:
        text = COLUMN.sub("", one.mutant)
        if self.pattern:
            return re.fullmatch(self.pattern, text) is not None
        return text.startswith(self.begins)


COLUMN = re.compile(r", column \d+(?=[:,])")
IN_BITS = tuple(bits.suffix for bits in FEWER)
STEP = r"\w+ fast NumPy: step\w*, "

EQUIVALENT = (
    Equivalent(
        tuple(
            f"{name}{bits} equation: initial-output: drop a condition: mask"
            for name in ("keras", "gru", "simple_rnn")
            for bits in ("", *IN_BITS)
        ),
        "y at time 0 is read only where a mask is given",
    ),
    Equivalent(
        tuple(
            f"{name}{bits} NumPy: {function}, if mask is not None:: exchange a name: mask -> "
            for name, function in (("keras", "lstm"), ("gru", "gru"), ("simple_rnn", "simple_rnn"))
            for bits in ("", *IN_BITS)
        ),
        "y at time 0 is made, though nobody reads it without a mask",
    ),
    Equivalent(
        (),
        "an array of one block is that block",
        r"simple_rnn (equation: hidden-state: exchange a symbol: .* -> "
        r".*(\(x_t, kernel\)|\(bias \+|\(h_tm1, recurrent_kernel\)).*"
        r"|NumPy: .*: exchange a name: (W_h -> kernel|U_h -> recurrent_kernel|b_h -> bias))",
    ),
    Equivalent(
        (
            "wikipedia_peephole equation: initial-output: ",
            "wikipedia_peephole LaTeX: initial-output: add one to a number",
            r"wikipedia_peephole LaTeX: step: exchange a name: (h_t, c_t) = "
            r"\mathrm{LSTM}(x_t, h_{t-1}, c_{t-1}) -> "
            r"(h_t, c_t) = \mathrm{LSTM} ( x _ t , c _ { t - 1 } , c",
        ),
        "no equation reads h one timestep before: the printed peephole LSTM forgets h",
    ),
    Equivalent(
        ("wikipedia_peephole gradients LaTeX: output: ",),
        "no equation backwards reads the value of h: the printed peephole LSTM forgets it",
    ),
    Equivalent(
        tuple(f"greff2015 equation: gate-recurrence-{g}: drop a condition" for g in "ifo"),
        "what the gates see of gates is read only in the variant FGR",
    ),
    Equivalent(
        tuple(f"greff2015 equation: no-r-from-{g}: add one to a number" for g in "ifo"),
        "read only in the variant FGR, whose matrices every case gives",
    ),
    Equivalent(
        tuple(
            f"{name} equation: forget-sum: drop a condition: input_forget"
            for name in ("onnx", "onnx_quantized")
        ),
        "the forget gate's sum is read only by the forget gate",
    ),
    Equivalent(
        tuple(
            f"{name} NumPy: lstm_layer, return {result}(output, h_n, c_n): "
            f"exchange a name: {of}_n -> {of}_t"
            for name in (
                *("pytorch", "pytorch_projection", "pytorch_quantized"),
                *(f"pytorch{bits}" for bits in IN_BITS),
            )
            for result in ("LSTMResult", "LayerResult")
            for of in "hc"
        ),
        "h_n is h_t of the last timestep, and c_n is c_t",
    ),
    Equivalent(
        (
            "bidirectional NumPy: bidirectional, output = merged  # output: ",
            'bidirectional NumPy: bidirectional, output = merged[:, sizes.last("timesteps")]  '
            "# last-output: ",
        ),
        "merged is what merged_t holds, which the code computes for all timesteps at once",
    ),
    Equivalent(
        (r"bidirectional LaTeX: backward-as-it-runs: change a sign: b_t = B_t -> b_t = B _ T",),
        "where this equation holds, the last timestep alone is returned",
    ),
    Equivalent(
        (
            "stacked equation: between: drop the call: ",
            "stacked equation: layer-input: exchange a symbol: ",
            r"stacked LaTeX: between: lose a name: x^{(l)}_t = \mathrm{between}(y^{(l-1)}_t)"
            " -> x^{(l)}_t = ",
        ),
        "the input of a layer is the output of the layer below, under either name",
    ),
    Equivalent(
        (
            "activations formula: softsign: change a sign: x/(absolute(x) + 1) -> x/(absolute(-x)",
            "activations formula: hard_shrink: change a sign: where(absolute(x) > threshold, x, 0)"
            " -> where(absolute(-x)",
            "activations formula: squareplus: change a sign: (x + sqrt(b + x**2))/2**1 -> "
            "(x + sqrt(b + (-x)**2))",
        ),
        "|-x| is |x|, and (-x)**2 is x**2",
    ),
    Equivalent(
        (r"activations LaTeX derivative: sparse_sigmoid: add one to a number: ",),
        "(x + 1) / 2 and (x + 1) / 3 are up to 0 for the same x",
    ),
    Equivalent(
        (),
        "no number is below the least whole one: the range that is divided begins there",
        r"\w+_quantized equation: [\w-]+-in-whole-numbers: reverse the arguments: .*clip.*",
    ),
    Equivalent(
        (),
        "the scale is that of the largest number, which is as many steps as there may be",
        r"\w+_eight equation: [\w-]+-in-eight-bits: drop a function: saturate\(.*",
    ),
    Equivalent(
        (),
        "what the reset gate leaves is rounded for a product that is taken only there",
        r"gru_(eight|bfloat16) equation: candidate-reset-before-vector: drop a condition: .*",
    ),
    Equivalent(
        (),
        "no weight is below -128: the scale is that of the largest",
        r"pytorch_quantized LaTeX: W-\w+-in-whole-numbers: add one to a number: .*- 129 \).*",
    ),
    Equivalent(
        (),
        "a number is above 255 only where two halves are rounded up",
        r"onnx_quantized (equation|LaTeX): \w+-\w+-in-whole-numbers: add one to a number: .*"
        r"\b256\b.*",
    ),
    Equivalent(
        (),
        "the zero is taken away again, and nothing is clipped where the two scales differ",
        r"pytorch_quantized (equation|LaTeX): [\w-]+-zero: exchange a (symbol|name): .*",
    ),
    Equivalent(
        (),
        "a range without length holds zeros alone, which any scale leaves zeros",
        r"\w+_quantized (equation|LaTeX|NumPy): .*-(scale|step).*: add one to a number: .*\b2\b.*",
    ),
    Equivalent(
        ("slstm NumPy: slstm, m_t = m_tm1  # no-stabilizer: drop a statement: ",),
        "without the stabilizer its state stays what it was",
    ),
    Equivalent(
        (),
        "an exponent that is at most zero gives at most one",
        r"slstm gradients: backwards_true, i_t = np\.minimum\(.*: add one to a number: 1 -> 2",
    ),
    Equivalent(
        (),
        "the stabilizer is the larger of two: where it is not the one, it is the other",
        r"slstm gradients LaTeX: gradient-(m-t|l-t|i-sum): exchange a name: .*"
        r"(e \^ \{ l _ t - \\tilde i _ t \}|e \^ \{ \\tilde i _ t - l _ t \}"
        r"|\\text\{if \} m _ t > l _ t).*",
    ),
    Equivalent(
        (),
        "NumPy's number computes as Python's",
        r"\w+_quantized NumPy: .*: drop a call: float\((np\..*)\) -> \1",
    ),
    Equivalent(
        (),
        "what leads to the stabilizer is read only by it",
        r"[ms]lstm equation: log-\w+: drop a condition: stabilized",
    ),
    Equivalent(
        (),
        "the stabilizer is never below the sum of the input gate",
        r"[ms]lstm .*input-gate.*: add one to a number: .*",
    ),
    Equivalent(
        (),
        "where anything is kept, what is kept is never above the stabilizer",
        r"[ms]lstm .*forget-gate: (add one to a number: .*|exchange a symbol: .*-i_sum \+ l_t.*)",
    ),
    Equivalent(
        (),
        "the slice ends with the last block",
        STEP + r"\w+ = (?:blocks|array\[\"\w+\"\])\[\d:(\d)\]: add one to a number: \1 -> \d",
    ),
    Equivalent(
        (),
        "without a mask a state's new value stands where the one before stood",
        STEP + r".*: exchange (a name|the branches): .*\b(\w+)_t\)? -> .*\2_tm1\)?",
    ),
    Equivalent(
        (),
        "no bias that is added there has rows",
        r"C( in fewer bits)?: .*, const size_t row = 0;: change a number: 0 -> 1",
    ),
    Equivalent(
        (),
        "a second buffer holds the same numbers",
        r"C( in fewer bits)?: .*, (static const int TWICE.*|(0, )+0};.*): change a number: 0 -> 1",
    ),
    Equivalent(
        (),
        "what is written over there was read by the stage before",
        r"C( in fewer bits)?: "
        r"lstm_c/cells/(\w+_projection\w*|gru_no_reset_after\w*|layer_norm_\w+)\.c, "
        r"static const int TWICE.*: change a number: 1 -> 0",
    ),
    Equivalent(
        (),
        "in the variant NIAF the block input is its sum",
        r"C( in fewer bits)?: .*/greff2015_niaf\w*\.\w, .*: exchange a name: z_t -> z_z",
    ),
    Equivalent(
        (),
        "without a stabilizer its state stays what it was",
        r"C: .*/[ms]lstm_no_stabilized\w*\.\w, .*: exchange a name: m_t -> m_tm1",
    ),
    Equivalent(
        ("C: lstm_c/cells/pytorch_projection_layer.c, PACKED_f32(proj_size, 0.0f);: exchange",),
        "0 is packed for every unit",
    ),
    Equivalent(
        (),
        "the last entry is read of no column",
        r"C( in fewer bits)?: .*, (static const int SIZE_OF_COLUMN.*|(SIZE_\d, )+0};.*): "
        r"change a number: 0 -> 1",
    ),
    Equivalent(
        (),
        "a stage without sums reads no vector",
        r"C: .*, \{\{0\}(, \{0\})*\},.*: change a number: 0 -> 1",
    ),
    Equivalent(
        (),
        "a state that stays is written over itself",
        r"C: .*/mlstm_no_stabilized_small\.h, for \(size_t unit = 0; unit < 1; unit\+\+\) \{: "
        r"change a number: (0 -> 1|1 -> 0)",
    ),
    Equivalent(
        (),
        "what is written over is not needed any more",
        STEP
        + r"(add|maximum)\((f_t|s_\d+), .*\2\)  # [\w-]+: exchange a name: \2 -> (i_f|\2(_\d+)+)",
    ),
    Equivalent(
        (),
        "a result is written to the same numbers by another view of them",
        STEP + r"\w+\(.*\)  # [\w-]+: exchange a name: (\w+) -> \1_(row|column)",
    ),
    Equivalent(
        (),
        "an array of one column is the same with its first two dimensions exchanged",
        STEP + r"f_sum_row = f_sum\[:, np\.newaxis\]: reverse the order: .*",
    ),
    Equivalent(
        (),
        "an exponential is its own derivative",
        r"mlstm gradients: backwards_true, .*: exchange a name: ([if]_t) -> \1_by_\w+",
    ),
    Equivalent(
        (),
        "keys have as many columns as before they are scaled",
        r"mlstm gradients: backwards_\w+, slope.*k_sum\.shape.*: exchange a name: k_sum -> k_t",
    ),
    Equivalent(
        (),
        "no equation reads h one timestep before",
        r"mlstm gradients: backwards_\w+, d_h_tm1 = np\.zeros_like\(g_h_t\).*: exchange a name: .*",
    ),
    Equivalent(
        (),
        "the module has the same tanh of NumPy by this name",
        r'\w+ gradients: backwards, tanh = function\["tanh"\]: drop a statement: .*',
    ),
    Equivalent(
        (),
        "the four gates are divided by the same deviation",
        r"layer_norm_addons fast NumPy: step\w*, divide\(\w+, s_\d+, \w+\)  # output-gate-.*: "
        r"exchange a name: s_\d+ -> s_\d+",
    ),
)


def reason(one: Outcome) -> str:
    """Why a mutant is equal to the original; empty where nothing says so."""
    name, _, kind = one.kind.partition(" ")
    of_names = gradients.equal(name) if kind == "gradients" else {}
    if kind == "gradients LaTeX" and (of_text := page_back.equal(one.mutant)):
        return of_text
    listed = (entry.reason for entry in EQUIVALENT if entry.fits(one))
    return of_names.get(one.mutant) or next(listed, "")


def stale(outcomes: Iterable[Outcome]) -> list[str]:
    """Reasons that no surviving mutant needs."""
    left = survivors(outcomes)
    return [entry.reason for entry in EQUIVALENT if not any(entry.fits(one) for one in left)]
