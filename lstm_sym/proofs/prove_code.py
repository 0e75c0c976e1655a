"""Proof 1: the printed code, read back. Each part is a function that another process can run."""

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.proofs import fast, readback_activations
from lstm_sym.proofs.campaign import ENGINE_OF, fast_text, formulation, text, with_fast
from lstm_sym.proofs.readback import Readback
from lstm_sym.targets.numpy import activations as numpy_activations

Found = tuple[int, list[str]]


def of_formulation(name: str) -> Found:
    """How many runs were compared, and the differences."""
    reading = Readback(formulation(name), text(name))
    found = [f"{name}: {one}" for one in reading.differences()]
    return reading.compared, found


def of_fast(name: str, way: str) -> Found:
    """The same of the fast form, on one of its ways."""
    stated, printed = formulation(name), fast_text(name)
    reading = fast.FastReadback(stated, with_fast(name), printed, ways(name)[way])
    found = [f"{name} fast, {way}: {one}" for one in reading.at_a_glance()]
    return reading.compared, found


def ways(name: str) -> dict[str, fast.Way]:
    """The forms of a formulation and, of one, the ways of the engine."""
    printed = fast_text(name)
    if not printed:
        return {}
    return fast.forms(formulation(name), printed) | (fast.WAYS if name == ENGINE_OF else {})


def of_activations() -> Found:
    """The same of the activations, each at many numbers."""
    found = list(readback_activations.differences(numpy_activations.module()))
    return len(ACTIVATIONS), found
