"""A worked example: the equations with numbers in place of symbols, and what they give."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from docutils import nodes
from docutils.nodes import Node
from docutils.parsers.rst import directives

from lstm_sym.manifest.read import Equation, Symbol
from lstm_sym.sphinx import cards
from lstm_sym.sphinx.boxes import block
from lstm_sym.sphinx.computed import Gradients, with_numbers
from lstm_sym.sphinx.record import FromRecord
from lstm_sym.sphinx.steps import Array, Call, Step, steps
from lstm_sym.sphinx.tables import cells, table

STEPS = [*cards.CARD, "lstm-worked-steps"]
PARTS = ("given", "step", "returned", "code", "backwards", "weights")
TIMES = re.compile(r"(\d) (\\begin\{bmatrix\})")  # a number before an array that it multiplies
ARRAY = r"\\begin\{bmatrix\}(?:(?!\\end).)*\\end\{bmatrix\}"
TRANSPOSED = re.compile(rf"({ARRAY}) ({ARRAY}(?=\^))")  # an array and one that is turned
CALL = r"{}\(((?:[^()]|\([^()]*\))*)\)"  # an activation in LaTeX, with what is in its brackets


class ShowWorked(FromRecord):
    """``{lstm:worked} example.json``: Keras's LSTM, computed with the arrays of a file.

    The file is beside the page and holds ``sequences`` and the weights by their names in code.
    ``:part:`` takes the numbers that are given, a timestep (``:t: 1``), what is returned, or the
    same in NumPy; or a timestep backwards, and the gradients of weights, where the loss is the sum
    of all outputs.
    """

    holds = "worked example"
    option_spec: ClassVar = {
        "part": lambda part: directives.choice(part, PARTS),
        "t": directives.positive_int,
    }

    def shown(self, stated: Any) -> list[Node]:
        """The part that is asked for."""
        part = self.options.get("part", "step")
        if part == "code":
            return [nodes.doctest_block(code(stated), code(stated), language="pycon")]
        if part in ("backwards", "weights"):
            return [self._backwards(part, stated)]
        taken = list(steps(stated))
        if part == "given":
            return [self._given(taken)]
        if part == "returned":
            return [self._returned(taken)]
        t = self.options.get("t", 1)
        if t > len(taken):
            raise LookupError(f"t is {t}, its sequences have {len(taken)} timesteps")
        return [self._step(t, taken[t - 1])]

    def _given(self, taken: Sequence[Step]) -> Node:
        """The input of each timestep, and the block of each gate in each array."""
        inputs = [
            f"{at('x_t', t)} &= {matrix(step.values['x_t'], plain)}"
            for t, step in enumerate(taken, 1)
        ]
        made = [("inputs", inputs)]
        for gate in self.manifest.find("formulation", "keras").gates:
            names = [f"{letter}_{gate}" for letter in "WUb"]
            values = taken[0].values
            rows = [f"{self._latex(n)} &= {matrix(values[n], plain)}" for n in names]
            made.append((f"gate {gate}", rows))
        boxes = [
            block(
                "", nodes.paragraph("", head, classes=["lstm-when"]), cards.formula(aligned(rows))
            )
            for head, rows in made
        ]
        return block("", *boxes, classes=STEPS)

    def _returned(self, taken: Sequence[Step]) -> Node:
        h, c = ([rounded(step.values[name]) for step in taken] for name in ("h_t", "c_t"))
        rows = [
            ("lstm_output", r" \\ ".join(h)),
            ("state_h", h[-1]),
            ("state_c", c[-1]),
        ]
        made = [
            cells([[nodes.literal("", name)], [nodes.math("", bracketed(numbers))]])
            for name, numbers in rows
        ]
        return table(["returned", "its numbers"], made, "lstm-worked")

    def _backwards(self, part: str, stated: Mapping[str, Any]) -> Node:
        """One timestep backwards, or what weights get from all of them."""
        gradients = Gradients(self.manifest, "keras_gradients")
        known = gradients.timesteps(stated, self.manifest.find("formulation", "keras").cell.states)
        t = self.options.get("t", 1)
        if t > len(known):
            raise LookupError(f"t is {t}, its sequences have {len(known)} timesteps")
        times = range(1, len(known) + 1) if part == "weights" else [t]
        rows = []
        for equation in gradients.equations(part):
            left, right = equation.latex.split(" = ", 1)
            computed = [with_numbers(gradients, equation, known[t - 1], numbers) for t in times]
            found = sum(known[t - 1][equation.defines[0]] for t in times)
            lines = [" + ".join(at(right, t) for t in times)]
            lines += [spread(" + ".join(computed)), numbers(found)]
            first, *rest = lines
            shown = aligned([f"{at(left, t)} &= {first}", *(f"&= {line}" for line in rest)])
            rows.append(self._row(equation, shown))
        return block("", *rows, classes=[*STEPS, "lstm-long"])

    @staticmethod
    def _row(equation: Equation, shown: str) -> Node:
        """A formula under its name, with a link to the equation."""
        name = nodes.strong("", equation.label.replace("-", " "))
        link = cards.reference("eq", equation.name, domain="math")
        head = nodes.paragraph("", "", name, nodes.Text(" "), link, classes=["lstm-when"])
        return block("", head, cards.formula(shown))

    def _step(self, t: int, step: Step) -> Node:
        calls = step.calls
        rows = []
        for equation in self.manifest.equations("keras"):
            if equation.part == "cell" and not equation.when:
                count = equation.code[0].code.count("activation(")
                mine, calls = calls[:count], calls[count:]
                rows.append(self._row(equation, self._lines(equation, t, step, mine)))
        return block("", *rows, classes=STEPS)

    def _lines(self, equation: Equation, t: int, step: Step, calls: Sequence[Call]) -> str:
        """The equation, then with numbers, then with its activations computed, then its value."""
        left, right = equation.latex.split(" = ", 1)
        defined = equation.code[0].code.split(" = ")[0]
        lines = [at(right, t), spread(self._numbers(right, t, step))]
        for call in calls:
            name = self._latex(call.function)
            found = re.search(CALL.format(re.escape(name)), right)
            if found and found[0] == right:
                lines.append(f"{name}({matrix(call.given, rounded)})")
            elif found:
                start, end = (self._numbers(s, t, step) for s in right.split(found[0]))
                lines.append(f"{start}{matrix(call.gave, rounded)}{end}")
        lines.append(matrix(step.values[defined], rounded))
        return aligned([f"{at(left, t)} &= {lines[0]}", *(f"&= {line}" for line in lines[1:])])

    def _numbers(self, latex: str, t: int, step: Step) -> str:
        """LaTeX with numbers in place of its symbols."""
        named = {
            symbol.latex: step.values[symbol.code]
            for symbol in self.manifest.notation("keras")
            if isinstance(symbol, Symbol) and symbol.shape and symbol.code in step.values
        }
        longest = sorted(named, key=len, reverse=True)
        given = (self._latex(f"{letter}_{gate}") for letter in "WUb" for gate in "ifco")
        exact = {*given, "x_t", *(("h_{t-1}", "c_{t-1}") if t == 1 else ())}
        said = re.sub(
            "|".join(map(re.escape, longest)),
            lambda found: matrix(named[found[0]], plain if found[0] in exact else rounded),
            latex,
        )
        return TIMES.sub(r"\1 \\cdot \2", said)

    def _latex(self, code: str) -> str:
        return str(self.manifest.find("symbol", f"keras.{code}").latex)


def code(arrays: Mapping[str, Any]) -> str:
    """The same with `lstm_numpy`, as a session in Python."""
    import numpy as np

    from lstm_numpy import keras

    given: dict[str, Any] = {name: np.array(rows) for name, rows in arrays.items()}
    result = keras.lstm(**given)
    lines = [">>> import numpy as np", ">>> from lstm_numpy import keras"]
    for name, array in given.items():
        rows = repr(array).removeprefix("array(").removesuffix(")")
        lines += f">>> {name} = np.array({rows})".replace("\n      ", "\n...     ").split("\n")
    lines.append(f">>> result = keras.lstm({', '.join(arrays)})")
    for name, values in zip(result._fields, result, strict=True):
        lines += [f">>> result.{name}.round(4)", repr(values.round(4))]
    return "\n".join(lines)


def numbers(values: Array) -> str:
    """Computed numbers; what has one axis is a row."""
    return matrix(values, rounded)


def at(latex: str, t: int) -> str:
    """LaTeX at a timestep: its number in place of t."""
    return latex.replace("{t-1}", str(t - 1)).replace("_t", f"_{t}")


def spread(latex: str) -> str:
    """A sum with each term on a line of its own, and each transposed matrix that is a factor."""
    factors = TRANSPOSED.sub(r"\1 \\\\ &\\quad {} \\cdot \2", latex)
    return r" \\ &\quad {} + ".join(factors.split(" + "))


def matrix(values: Array, numbers: Callable[[Array], str]) -> str:
    """An array of numbers as a matrix; one number has no brackets."""
    if values.size == 1:
        return numbers(values)
    return bracketed(numbers(values))


def aligned(rows: Sequence[str]) -> str:
    shown = r" \\ ".join(rows)
    return rf"\begin{{aligned}} {shown} \end{{aligned}}"


def bracketed(numbers: str) -> str:
    return rf"\begin{{bmatrix}} {numbers} \end{{bmatrix}}"


def plain(values: Array) -> str:
    """Numbers as they are given."""
    return joined(values, "{:g}")


def rounded(values: Array) -> str:
    """Numbers that were computed, to four digits."""
    return joined(values, "{:.4f}")


def joined(values: Array, form: str) -> str:
    """Rows of numbers; one row, a vector, has commas between them."""
    rows = values.reshape(-1, values.shape[-1])
    between = ", & " if len(rows) == 1 else " & "
    return r" \\ ".join(between.join(form.format(float(v)) for v in row) for row in rows)
