"""Which frameworks' autograd holds the gradients under each choice of each formulation's options.

`python -m tests.gradients.test_held` prints the table. What no framework has is held by the complex
step at every choice, in `test_complex_step.py`, and by JAX's autograd of what is printed in JAX.
"""

from collections import defaultdict
from collections.abc import Iterator

from lstm_sym.equations import FORMULATIONS, LAYERS
from lstm_sym.proofs.configurations import configurations
from lstm_sym.targets.numpy.source import without_gradients
from tests.gradients.test_in_torch import HELD
from tests.gradients.test_recorded import cases

#: Cells of papers and of packages whose autograd is in no record.
IN_NO_FRAMEWORK = {
    *("hochreiter1997", "gers2000", "gers2002", "greff2015", "wikipedia", "wikipedia_peephole"),
    *("layer_norm_contrib", "layer_norm_addons", "mingru", "minlstm", "slstm", "mlstm"),
}
#: Choices that a framework has, and whose gradients none has recorded.
OPEN = {
    ("cudnn", "go_backwards", True),
    ("flax", "go_backwards", True),
    ("gru", "masked_output", "state"),
    ("simple_rnn", "masked_output", "previous"),
    ("simple_rnn", "masked_output", "state"),
    ("simple_rnn", "return_sequences", False),
}


def table() -> dict[tuple[str, str, object], set[str]]:
    """For each choice the frameworks and releases, in the order of the formulations."""
    found: dict[tuple[str, str, object], set[str]] = defaultdict(set)
    found |= {key: set[str]() for key in choices()}
    for case in (case for both in cases() for case, _ in both):
        for name, value in case.options.items():
            if (case.formulation, name, value) in found:
                found[case.formulation, name, value].add(case.source)
    for key in HELD:
        found[key].add("torch, when the tests run")
    return found


def choices() -> Iterator[tuple[str, str, object]]:
    """Every choice of the options of every formulation that has gradients."""
    for formulation in (*FORMULATIONS, *LAYERS):
        if not without_gradients(formulation):
            for configuration in configurations(formulation):
                for name, value in configuration.options.items():
                    yield formulation.name, name, value


def test_each_choice_is_held_by_a_framework_that_has_it() -> None:
    lacking = {key for key, sources in table().items() if not sources}
    assert {name for name, _, _ in lacking} >= IN_NO_FRAMEWORK
    assert {key for key in lacking if key[0] not in IN_NO_FRAMEWORK} == OPEN


if __name__ == "__main__":
    for (formulation, name, value), sources in table().items():
        held = ", ".join(sorted(sources)) or "the complex step and JAX's autograd of the equations"
        print(f"{formulation}: {name}={value!r}: {held}")
