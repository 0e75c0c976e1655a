"""A timestep forwards that keeps what its gates are, in place of the sums that they are of.

Backwards the derivatives of sigmoid and tanh read values alone, so no gate is computed again. Such
a timestep is printed where each sum of the first stage is that of one gate, and of nothing else.
"""

from collections.abc import Iterator

import sympy as sp

from lstm_sym.notation.equations import Equation
from lstm_sym.program import Stage, Sum
from lstm_sym.targets.numpy.fast import Fast
from lstm_sym.targets.numpy.forms import SIGMOID, TANH, BufferedBody, Form
from lstm_sym.targets.numpy.statements import INDENT

#: What the name of such a timestep begins with.
KEEP = "keep"


class Keeping:
    """Prints the timesteps of one body, a form each; none where ``forms`` is empty."""

    def __init__(self, fast: Fast, body: BufferedBody) -> None:
        self.fast, self.body = fast, body
        after = [(form, self._after(form)) for form in body.forms if form.defaults]
        is_kept = all(k for _, k in after) and all(map(self._is_gate, body.body.stages[0].sums))
        #: For each form the number of calls after which the values are there.
        self.forms = after if is_kept else []

    def _is_gate(self, one: Sum) -> bool:
        """Whether a sum is read by one equation alone, as the argument of a known function."""
        z = one.symbol
        stages = self.body.body.stages
        rights = [e.right for stage in stages for e in stage.equations if e.right.has(z)]
        return len(rights) == 1 and rights[0].args == (z,) and self._default(rights[0]) is not None

    def _default(self, call: sp.Basic) -> str | None:
        """The function that a call is of by default, if its derivative reads its value alone."""
        name = type(call).__name__
        chosen = self.fast.notation.functions
        name = chosen[name].default if name in chosen else name
        return name if name in (SIGMOID, TANH) else None

    def _after(self, form: Form) -> int:
        """The number of calls after which each sum's buffer has its tanh, or 1 + exp(-z); or 0."""
        names = [self.body.names[one.symbol] for one in self.body.body.stages[0].sums]
        negated = {self.body.names[symbol] for symbol in form.negated}
        wanted = {n: ["exp", "add"] if n in negated else ["tanh"] for n in names}
        found: dict[str, list[str]] = {n: [] for n in names}
        for number, call in enumerate(form.stages[0], 1):
            for part in call.parts:
                if part.out not in names or part.out not in part.operands:
                    return 0
                found[part.out].append(part.function)
            if found == wanted:
                return number
        return 0

    @property
    def is_fixed(self) -> bool:
        """Whether the values are kept at every call: no caller may choose the functions."""
        return bool(self.forms) and not self.fast.notation.functions

    def gates(self, stage: Stage) -> dict[sp.Symbol, Equation]:
        """The equations whose values are kept, by the sums that they are of."""
        sums = {one.symbol for one in stage.sums} if self.forms else set()
        return {e.right.args[0]: e for e in stage.equations if set(e.right.args) & sums}

    def name(self, form: Form) -> str:
        return self.fast._names(self.body, form)[0].replace("step", KEEP, 1)

    def functions(self) -> Iterator[list[str]]:
        for form, after in self.forms:
            yield list(self.fast.steps.lines(self.body, form, 0, self.name(form), after))

    def data(self) -> Iterator[str]:
        """The entry of the body's `Reverse`."""
        if self.forms:
            yield f"{INDENT * 2}keeps={{"
            for form, _ in self.forms:
                yield f"{INDENT * 3}({form.defaults}, {form.plain}): {self.name(form)},"
            yield f"{INDENT * 2}}},"
