"""The product ``lstm_c/``: header, sources and the Python files that compile and call them."""

from collections.abc import Iterator, Mapping

from lstm_sym.equations import keras
from lstm_sym.targets.c import activations as c_activations
from lstm_sym.targets.c import cells
from lstm_sym.targets.c.cell import masked_outputs
from lstm_sym.targets.c.text import HEAD, SUPPORT, double, fragment
from lstm_sym.targets.numpy import python

ACTIVATIONS = "lstm_c/activations.c"


def files() -> dict[str, str]:
    """Every file of the product: its path and its text."""
    one = fragment("activate.c")
    included = f'#include "lstm.h"\n#include "{cells.WORDS}"'
    return {
        **{f"lstm_c/{file.name}": file.read_text() for file in sorted(SUPPORT.glob("*.py"))},
        "lstm_c/py.typed": "",
        "lstm_c/numbers.py": numbers(),
        "lstm_c/lstm.h": header(),
        ACTIVATIONS: "\n".join([HEAD, included, one, double(one)]),
        "lstm_c/example.c": fragment("example.c"),
        **{f"lstm_c/{name}": content for name, content in cells.of_all().items()},
    }


def left_out(files: Mapping[str, str]) -> Iterator[str]:
    """What could not be printed, and why."""
    why = cells.refused(keras.formulation)
    if why:
        yield f"keras is not printed in C, which lstm_numpy computes: {why}"
    yield from cells.left_out(files)


def header() -> str:
    enums = [*c_activations.numbers(), "", *masked_outputs(keras.formulation)]
    return HEAD + fragment("lstm.h").replace("@ENUMS@", "\n".join(enums))


def numbers() -> str:
    """The header's enumerations, for Python, and why there is no C for the layer of Keras."""
    activations = [a.name for a in c_activations.CALLABLE]
    masked = list(map(str, keras.formulation.notation.options["masked_output"].choices))
    lines = [python.head("The numbers that C has for names.", "lstm_sym/equations/")]
    for title, names, first in (("ACTIVATIONS", activations, 1), ("MASKED_OUTPUT", masked, 0)):
        lines += [f"{title} = {{", *(f'    "{n}": {k},' for k, n in enumerate(names, first)), "}"]
    lines += ["#: Why Keras's layer has no C, with an equation's label; empty where it has."]
    lines += [f"LEFT_OUT = {python.literal(cells.refused(keras.formulation))}"]
    return "\n".join(lines) + "\n"
