"""Which frameworks' autograd holds the gradients under each choice of each formulation's options.

`python -m tests.gradients.test_held` prints the table. What no framework has is held by the complex
step at every choice, in `test_complex_step.py`, and by JAX's autograd of what is printed in JAX.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs.configurations import configurations
from lstm_sym.targets.numpy.gradients import function_of
from lstm_sym.verify.by_equation import FRAMEWORKS
from tests.gradients.recorded_cases import cases
from tests.gradients.test_in_torch import HELD

#: Cells of papers: no framework that was recorded has them.
IN_NO_FRAMEWORK = {
    *("hochreiter1997", "gers2000", "gers2002", "greff2015", "wikipedia", "wikipedia_peephole")
}
NONE = "none"


@cache
def table() -> dict[tuple[str, str, object], set[str]]:
    """For each choice the frameworks and releases, in the order of the formulations."""
    found: dict[tuple[str, str, object], set[str]] = defaultdict(set)
    found |= {key: set[str]() for key in choices()}
    for case, gradients in (pair for both in cases() for pair in both):
        for name, value in case.options.items():
            if (case.formulation, name, value) in found:
                found[case.formulation, name, value].add(gradients.source)
    for key in HELD:
        found[key].add("torch, when the tests run")
    return found


def choices() -> Iterator[tuple[str, str, object]]:
    """Every choice of the options of every formulation that has gradients."""
    for formulation in FORMULATIONS:
        module = import_module(f"lstm_numpy.{formulation.module}")
        if hasattr(module, function_of(formulation)):
            for configuration in configurations(formulation):
                for name, value in configuration.options.items():
                    yield formulation.name, name, value


def rows() -> Iterator[str]:
    """The table of the page: each cell, how many recorded frameworks differentiate it, which."""
    of_cells: dict[str, set[str]] = {}
    for (cell, _, _), sources in table().items():
        of_cells.setdefault(cell, set()).update(s for s in sources if "," not in s)
    for cell, sources in of_cells.items():
        yield f"| `{cell}` | {len(sources)} | {', '.join(map(called, sorted(sources))) or NONE} |"


def called(source: str) -> str:
    """A framework as the page writes it, in brackets what it ran on or which of its cells it is."""
    name, version, *more = source.split()
    return " ".join([FRAMEWORKS.get(name, name), version, *(f"({one})" for one in more)])


def test_each_choice_is_held_by_a_framework_that_has_it() -> None:
    lacking = {name for (name, _, _), sources in table().items() if not sources}
    assert lacking == IN_NO_FRAMEWORK


if __name__ == "__main__":
    for (formulation, name, value), sources in table().items():
        held = ", ".join(sorted(sources)) or "the complex step and JAX's autograd of the equations"
        print(f"{formulation}: {name}={value!r}: {held}")
    print(*rows(), sep="\n")
