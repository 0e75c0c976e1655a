"""Drawn cells of users: each is refused with its line, or computes what SymPy computes of it."""

import re
import signal
import sys
import tempfile
from pathlib import Path
from types import ModuleType

import hypothesis.strategies as st
import numpy as np
import pytest
import sympy as sp
from hypothesis import Phase, given, settings
from math_core import LatexToMathML

from lstm_sym import own_cell
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.manifest import write as manifest
from lstm_sym.notation import Formulation, dot
from lstm_sym.notation.words import MEANING
from lstm_sym.passes.expand import expand
from lstm_sym.proofs import calls

TEMPLATE = """
from sympy import (
    Abs, And, E, Eq, Heaviside, I, Integer, Max, Min, Piecewise, Rational, cos, evaluate, exp, log,
    oo, pi, sin, sqrt, tanh,
)
from sympy import sign as sympys_sign

from lstm_sym.equations.activations import gelu, relu, selu, sigmoid, softplus, threshold
from lstm_sym.equations.sequences import ALL, sequence
from lstm_sym.layouts import uniform
from lstm_sym.notation import (
    Cell, Equation, Formulation, Notation, absolute, clip, dot, maximum, minimum, sign, where,
)

n = Notation(uniform("mine", "fh", {arrays!r}, "my own"))
h = h_0, h_tm1, h_t, h_T = n.series({series!r}, "batch units", {state!r})
x_t = n.symbol("x_t", {x!r}, "batch input_dim", {input!r})
W = n.stack({kernel!r}, "W", "input_dim units", {weights!r}, "W_{{}}")
U = n.stack("recurrent_kernel", {U!r}, "units units", "weights of the state", "U_{{}}")
b = n.stack("bias", "b", "units", "bias")
alpha = n.number({alpha!r}, r"\\alpha", 0.75, {number!r})
phi = n.function({phi!r}, r"\\phi", {default!r}, "what is done at the end")
f_t = n.symbol({gate!r}, {f!r}, "batch units", {meaning!r})
g_t = n.symbol({candidate!r}, "g_t", "batch units", "candidate")
with evaluate({evaluated!r}):
    gate = Equation({label!r}, f_t, sigmoid(dot(x_t, W.f) + dot(h_tm1, U.f) + b.f))
    new = Equation("candidate", g_t, {expression})
    state = Equation("state", h_t, phi(f_t * g_t + {further}))
weights, equations = (W.whole, U.whole, b.whole), (gate, new, state)
cell = Cell(
    {cell!r}, r"\\mathrm{{Mine}}", n, (x_t, h_tm1), weights, equations, (h_t,),
    (n.options[{alpha!r}],),
)
X = n.symbol("sequences", "X", "batch timesteps input_dim", "input sequences")
output = n.symbol({result!r}, r"\\mathrm{{output}}", "batch timesteps? units", "output")
last = n.symbol("last", r"\\mathrm{{last}}", "batch units", "last state")
over_time = sequence(
    cell, {returns!r}, (X, x_t), (h,), (output, last), {options}, name={sequence!r}
)
formulation = Formulation({formulation!r}, {title!r}, ({source!r},), cell, over_time)
"""
PLAIN = {
    "arrays": "kernel recurrent_kernel bias",
    "series": "h",
    "state": "hidden state",
    "x": "x_t",
    "input": "input at timestep t",
    "kernel": "kernel",
    "weights": "weights of the input",
    "U": "U",
    "alpha": "alpha",
    "number": "a number",
    "phi": "phi",
    "default": "tanh",
    "gate": "f_t",
    "f": "f_t",
    "meaning": "forget gate",
    "candidate": "g_t",
    "label": "forget-gate",
    "cell": "mine_cell",
    "result": "output",
    "returns": "MineResult",
    "sequence": "mine",
    "formulation": "mine",
    "title": "My own",
    "source": "my paper",
}


#: Of a processor, for one drawn cell; most take less than one.
SECONDS = 60


def words(text: str) -> list[str]:
    return text.split()


NAMES = st.sampled_from(
    words(
        "np math sizes Sizes mask t timesteps sigmoid tanh choice elementwise number several "
        "Activation NamedTuple Array range tuple float int str bool list len max input print self "
        "cls result x h_0 h_tm1 y_t m_t W_f b_h lambda None match _x __x h fast Fast state weights "
        "options functions activations prepare convolve erfc relu MineResult mine mine_cell keras "
        "numpy lstm_numpy output alphaS ALPHAS σ_t ﬁ x² größe n dot over_time where at concat exp "
        "pi E I"
    )
) | st.text(max_size=3)
HOSTILE = [
    *("a, b; c. (d): e!", "", " ", "x # forget-gate", "  # candidate", "100 % of it", "$x_1^2$"),
    *(r"\url{http://a.org/~b_c}", r"\theta", "\theta", "\\", '"', '"""', "'", r'a"""\"""', "{}"),
    *("two\nlines", ">>> import this", "{", "}", "%s", "<b>&amp;</b>", "*/ // /*", "-->", "`x`"),
    *("\x00", "\x07", "\ud800", "\ue000", "öäü", "ℏ", "h", "\u2028", "\u200b"),
]
TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=12)
PAPER = st.sampled_from(
    words(
        r"f_t f_{t f} f_ f^ f_t_t f_{t}^2 f^{a}^{b} \mathrm{f}_t \tilde{f}_t \ f% f#1 $f$ f&g "
        r"\left(f \{f f' f'_t {f}_t {f_t}_t _t f_\mathrm{t} W^{x} \hat{W} W_x"
    )
) | st.text(max_size=4)
LABELS = st.sampled_from(
    [*words("candidate state input step zero output last ü x# - _"), "a b", ""]
)
SLOTS = {
    **dict.fromkeys(("series", "kernel", "alpha", "phi", "gate", "candidate", "cell"), NAMES),
    **dict.fromkeys(("result", "returns", "sequence", "formulation"), NAMES),
    **dict.fromkeys(("state", "input", "weights", "number", "meaning", "title", "source"), TEXTS),
    **dict.fromkeys(("x", "f", "U"), PAPER),
    "label": LABELS,
    "default": st.sampled_from(["linear", "relu", "softplus", "threshold", "nothing", ""]),
}
USUAL = words(
    "h_tm1 dot(x_t,W.h) dot(f_t*h_tm1,U.h) dot(x_t,W.h+W.f) b.h+h_tm1 f_t alpha 1 2 -1 pi E "
    'Rational(1,3) Rational("0.1") Rational("1.7159") Rational("0.1234567890123456789012345") '
    "sqrt(2) log(2) exp(1) Integer(10)**20 Rational(-2,7) Integer(0)"
)
ODD = words("0.1 oo I x_t h_t W.h Integer(10)**400 Rational(1,10**400) True None")
ATOMS = st.sampled_from(8 * USUAL + ODD)
SINGLE = words(
    "-({}) ({})**2 ({})**3 ({})**-1 ({})**-2 ({})**Rational(1,2) ({})**Rational(-1,2) sqrt({}) "
    "exp({}) log({}) tanh({}) sigmoid({}) relu({}) softplus({}) gelu({}) selu({}) phi({}) "
    "absolute({}) sign({}) clip({},-1,1) clip({},-alpha,alpha) 1/sqrt(1+({})**2) log(1+exp({})) "
    "({})**4 ({})**0 ({})**1 1-({}) ({})/3 Rational(2,3)*({}) 1/(2+absolute({}))"
)
ODD_SINGLE = words(
    "Abs({}) abs({}) sin({}) cos({}) Heaviside({}) sympys_sign({}) threshold({}) ({})**0.5 "
    "({})**Rational(1,3) 2**({}) E**({}) 0.5*({})"
)
PAIRS = words(
    "({})+({}) ({})-({}) ({})*({}) ({})/({}) maximum({},{}) minimum({},{}) "
    "where(h_tm1>f_t,{},{}) where(({})<=({}),1,0) ({})/(1+absolute({}))"
)
ODD_PAIRS = words(
    "Max({},{}) Min({},{}) ({})**({}) where({},{},2) Eq({},{}) ({})>({}) where(Eq({},{}),1,2) "
    "Piecewise(({},h_tm1>0),({},True)) where(And(h_tm1>0,f_t>0),{},{})"
)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Larger expressions; what SymPy has and the notation has not is drawn less often."""
    one = st.tuples(st.sampled_from(6 * SINGLE + ODD_SINGLE), inner)
    two = st.tuples(st.sampled_from(12 * PAIRS + ODD_PAIRS), inner, inner)
    return (one | two).map(lambda drawn: drawn[0].format(*drawn[1:]))


EXPRESSIONS = st.recursive(ATOMS, grown, max_leaves=5)
CELLS = st.fixed_dictionaries(
    {
        "changes": st.lists(st.sampled_from(sorted(SLOTS)), max_size=1).flatmap(
            lambda names: st.fixed_dictionaries({name: SLOTS[name] for name in names})
        ),
        "evaluated": st.booleans(),
        "expression": EXPRESSIONS,
        "further": st.just("(1 - f_t) * h_tm1") | EXPRESSIONS,
        "options": st.sampled_from(["()", "()", "ALL"]),
    }
)


def text_of(drawn: dict) -> str:
    """The user's module."""
    slots = PLAIN | drawn["changes"]
    slots["arrays"] = f"{slots['kernel']} recurrent_kernel bias"
    words = {name: drawn[name] for name in ("evaluated", "expression", "further", "options")}
    return TEMPLATE.format(**slots, **words)


def test_a_drawn_cell_is_refused_with_its_line_or_is_right() -> None:
    printed = []

    # Without a search for a smaller cell, which takes minutes: the message has the cell's text.
    @settings(
        max_examples=60, deadline=None, derandomize=True, database=None, phases=[Phase.generate]
    )
    @given(CELLS)
    def each(drawn: dict) -> None:
        printed.append(in_time(text_of(drawn)))

    each()
    said = f"of {len(printed)} drawn cells {sum(printed)} were printed"
    assert len(printed) >= 60, said
    assert 20 <= sum(printed) < len(printed), said


class Late(BaseException):
    """A cell takes too long; no Exception, which is taken for a fault of the cell's file."""


def in_time(text: str) -> bool:
    """What `holds` says; raises `Late`, with the cell, where it takes too long."""

    def late(*_: object) -> None:
        raise Late(f"{SECONDS} s of a processor are not enough for this cell:\n{text}")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        return holds(text)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def test_a_cell_that_takes_too_long_is_shown(monkeypatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "SECONDS", 0.01)
    drawn = {"changes": {}, "evaluated": False, "expression": "h_tm1", "further": "b.h"}
    with pytest.raises(Late, match=r"not enough for this cell:\n[^$]*Cell\("):
        in_time(text_of(drawn | {"options": "ALL"}))


def holds(text: str) -> bool:
    """Raise AssertionError for the third outcome; say whether the cell was printed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "own.py")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            printed, refused = own_cell.printed(path), ""
        except own_cell.OwnCellError as error:
            refused = str(error)
    assert "the printed code is not" not in refused, refused
    if refused:
        assert re.search(r"own\.py, line \d+: ", refused), refused
        return False
    stated, files = printed.stated, printed.files
    assert "is not what the equations say" not in printed.without, printed.without
    assert bool(printed.without) != (f"{stated.module}_fast.py" in files)
    compared(stated, {name: text for name, text in files.items() if name.endswith(".py")})
    converter = LatexToMathML()
    printers = manifest.printers(stated)
    for equation in stated.equations:
        entry = manifest.of_formulation(stated, equation, [], "", printers)
        converter.convert_with_local_state(entry.latex, displaystyle=True)
    return True


class Undefined(ArithmeticError):
    """A term is no real number, or none that a float holds."""


def compared(stated: Formulation, files: dict[str, str]) -> None:
    """Raise AssertionError unless the printed code computes what SymPy does, at 50 digits."""
    text = files[f"{stated.module}.py"]
    texts = {name.removesuffix(".py"): text for name, text in sorted(files.items(), reverse=True)}
    with calls.together(texts) as modules, np.errstate(all="ignore"):
        compared_with_sympy(stated, modules[stated.module], len(text))


def compared_with_sympy(stated: Formulation, printed: ModuleType, seed: int) -> None:
    random = np.random.default_rng(seed)
    n = stated.notation
    given = {
        s.name: random.normal(size=[int(d[0]) if d[0] in "24" else 1 for d in n[s].shape])
        for s in (*stated.cell.given, *stated.cell.weights)
    }
    found = getattr(printed, stated.cell.name)(**given)
    single = {name: array.astype(np.float32) for name, array in given.items()}
    assert getattr(printed, stated.cell.name)(**single).dtype == np.float32
    try:
        true, near = (evaluated(stated, given, nudge) for nudge in (0, sp.Rational(1, 10**13)))
    except Undefined:
        return
    bound = 1e-11 * max(1, abs(true)) + 1000 * abs(true - near)
    assert abs(found.item() - true) <= bound, (found, true)
    whole = getattr(printed, stated.sequence.name)(
        given["x_t"][:, np.newaxis], *(given[w.name] for w in stated.cell.weights),
        initial_state=given[stated.cell.given[1].name],
    )  # fmt: skip
    assert abs(whole[1].item() - true) <= bound, (whole, true)


def evaluated(stated: Formulation, given: dict, nudge: sp.Rational) -> sp.Float:
    """The new state of one unit of one example, in SymPy; every term must be a number."""
    n = stated.notation
    known = {s: value * (1 + nudge) for s, value in exact(stated, given).items()}
    functions = {f.name: f.default for f in n.functions.values()}

    def value(node: sp.Basic) -> sp.Basic:
        if node in known:
            return known[node]
        if isinstance(node, sp.core.function.AppliedUndef):
            name = functions.get(type(node).__name__, type(node).__name__)
            return value(expand(sp.Function(name)(value(node.args[0])), ACTIVATIONS))
        args = [value(arg) for arg in node.args]
        whole = node.func(*args) if args else node
        if isinstance(node, dot):
            whole = args[0] * args[1]
        elif node.func in MEANING:
            whole = MEANING[node.func](*args)
        if isinstance(whole, sp.logic.boolalg.Boolean):
            return whole
        number = sp.N(whole, 50)
        is_float = number == 0 or (number.is_real and 1e-290 < abs(number) < 1e290)
        if not is_float:
            raise Undefined(node)
        return number

    for equation in stated.cell.equations:
        known[equation.left] = value(equation.right)
    return known[stated.cell.results[0]]


def exact(stated: Formulation, given: dict) -> dict:
    """The numbers that the arrays hold, by symbol."""
    n = stated.notation
    symbols = {q.name: s for s, q in n.quantities.items()}
    known = {symbols[name]: sp.Rational(float(array.flat[0])) for name, array in given.items()}
    for whole, stack in n.stacks.items():
        for place, block in enumerate(stack.blocks.values()):
            known[block] = sp.Rational(float(given[whole.name].flat[place]))
    for option in n.options.values():
        if option.default is not None and option.gives:
            known[option.gives[0]] = sp.Rational(option.default)
    return known


def test_the_plain_cell_is_printed() -> None:
    plain = {"changes": {}, "evaluated": False, "expression": "h_tm1", "further": "2 * b.h"}
    assert holds(text_of(plain | {"options": "ALL"}))


def test_a_cell_of_very_many_words_is_printed_in_every_form() -> None:
    # More functions than a line has room for, in the imports and in an entry of the gradients.
    every = "+".join(
        words(
            "exp(-h_tm1**2)/pi log(2+h_tm1**2) sqrt(1+b.h**2) maximum(h_tm1,b.f) "
            "minimum(h_tm1,b.h) absolute(h_tm1) sign(h_tm1) h_tm1**3 1/(2-tanh(f_t)) "
            "clip(h_tm1,-alpha,alpha)"
        )
    )
    many = {"changes": {}, "evaluated": False, "expression": every, "options": "()"}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "own.py")
        path.write_text(text_of(many | {"further": f"b.h*(tanh(b.f)+{every})"}))
        printed = own_cell.printed(path)
    assert not printed.without
    assert not printed.without_gradients


def test_a_wrong_number_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = {"changes": {}, "evaluated": False, "expression": "2 * h_tm1", "further": "b.h"}
    right = own_cell.numpy_formulation.module
    monkeypatch.setattr(
        own_cell.numpy_formulation, "module", lambda f: right(f).replace("2 * h_tm1", "3 * h_tm1")
    )
    with pytest.raises(AssertionError, match="the printed code is not the equations"):
        holds(text_of(plain | {"options": "()"}))
