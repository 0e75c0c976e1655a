"""The product ``lstm_c/``: header, source and the Python files that compile and call it."""

from collections.abc import Iterator, Mapping

from lstm_sym.equations import keras
from lstm_sym.program import NotLoweredError
from lstm_sym.targets.c import activations as c_activations
from lstm_sym.targets.c import cell as c_cell
from lstm_sym.targets.c import cells
from lstm_sym.targets.c.text import HEAD, INCLUDED, SUPPORT, double, fragment, joined
from lstm_sym.targets.numpy import python
from lstm_sym.targets.printer import NoWordError


def files() -> dict[str, str]:
    """Every file of the product: its path and its text."""
    why = refused()
    files = {
        **{f"lstm_c/{file.name}": file.read_text() for file in sorted(SUPPORT.glob("*.py"))},
        "lstm_c/py.typed": "",
        "lstm_c/numbers.py": numbers(why),
    }
    if not why:
        files["lstm_c/lstm.h"], files["lstm_c/lstm.c"] = header(), source()
        files["lstm_c/example.c"] = fragment("example.c")
        files |= {f"lstm_c/{name}": content for name, content in cells.of_all().items()}
    return files


def left_out(files: Mapping[str, str]) -> Iterator[str]:
    """What could not be printed, and why."""
    if "lstm_c/lstm.c" not in files:
        yield f"keras is not printed in C, which lstm_numpy computes: {refused()}"
    yield from cells.left_out(files)


def refused() -> str:
    """Why the equations are not printed in C, with the label of one; empty where they are."""
    try:
        joined(c_cell.cell(keras.formulation))
    except (NotLoweredError, NoWordError) as error:
        return str(error)
    return ""


def header() -> str:
    enums = [*c_activations.numbers(), "", *c_cell.numbers(keras.formulation)]
    return HEAD + fragment("lstm.h").replace("@ENUMS@", "\n".join(enums))


def numbers(why: str) -> str:
    """The header's enumerations, for Python, and why there is no C."""
    activations = [a.name for a in c_activations.CALLABLE]
    masked = list(map(str, keras.formulation.notation.options["masked_output"].choices))
    lines = [python.head("The numbers that C has for names.", "lstm_sym/equations/")]
    for title, names, first in (("ACTIVATIONS", activations, 1), ("MASKED_OUTPUT", masked, 0)):
        lines += [f"{title} = {{", *(f'    "{n}": {k},' for k, n in enumerate(names, first)), "}"]
    lines += ["#: Why there is no C, with the label of an equation; empty where there is."]
    lines += [f"LEFT_OUT = {python.literal(why)}"]
    return "\n".join(lines) + "\n"


def source() -> str:
    """Everything once for float and once for double."""
    single = common()
    parts = [
        HEAD,
        f'#include "lstm.h"\n\n{INCLUDED}',
        fragment("registers.c"),
        fragment("share.c"),
        "/* ---- float ---- */\n",
        fragment("words.c"),
        joined(c_activations.tanh()),
        single,
        "/* ---- double ---- */\n",
        double(fragment("words.c")),
        double(joined(c_activations.series())),
        fragment("tanh_f64.c"),
        double(single),
    ]
    return "\n".join(parts)


def common() -> str:
    """What is the same in both precisions."""
    stated = keras.formulation
    parts = [
        "".join(f"{line}\n" for line in c_activations.functions()).rstrip() + "\n",
        joined(c_activations.choice()),
        joined(c_cell.cell(stated)),
        joined(c_cell.masked_step(stated)),
        joined(c_cell.masked_output(stated)),
        joined(c_cell.entry(stated, "entry", "input")),
        joined(c_cell.entry(stated, "mask_entry", "mask")),
        *map(fragment, ("panels.c", "finish.c", "step.c", "call.c", "divide.c")),
    ]
    return "\n".join(parts)
