"""The docstring of the function that is printed in JAX."""

from collections.abc import Iterator

from lstm_sym.notation import Formulation
from lstm_sym.targets.numpy import documentation
from lstm_sym.targets.numpy.python import Section, docstring


def sequence(formulation: Formulation, static: list[str]) -> list[str]:
    """Shapes, errors, an example that runs, the source; ``static`` words are not arrays."""
    stated = formulation.sequence
    options = (*stated.options, *formulation.cell.options)
    functions = [
        (f"{f.name} : callable", f"{f.meaning}: a function of an array, element by element")
        for f in formulation.notation.functions.values()
    ]
    parameters = [
        *documentation.given(formulation, stated.given),
        *documentation.options(formulation, options),
        *functions,
    ]
    returned = [documentation.described(formulation, symbol) for symbol in stated.results]
    sections: list[Section] = [
        ("Parameters", parameters),
        ("Returns", [(stated.returns, ""), *returned]),
        ("Raises", RAISES),
        ("Notes", [("", " ".join([*NOTES, f"Sources: {'; '.join(formulation.sources)}."]))]),
    ]
    summary = f"All timesteps of {formulation.title_within}."
    return docstring(summary, sections, example(formulation, static))


RAISES = [
    ("TypeError", "an array is not of floats, a mask not of booleans, a function is none"),
    ("ValueError", "a shape does not fit, an option is unknown"),
]
NOTES = (
    "Under jax.jit shapes are checked once, when it is traced.",
    "Results have the common type of all arrays that are given; float64 needs jax_enable_x64.",
    "Without a timestep the last states are the initial ones.",
)


def example(formulation: Formulation, static: list[str]) -> Iterator[str]:
    """A call under ``jax.jit``."""
    stated = formulation.sequence
    call = documentation.example(formulation, stated.name, stated.given)
    words = ", static_argnames=STATIC" if static else ""
    yield f">>> compiled = jax.jit({stated.name}{words})"
    yield ">>> result = compiled("
    yield from (line.replace(" np.zeros", " jnp.zeros") for line in call[1:])
    for symbol in stated.results:
        yield f">>> result.{symbol}.shape"
        yield str(documentation.sizes(formulation, symbol))
