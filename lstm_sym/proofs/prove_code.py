"""Proof 1: the printed code, read back. Each part is a function that another process can run."""

from lstm_sym.equations import ACTIVATIONS
from lstm_sym.products import numpy_activations, numpy_fast
from lstm_sym.proofs import fast, readback_activations
from lstm_sym.proofs.campaign import formulation, text
from lstm_sym.proofs.readback import Readback

Found = tuple[int, list[str]]


def of_formulation(name: str) -> Found:
    """How many runs were compared, and the differences."""
    reading = Readback(formulation(name), text(name))
    found = [f"{name}: {one}" for one in reading.differences()]
    return reading.compared, found


def of_fast(name: str, way: str) -> Found:
    """The same of the code for speed, on one of its ways."""
    stated = formulation(name)
    reading = fast.FastReadback(stated, text(name), numpy_fast.module(stated), way)
    found = [f"{name} fast, {way}: {one}" for one in reading.of_sequence()]
    return reading.compared, found


def of_activations() -> Found:
    """The same of the activations, each at many numbers."""
    found = list(readback_activations.differences(numpy_activations.module()))
    return len(ACTIVATIONS), found
