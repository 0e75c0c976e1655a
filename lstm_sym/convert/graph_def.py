"""Programs as nodes of TensorFlow's GraphDef: the equations are those of every other form."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import sympy as sp

from lstm_numpy.arrays import Array
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.tensorflowjs import CONSTANTS
from lstm_sym.program import Body, Program

#: The operations of the elementwise functions.
OPERATIONS = {
    "linear": "Identity",
    **{one.lower(): one for one in ("Sigmoid", "Tanh", "Relu", "Relu6", "Elu", "Selu", "Softplus")},
}
FLOAT, WHOLE, LIST = "DT_FLOAT", "DT_INT32", "DT_VARIANT"


class Nodes:
    """Nodes of a graph or of one function of it; constants are in the graph's weights."""

    def __init__(self, weights: dict[str, Array], place: str) -> None:
        self.weights, self.place = weights, place
        self.nodes: list[dict[str, Any]] = []
        self.known: set[str] = set()

    def add(self, op: str, *inputs: str, name: str = "", **attr: Any) -> str:
        """A node, and how others name its first output."""
        name = name or f"{self.place}/{op}_{len(self.nodes)}"
        self.nodes.append({"name": name, "op": op, "input": [*inputs], "attr": attr})
        return name

    def weight(self, name: str, array: Array | None = None) -> str:
        """A constant of the graph, by its name."""
        if array is not None:
            self.weights[name] = array
        if name not in self.known:
            kind = WHOLE if self.weights[name].dtype.kind == "i" else FLOAT
            self.add("Const", name=name, dtype={"type": kind})
            self.known.add(name)
        return name

    def whole(self, *numbers: int) -> str:
        """A constant of whole numbers: one is a scalar."""
        array = np.array(numbers if len(numbers) > 1 else numbers[0], "<i4")
        return self.weight(f"{CONSTANTS}/{'_'.join(map(str, numbers))}", array)

    def axis(self, number: int) -> str:
        """A constant that lists one axis."""
        return self.weight(f"{CONSTANTS}/axis_{number}", np.array([number], "<i4"))

    def real(self, number: float) -> str:
        """A constant number."""
        return self.weight(f"{CONSTANTS}/{float(number)}", np.array(number, "<f4"))

    def function(self, name: str, x: str) -> str:
        """An elementwise function; raises NotKnown for one that is no operation."""
        if name not in OPERATIONS:
            raise NotKnown(f"the function {name} has no operation in a graph of TensorFlow")
        return self.add(OPERATIONS[name], x)

    def expression(
        self, expr: sp.Expr, names: Mapping[sp.Symbol, str], functions: Mapping[str, str]
    ) -> str:
        """The nodes of a formula."""
        if expr.is_Symbol:
            return names[expr]
        if expr.is_Number:
            return self.real(float(expr))
        parts = [self.expression(one, names, functions) for one in expr.args]
        word = type(expr).__name__
        if word in functions and len(parts) == 1:
            return self.function(functions[word], parts[0])
        if not isinstance(expr, sp.Add | sp.Mul):
            raise NotKnown(f"{expr} has no operation in a graph of TensorFlow")
        first, *rest = parts
        for one in rest:
            first = self.add("AddV2" if expr.is_Add else "Mul", first, one)
        return first


def chosen(program: Program, options: Mapping[str, Any]) -> Body:
    """The body of a Program under these options."""
    return next(
        one for one in program.bodies if all(options.get(k) == v for k, v in one.when.items())
    )


def timestep(
    nodes: Nodes,
    program: Program,
    body: Body,
    arrays: Mapping[str, str],
    functions: Mapping[str, str],
    names: dict[sp.Symbol, str],
) -> list[str]:
    """The states behind one timestep; ``names`` has the input's and those of the states before."""
    blocks = dict(block_names(nodes, program, arrays))
    for stage in body.stages:
        for one in stage.sums:
            terms = [
                nodes.add("MatMul", names[vector], nodes.expression(weights, blocks, functions))
                for vector, weights in one.terms.items()
            ]
            absent = {s: 0 for s in one.bias.free_symbols if s not in blocks}
            if (bias := one.bias.subs(absent)) != 0:
                terms.append(nodes.expression(bias, blocks, functions))
            total, *rest = terms
            for term in rest:
                total = nodes.add("AddV2", total, term)
            names[one.symbol] = total
        for equation in stage.equations:
            names[equation.left] = nodes.expression(equation.right, names, functions)
    return [names[state.now] for state in body.states]


def block_names(
    nodes: Nodes, program: Program, arrays: Mapping[str, str]
) -> Iterator[tuple[sp.Symbol, str]]:
    """The blocks of every array that there is, and what they are in the graph."""
    for whole, stack in program.formulation.notation.stacks.items():
        if str(whole) in arrays:
            place = nodes.whole(-1)
            number = {"i": str(len(stack.blocks))}
            split = nodes.add("Split", place, arrays[str(whole)], num_split=number)
            for column, block in enumerate(stack.blocks.values()):
                yield block, f"{split}:{column}"
