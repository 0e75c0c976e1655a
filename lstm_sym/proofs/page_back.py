"""Computes gradients from the LaTeX of the equations backwards, and nothing else.

The timesteps run forwards by the first part of the equations, then from the last to the first by
the others. What comes out must be the complex-step derivative of the readable code.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from lstm_sym.lowering.timeline import timeline
from lstm_sym.notation import Formulation
from lstm_sym.proofs import complex_step, mutants_page
from lstm_sym.proofs.configurations import Configuration
from lstm_sym.proofs.kills import Outcome, outcome
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.proofs.page import Formulas
from lstm_sym.proofs.page_activations import Page, later
from lstm_sym.proofs.page_syntax import Node, PageError, key, tokens
from lstm_sym.proofs.page_values import SIGNS, Evaluator, Value

#: How large the arrays are that are drawn: the larger ones reach the bounds of what is bounded.
TIMES = (1, 4)
#: Of a mutant: m_t is the larger of i_t and l_t, so it is above l_t just where i_t is.
LARGEST = r"\text{if } m _ t > l _ t"
SIZE, SUM = r"\dim", r"\mathrm{sum}"
#: What a number is multiplied with in a sum over the units: a value without the mean of all, which
#: may be divided by how many there are.
DEVIATION = re.compile(
    r"^[^()]*\( [^()]+ - \\mu [^()]*\)( \} \{ \\dim \( [^()]*\( [^()]* \) [^()]*\) \})? \)"
)
TOP, ONES, BLOCKS = r"\top", r"\mathbf1^\top", r"\mathrmdiag^-1"
ROWS = r"\mathrmsum_\mathrmrows"


def beside(one: Value, other: Value) -> Value:
    """As for all formulas; a matrix beside numbers of heads, over the examples of each head."""
    if len(one.dims) == 2 and len(other.dims) == 3 and one.dims[1] == other.dims[0]:
        found = np.stack([one.data @ head for head in other.data.swapaxes(0, 1)])
        return Value((other.dims[1], one.dims[0], other.dims[2]), found)
    return SIGNS["beside"](one, other)


class Transposing(Evaluator):
    """Knows transposes, and a row of ones before what is summed over the examples."""

    signs = SIGNS | {"beside": beside}

    def evaluate(self, node: Node) -> Any:
        """As for all formulas."""
        if node[0] == "power" and node[2] == ("name", TOP, None):
            return transposed(self.evaluate(node[1]))
        if node[:2] == ("beside", ("name", ONES, None)):
            value = self.evaluate(node[2])
            return Value(value.dims[1:], value.data.sum(0))
        return super().evaluate(node)


def transposed(value: Value) -> Value:
    """The transpose of a matrix, or of several; raises `PageError` for anything else."""
    if len(value.dims) < 2:
        raise PageError(f"the transpose of {value.dims}")
    *before, rows, columns = value.dims
    return Value((*before, columns, rows), value.data.swapaxes(-1, -2))


def over_rows(value: Value) -> Value:
    """The sum of the rows of a matrix; raises `PageError` for anything else."""
    if len(value.dims) < 3:
        raise PageError(f"the sum of the rows of {value.dims}")
    *before, _, columns = value.dims
    return Value((*before, columns), value.data.sum(-2))


class Backwards(Formulas):
    """The equations backwards of a formulation, run over time."""

    def __init__(self, manifest: Page, name: str) -> None:
        super().__init__(manifest, name, {}, {})
        for other, stated in manifest["activations"].items():
            slope = key(stated["latex"].split("(x)")[0]) + "'"
            self.functions[slope] = later(manifest, other, "derivative")
        self.functions |= {BLOCKS: self.blocks_of, ROWS: over_rows}
        self.applied = self.applied | {BLOCKS, ROWS}
        self.evaluator = Transposing(self.name, self.functions)

    @staticmethod
    def stated(manifest: Page, name: str) -> Page:
        found: Page = manifest["gradients"][f"{name}_gradients"]
        return found

    def gradients(
        self, given: Mapping[str, Any], entries: np.ndarray, arriving: Mapping[str, Any], entry: str
    ) -> dict[str, np.ndarray]:
        """The gradients by the names of the adjoints, in code.

        ``entries`` are the input, ``entry`` its name at a timestep; ``arriving`` are the gradients
        at the output and at the last states, by their names in code.
        """
        steps = entries.shape[1]
        self.give({**given, "G": arriving["G"]})
        handed = self.page["cell"]["states"]
        before = self.scopes[0]
        scopes: list[dict[Any, Value]] = []
        for t in range(1, steps + 1):
            self.t = t
            data = entries[:, t - 1].astype(np.longdouble)
            before = {**before, self.here(entry): Value(self.dims(entry), data)}
            self.scopes = [before]
            self.state(self.part("forwards"))
            scopes.append(dict(before))
        for code in handed:
            data = np.asarray(arriving[code], np.longdouble)
            scopes[-1][self.here(code)] = Value(self.dims(code), data)
        found: dict[str, Any] = {}
        of_entry: list[np.ndarray] = []
        for t in range(steps, 0, -1):
            self.t, self.scopes = t, [scopes[t - 1]]
            self.state(self.part("backwards"))
            self.state(self.part("weights"))
            for code in (*handed.values(), *self.page["cell"]["results"], *self.of_weights()):
                value = self.scopes[0][self.here(code)]
                if code in handed.values():
                    found[code] = value.data
                    if t > 1:
                        scopes[t - 2][self.here(code)] = value
                elif code in self.page["cell"]["results"]:
                    of_entry.insert(0, value.data)
                else:
                    found[code] = found.get(code, 0) + value.data
        (own,) = [code for code in self.page["cell"]["results"] if code not in handed.values()]
        return {**found, own: np.stack(of_entry, axis=1)}

    def here(self, code: str) -> Any:
        """Where a quantity's value is at this timestep."""
        return self.place(self.on_paper(code))

    def of_weights(self) -> list[str]:
        """What the last part defines, in code."""
        return [code for e in self.part("weights") for code in e["defines"]]

    def name(self, node: Node) -> Value:
        """As for all formulas; a block may be a transpose, and a name may be transposed."""
        if not node[1].endswith(f"^{TOP}"):
            own = f"{node[1]}^{TOP}"
            return transposed(super().name(("name", own, None))) if own in self.symbols else (
                super().name(node)
            )  # fmt: skip
        if node[1] in self.symbols:
            return super().name(node)
        end = -len(f"^{TOP}")
        inner = node[2] and (node[2][0][:end], node[2][1])
        # The letter above is behind the index in one name and before it in the other.
        return transposed(self.name(("name", node[1][:end], inner)))

    def shaped(self, name: Node, value: Value) -> Value:
        """As for all formulas; what is one number of a vector may be one of a matrix."""
        dims = self.dims(self.symbols[name[1]])
        if dims == (*value.dims, "1"):
            return Value(dims, value.data[..., None])
        return super().shaped(name, value)

    def blocks_of(self, square: Value) -> Value:
        """The blocks on the diagonal of a matrix, under one another; their width is that of all."""
        rows, wide = square.data.shape[0], self.sizes["head"]
        data = [square.data[row, row // wide * wide :][:wide] for row in range(rows)]
        return Value((square.dims[0], "head"), np.stack(data))


def configuration(formulation: Formulation, options: Mapping[str, Any] = {}) -> Configuration:
    """The one that the page is of: options as usual, every array given, no mask.

    ``options`` are other values of those that choose equations.
    """
    for one in complex_step.chosen(formulation):
        chosen = {o.name: o.default for o in formulation.cell.options if not o.gives}
        chosen |= {name: options[name] for name in chosen if name in options}
        chosen |= {"go_backwards": False, "return_sequences": True}
        if one.mask is None and all(one.options.get(n, v) == v for n, v in chosen.items()):
            return one
    raise PageError(f"{formulation.name} has no such configuration")


def compute(
    page: Page,
    formulation: Formulation,
    given: Any,
    arriving: Any,
    back: Backwards | None = None,
) -> dict[str, Any]:
    """The gradients by the names of what is given."""
    loop = timeline(formulation)
    back = back or Backwards(page, formulation.name)
    handed = back.page["cell"]["states"]
    pairs = dict(zip(loop.results, map(str, formulation.sequence.results), strict=True))
    last = {series.now.name: arriving[name] for series, name in pairs.items() if series}
    x, batch = str(loop.sequence), len(given[str(loop.sequence)])
    there: dict[str, Any] = {"G": arriving[pairs[None]]}
    known = {code: array for code, array in given.items() if code != x}
    starts: dict[str, str] = {}
    # With the usual options some states are never read.
    adjoints = {before: code for code, before in handed.items()}
    states = [s for s in loop.states if f"d_{s.before}" in adjoints]
    for state in states:
        code = adjoints[f"d_{state.before}"]
        like = given.get(str(state.series.first), there["G"][:, 0])
        shape = (batch, *np.shape(like)[1:])
        there[code] = last.get(str(state.now), np.zeros(shape))
        known.setdefault(str(state.series.first), np.zeros(shape))
        starts[str(state.series.first)] = handed[code]
    found = back.gradients(known, np.asarray(given[x]), there, str(loop.entry))
    of = {x: found[f"d_{loop.entry}"], **{first: found[code] for first, code in starts.items()}}
    for weight in formulation.cell.weights:
        stack = formulation.notation.stacks.get(weight)
        if f"d_{weight}" in found:
            of[str(weight)] = found[f"d_{weight}"]
        elif stack is not None and all(f"d_{one}" in found for one in stack.blocks.values()):
            blocks = [found[f"d_{block}"] for block in stack.blocks.values()]
            side_by_side = np.concatenate(blocks, axis=-1)
            of[str(weight)] = side_by_side.T if stack.transposed else side_by_side
    return {name: np.asarray(array, float) for name, array in of.items()}


def errors(page: Page, formulation: Formulation) -> Iterator[tuple[str, float]]:
    """Each array that is given, and how far the page's gradient is off the complex step."""
    for times in TIMES:
        yield from complex_step.of_arrays(
            formulation,
            configuration(formulation),
            lambda given, arriving: compute(page, formulation, given, arriving),
            times,
        )


def mutants(page: Page, name: str) -> Iterator[Mutant]:
    """Every mutant of the LaTeX of a formulation's equations backwards, if it has any."""
    if f"{name}_gradients" in page["gradients"]:
        yield from mutants_page.of_equations(page, f"{name}_gradients", "gradients")


def attempt(mutant: Mutant, page: Page, formulation: Formulation) -> Outcome:
    """What became of one: it computes other gradients than the page does, or none."""
    if formulation.name not in KNOWN:
        KNOWN[formulation.name] = computed(page, formulation)
    off = 0.0
    try:
        with np.errstate(all="ignore"):
            for given, arriving, right in KNOWN[formulation.name]:
                found = compute(mutant.make(), formulation, given, arriving)
                off = max(off, *(apart(found.get(name), array) for name, array in right.items()))
                if off > complex_step.BOUND:
                    break
    except Exception as broken:
        return outcome(mutant, f"page: {type(broken).__name__}")
    return outcome(mutant, "page: complex step" if off > complex_step.BOUND else "", off)


#: What is given and arrives, and the page's gradients.
Computed = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, np.ndarray]]
#: The same of each formulation, once they are needed.
KNOWN: dict[str, list[Computed]] = {}


def computed(page: Page, formulation: Formulation) -> list[Computed]:
    """What the page computes, where it is right: its gradients are those of the complex step."""
    known: list[Computed] = []

    def remembered(given: Mapping[str, Any], arriving: Mapping[str, Any]) -> Mapping[str, Any]:
        known.append((given, arriving, compute(page, formulation, given, arriving)))
        return known[-1][2]

    for times in TIMES:
        chosen = configuration(formulation)
        for name, off in complex_step.of_arrays(formulation, chosen, remembered, times):
            if not off <= complex_step.BOUND:
                raise PageError(f"{formulation.name}: the page's gradient of {name} is not right")
    return known


def apart(found: np.ndarray | None, right: np.ndarray) -> float:
    """How far a gradient is off, relative to values above 1."""
    if found is None or found.shape != right.shape:
        return float("inf")
    off = float(np.abs(found - right).max()) / max(1.0, float(np.abs(right).max()))
    return off if np.isfinite(off) else float("inf")


def equal(text: str) -> str:
    """Why a mutant of the LaTeX, by its text, computes the same; empty where nothing says so."""
    *_, change = text.split(": ", 3)
    original, _, mutated = change.partition(" -> ")
    if LARGEST in mutated:
        return "the largest of both is above one of them where the other is"
    parts, others = (tokens(one.partition(" = ")[2]) for one in (original, mutated))
    place = next((k for k, (a, b) in enumerate(zip(parts, others, strict=False)) if a != b), 0)
    around: list[str] = []  # what stands before each bracket around the place
    depth, begin = 0, place
    for k in range(place - 1, 0, -1):
        if parts[k] == "(" and not depth:
            begin = begin if around else k + 1
            around.append(parts[k - 1])
        else:
            depth += (parts[k] == ")") - (parts[k] == "(")
    if SIZE in around:
        return "of the name only the size is read, which is the same"
    if parts[place + 1 : place + 3] == [SUM, "("]:  # the sign before the sum
        around, begin = [SUM], place + 3
    if around[:1] == [SUM] and DEVIATION.search(" ".join(parts[begin:])):
        return "deviations from a mean sum to nothing, whatever they are multiplied with"
    return ""
