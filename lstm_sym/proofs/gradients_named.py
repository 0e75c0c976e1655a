"""The printed gradients against the complex step, and the equation and line of a difference.

What the equations backwards give, under the options that choose equations, is compared with what
the labelled lines of the code write.
"""

from collections.abc import Mapping
from functools import partial
from types import ModuleType
from typing import Any

import numpy as np

from lstm_sym.manifest import schema
from lstm_sym.manifest.places import labels_of
from lstm_sym.manifest.write import backwards
from lstm_sym.notation import Formulation
from lstm_sym.proofs import complex_numbers, complex_step, page_back, stepped
from lstm_sym.proofs.calls import together
from lstm_sym.proofs.configurations import Configuration, one_at_a_time
from lstm_sym.proofs.page_activations import Page
from lstm_sym.recorded.calls import arguments
from lstm_sym.targets.numpy.gradients import function_of

#: What two ways of adding up may differ by, where a fault differs by far more.
NEAR = 1e-9
COMPUTED = "backwards"
#: Where the code only names a place: deltas are written later, and kept gates are there for sums.
PLACES = ("deltas", "sum-")
#: What a difference that no configuration without a mask has is said to come from.
MASKED = ", in what is done at a masked timestep: every equation is right"
Found = tuple[int, list[str]]


def differences(formulation: Formulation, texts: Mapping[str, str], page: Page) -> Found:
    """How many configurations were compared, and what differs: one option at a time is another."""
    compared, wrong = 0, list[tuple[Configuration, str, float]]()
    file = f"{formulation.module}_gradients"
    with together(texts) as modules, np.errstate(all="ignore"):
        function = vars(modules[formulation.module])[function_of(formulation)]
        for configuration in one_at_a_time(formulation):
            compared += 1
            errors = complex_step.errors(formulation, configuration, function)
            off = {name: off for name, off in errors if not off <= complex_step.BOUND}
            wrong += [(configuration, name, most) for name, most in off.items()]
        named: dict[str, str] = {}
        found = []
        unmasked = {name for configuration, name, _ in wrong if configuration.mask is None}
        for configuration, name, most in wrong:
            alike = page_back.configuration(formulation, configuration.options)
            if str(alike) not in named:
                code = modules[file], texts[file], function
                named[str(alike)] = _where(formulation, alike, *code, page)
            last = _last(name, texts[file]) if name in unmasked else MASKED
            equation = named[str(alike)] or last
            found.append(f"{name}, {configuration}: off by {most:.0e}{equation}")
    return compared, found


def _where(
    formulation: Formulation,
    chosen: Configuration,
    module: ModuleType,
    text: str,
    function: Any,
    page: Page,
) -> str:
    """The first equation whose value is another in the code; empty where all are the same."""
    file = f"{formulation.module}_gradients.py"
    stated = schema.to_json(backwards(formulation, {file: text}, file, chosen.options))
    back = {f"{formulation.name}_gradients": stated}
    noting = NotedPage({**page, "gradients": back}, formulation.name)
    given, random = complex_step.drawn(formulation, chosen)
    words = arguments(formulation, given, chosen.options, {})
    results = complex_numbers.sequence(formulation)(**words)
    names = [str(symbol) for symbol in formulation.sequence.results]
    pairs = zip(names, results, strict=True)
    arriving = {name: random.normal(size=np.shape(result)) for name, result in pairs}
    page_back.compute(page, formulation, given, arriving, noting)
    call = partial(function, **words, **arriving)
    runs = stepped.runs(stepped.written(module, text, call, COMPUTED))
    # The first run has what is computed for all timesteps at once, and the last of them.
    for time, last in zip(sorted(noting.noted, reverse=True), runs, strict=False):
        found = stepped.first_other(last, noting.noted[time], _same)
        if found:
            return said(*found)
    return ""


def _last(name: str, text: str) -> str:
    """The equation of the gradient itself that is off, which is the last of them."""
    label = f"gradient-{name.replace('_', '-')}"
    for number, line in enumerate(text.splitlines(), start=1):
        if label in labels_of(line):
            return f", in what the equation {label} adds up, line {number} of the gradients"
    return ""


def said(label: str, line: int) -> str:
    return f", from the equation {label} on, line {line} of the gradients"


def _same(ours: Any, theirs: Any) -> bool:
    return bool(np.all(np.abs(ours - theirs) <= NEAR * np.maximum(1, np.abs(theirs))))


class NotedPage(page_back.Backwards):
    """Keeps what each equation gives, by the timestep, with examples as columns."""

    def __init__(self, manifest: Page, name: str) -> None:
        super().__init__(manifest, name)
        self.noted: dict[int, dict[str, Any]] = {}

    def state(self, equations: Any) -> None:
        """As for all formulas."""
        equations = list(equations)
        super().state(equations)
        for stated in equations if self.t else ():
            for code in stated["defines"] if not stated["label"].startswith(PLACES) else ():
                value = np.asarray(self.scopes[-1][self.here(code)].data, float)
                self.noted.setdefault(self.t or 0, {})[stated["label"]] = value.T
