"""What this target prints of a formulation, and what it does not serve."""

from lstm_sym.lowering.lower import lower
from lstm_sym.notation import Formulation
from lstm_sym.program import NotLoweredError, Program
from lstm_sym.targets.jax import activations
from lstm_sym.targets.jax.product import TAKEN, Module

LANGUAGE = "JAX"


def serves(program: Program) -> str | None:
    """None, or the reason why the Program is not printed, with the label of an equation."""
    try:
        text(program)
    except NotLoweredError as error:
        return str(error)
    return None


def text(program: Program) -> str:
    """The printed module; raises `NotLoweredError` with an equation's label."""
    module = Module(program)
    try:
        if hidden := collision(program, module):
            raise NotLoweredError(hidden)
        return module.text()
    except ValueError as error:
        raise NotLoweredError(str(error)) from error


def collision(program: Program, module: Module) -> str | None:
    """The first equation with a name that the printed module has itself; None without one."""
    taken = TAKEN | set(module.called) - set(program.formulation.notation.functions)
    names = taken & set(module.declared())
    for equation in program.formulation.equations if names else ():
        words = {node.name for node in equation.right.free_symbols} | set(
            map(str, equation.defined)
        )
        if words & names:
            return f"{equation.label}: {min(words & names)} is a name that the printed code has"
    return (
        f"{program.formulation.name}: {min(names)} is a name that the printed code has"
        if names
        else None
    )


def of_formulation(formulation: Formulation) -> dict[str, str]:
    """The text by the name of its file; raises `NotLoweredError` with an equation's label."""
    return {f"{formulation.name}_jax.py": text(lower(formulation))}


def lacking(formulation: Formulation) -> tuple[str, ...]:
    """Nothing of what it serves: JAX derives gradients itself."""
    return ()


def of_all() -> dict[str, str]:
    """What belongs to no formulation: the activations that a caller may choose."""
    return {"activations_jax.py": activations.module()}
