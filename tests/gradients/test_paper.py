"""The equations backwards as they are shown, computed as they stand: NumPy computes the same."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
import sympy as sp

from lstm_numpy import activations, slopes
from lstm_numpy.block_diagonal import block_diagonal, diagonal_blocks
from lstm_sym.equations import FORMULATIONS
from lstm_sym.notation.words import concat, width
from lstm_sym.passes.adjoint import Term, adjoint
from lstm_sym.program import NotLoweredError
from lstm_sym.proofs import complex_step
from lstm_sym.proofs.configurations import configurations
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.targets.numpy.source import without_gradients
from lstm_sym.targets.paper.deltas import Deltas
from lstm_sym.targets.paper.gradients import PaperGradients

SERVED = [f for f in FORMULATIONS if not without_gradients(f)]


def by_head(vectors, matrices):
    """One vector times the matrix of each head."""
    return np.einsum("bi,hij->bhj", vectors, matrices)


class Value:
    """Computes an expression of the notation on arrays."""

    def __init__(self, known, functions):
        self.known, self.functions = known, functions

    def of(self, e):
        if isinstance(e, sp.Symbol):
            return self.known[e.name]
        if e.is_Number:
            return float(e)
        name, args = type(e).__name__, e.args
        if name == "prime":
            x = self.of(args[0].args[0])
            function = self.function(type(args[0]).__name__)
            return slopes.OF[function](x, function(x))
        if name == "at":
            return self.of(args[0])[:, 0]  # there is one timestep
        values = [self.of(arg) for arg in args]
        known = {
            "Add": lambda: sum(values[1:], values[0]),
            "Mul": lambda: np.prod(np.broadcast_arrays(*values), axis=0),
            "Pow": lambda: values[0] ** values[1],
            "dot": lambda: by_head(*values) if values[1].ndim > 2 else values[0] @ values[1],
            "transposed": lambda: values[0].swapaxes(-1, -2),
            "vecmat": lambda: (values[0][..., np.newaxis, :] @ values[1])[..., 0, :],
            "row": lambda: values[0][..., np.newaxis, :],
            "over_rows": lambda: values[0].sum(-2),
            "outer": lambda: values[0][..., np.newaxis] * values[1][..., np.newaxis, :],
            "concat": lambda: np.concatenate(values, axis=-1),
            "over_examples": lambda: values[0].sum(0),
            "where": lambda: np.where(*values),
            "absolute": lambda: np.abs(values[0]),
            "minimum": lambda: np.minimum(*values),
            "maximum": lambda: np.maximum(*values),
            "exp": lambda: np.exp(values[0]),
            "log": lambda: np.log(values[0]),
            "sign": lambda: np.sign(values[0]),
            "mean": lambda: values[0].mean(-1, keepdims=True),
            "width": lambda: values[0].shape[-1],
            "over_units": lambda: values[0].sum(-1, keepdims=True),
            "block_diagonal": lambda: block_diagonal(values[0]),
            "diagonal_blocks": lambda: diagonal_blocks(values[0], values[1].shape[-1]),
            "clip": lambda: np.clip(*values),
            "LessThan": lambda: values[0] <= values[1],
            "StrictLessThan": lambda: values[0] < values[1],
            "StrictGreaterThan": lambda: values[0] > values[1],
            "tanh": lambda: np.tanh(values[0]),
        }
        return known[name]() if name in known else self.function(name)(values[0])

    def function(self, name):
        return getattr(activations, self.functions.get(name, name))


def one_timestep(formulation):
    """The equations of one timestep, what they are given, and what NumPy gives for it."""
    configuration = next(
        c for c in configurations(formulation)
        if c.options.get("initial_state", True) and c.mask is None
        and not c.options.get("go_backwards") and c.options.get("return_sequences", True)
    )  # fmt: skip
    given, random = complex_step.drawn(formulation, configuration)
    x = str(formulation.sequence.given[0])
    given[x] = given[x][:, :1]
    when = {k: v for k, v in configuration.options.items() if k in formulation.notation.options}
    words = arguments(formulation, given, configuration.options, {})
    module = import_module(f"lstm_numpy.{formulation.module}")
    results = getattr(module, formulation.sequence.name)(**words)
    names = list(map(str, formulation.sequence.results))
    arriving = {n: random.normal(size=r.shape) for n, r in zip(names, results, strict=True)}
    found = getattr(module, function_of(formulation))(**words, **arriving)
    paper = PaperGradients(formulation, when, {})
    known = dict(given)
    for whole, stack in formulation.notation.stacks.items():
        if whole.name in known:
            stored = known[whole.name].T if stack.transposed else known[whole.name]
            parts = np.split(stored, len(stack.blocks), axis=-1)
            known |= dict(zip(map(str, stack.blocks.values()), parts, strict=True))
        else:
            size = 0.0
            known |= dict.fromkeys(map(str, stack.blocks.values()), size)
    for weight in formulation.cell.weights:
        known.setdefault(weight.name, 0.0)
    for option in formulation.cell.options:
        for symbol in option.gives:
            known.setdefault(symbol.name, option.default)
    known[paper.loop.entry.name] = given[x][:, 0]
    batch = len(given[x])
    for state in paper.body.states:
        size = results[0].shape[-1] if state.now == paper.loop.emitted.now else None
        start = given.get(state.series.first.name)
        known[state.before.name] = np.zeros((batch, size or 1)) if start is None else start
    pairs = dict(zip(paper.loop.results, names, strict=True))
    known["G"] = arriving[pairs[None]]
    for state in paper.body.states:
        series = next((s for s in pairs if s is not None and s.now == state.now), None)
        last = 0.0 if series is None else arriving[pairs[series]]
        emitted = state.now == paper.loop.emitted.now
        seed = f"handed_{state.now}" if emitted else paper.back.seeds[state.now].name
        known[seed] = last
    return paper, known, complex_step.named(formulation, found)


def computed(paper, known, equations):
    functions = {f.name: f.default for f in paper.stated.notation.functions.values()}
    value = Value(dict(known), functions)
    for equation in equations:
        value.known[equation.left.name] = value.of(equation.right)
    return value.known


def faults(formulation, paper, known, true, equations) -> list[str]:
    """Of which arrays the equations give another gradient than NumPy."""
    found = computed(paper, known, equations)
    ours = {str(paper.stated.sequence.given[0]): found[f"d_{paper.loop.entry}"][:, np.newaxis]}
    for state in paper.body.states:
        if state.series.first.name in true:
            ours[state.series.first.name] = found[paper.back.by_symbol[state.before].symbol.name]
    shown = {one.left.name for one in equations}
    for weight in formulation.cell.weights:
        stack = formulation.notation.stacks.get(weight)
        whole = f"d_{weight}"
        if whole not in shown and stack:
            blocks = [f"d_{block}" for block in stack.blocks.values()]
            if not set(blocks) <= shown:
                continue
            side_by_side = np.concatenate([found[name] for name in blocks], axis=-1)
            found[whole] = side_by_side.T if stack.transposed else side_by_side
        if true.get(weight.name) is not None and whole in found:
            ours[weight.name] = found[whole]
    return [
        name
        for name, array in ours.items()
        if not np.allclose(array, true[name], rtol=0, atol=1e-12 * max(1, np.abs(array).max()))
    ]


@pytest.mark.parametrize("formulation", SERVED, ids=lambda f: f.name)
def test_what_is_shown_is_what_numpy_computes(formulation) -> None:
    paper, known, true = one_timestep(formulation)
    equations = [e for part in paper.parts.values() for e in part]
    assert faults(formulation, paper, known, true, equations) == []


def mutants(equations):
    """Each equation backwards without one of its terms or factors."""
    for place, equation in enumerate(equations):
        for node in sp.preorder_traversal(equation.right):
            if isinstance(node, sp.Add | sp.Mul):
                for left_out in range(len(node.args)):
                    rest = [a for k, a in enumerate(node.args) if k != left_out]
                    with sp.evaluate(False):
                        other = node.func(*rest) if len(rest) > 1 else rest[0]
                        right = equation.right.xreplace({node: other})
                    changed = list(equations)
                    changed[place] = replace(equation, right=right)
                    yield f"{equation.label} without {node.args[left_out]}", changed


@pytest.mark.parametrize("name", ["keras", "gers2002", "gru", "tensorflow1"])
def test_no_term_and_no_factor_can_be_left_out(name) -> None:
    (formulation,) = (f for f in SERVED if f.name == name)
    paper, known, true = one_timestep(formulation)
    forwards, backwards, weights = paper.parts.values()
    tried = 0
    for said, changed in mutants([*backwards, *weights]):
        tried += 1
        assert faults(formulation, paper, known, true, [*forwards, *changed]), said
    assert tried > 20


def products(node):
    """The products of an expression that are in no other one."""
    if isinstance(node, sp.Mul):
        return [node]
    return [found for arg in node.args for found in products(arg)]


@pytest.mark.parametrize("name", ["layer_norm_contrib", "layer_norm_addons"])
def test_what_a_variance_hands_on_is_divided_by_the_number_of_units(name) -> None:
    """To the mean, too, where no number tells: what it is multiplied with has the sum zero."""
    paper, _, _ = one_timestep(next(one for one in FORMULATIONS if one.name == name))
    shown = [equation for part in paper.parts.values() for equation in part]
    variances = {one.symbol for one in paper.back.adjoints if one.of.name.endswith("variance")}
    handed = [
        product
        for equation in shown
        if equation.left not in variances
        for product in products(equation.right)
        if variances & product.free_symbols
    ]
    assert len(handed) > 1
    assert [node for node in handed if not node.atoms(width)] == []


@pytest.mark.parametrize("formulation", SERVED, ids=lambda f: f.name)
def test_no_name_on_paper_is_there_twice(formulation) -> None:
    paper = PaperGradients(formulation, {}, {})
    equations = [e for part in paper.parts.values() for e in part]
    symbols = {s for e in equations for s in e.left.free_symbols | e.right.free_symbols}
    assert len({paper.n[symbol].latex for symbol in symbols}) == len(symbols)


def test_deltas_stand_side_by_side_only_where_each_has_one_product() -> None:
    """Weights that are multiplied twice hand back both products, each in its place."""
    (keras,) = (one for one in FORMULATIONS if one.name == "keras")
    stack = keras.notation.stacks[sp.Symbol("recurrent_kernel", real=True)]
    paper = PaperGradients(keras, {}, {})
    deltas = Deltas({stack.whole: stack}, paper.n)
    sources = [one.symbol for one in paper.back.adjoints if one.of in paper.sums]
    once = [
        Term(source, block, "transposed")
        for source, block in zip(sources, stack.blocks.values(), strict=True)
    ]
    (together,) = deltas.handed_back(once)
    assert together.factor == stack.whole
    assert next(deltas.new()).right == concat(*sources)
    assert deltas.handed_back([*once, once[-1]]) == [*once, once[-1]]


def test_what_has_no_adjoint_is_refused_with_its_label() -> None:
    from lstm_sym.equations import wikipedia_convolutional

    with pytest.raises(NotLoweredError, match="forget-gate: convolve has no adjoint"):
        PaperGradients(wikipedia_convolutional.formulation, {}, {})


def test_the_passes_agree_with_and_without_names_for_values() -> None:
    paper = PaperGradients(SERVED[0], {}, {})
    named = adjoint(paper.body, paper.loop, values=True)
    assert {a.of for a in paper.back.weights} == {a.of for a in named.weights}
