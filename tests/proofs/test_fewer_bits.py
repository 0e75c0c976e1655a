"""The forms with fewer bits are read back, and C notices what is changed in their equations."""

import importlib
import zlib

import numpy as np
import pytest

import lstm_c
from lstm_sym.notation import Formulation
from lstm_sym.passes.quantised import quantised
from lstm_sym.proofs import mutants
from lstm_sym.proofs.calls import module
from lstm_sym.proofs.mutants import Mutant
from lstm_sym.proofs.prove import FEWER_BITS, of_fewer_bits
from lstm_sym.proofs.readback import Readback
from lstm_sym.targets.numpy import formulation as numpy_formulation

RANDOM = np.random.default_rng(0)
UNITS, SAMPLE = 5, 40
# Large enough that even the last of sixteen digits of a weight moves a result.
X, STATE = 4 * RANDOM.normal(size=(9, 1, 4)), RANDOM.normal(size=(2, 9, UNITS))
#: What a mutant's result is off by at least; C's own differs by a few units in the last place.
BOUND = 1e-6


def weights(stated: Formulation) -> list[np.ndarray]:
    sizes = {"input_dim": X.shape[-1], "input_size": X.shape[-1]}
    shapes = [stated.notation[symbol].shape for symbol in stated.cell.weights]
    factors = [[one.split("|")[0].rpartition("*") for one in shape] for shape in shapes]
    return [
        RANDOM.normal(size=[int(count or 1) * sizes.get(name, UNITS) for count, _, name in shape])
        for shape in factors
    ]


def sample(stated: Formulation) -> list[Mutant]:
    """One mutant in so many, and one at least of every rule in every kind of equation."""
    labels = {e.label for e in stated.cell.steps}
    seen: set[tuple[str, str]] = set()
    found = []
    for one in mutants.of_equations(stated):
        kind = one.place.rpartition("-")[2], one.rule
        if one.place in labels and (
            zlib.crc32(str(one).encode()) % SAMPLE == 0 or kind not in seen
        ):
            seen.add(kind)
            found.append(one)
    return found


@pytest.mark.parametrize("name", ["keras_bfloat16", "pytorch_bfloat16", "pytorch_eight"])
def test_the_printed_code_gives_the_equations_back(name: str) -> None:
    compared, found = of_fewer_bits(name)
    assert found == []
    assert compared > 9  # each option once, with and without a mask


@pytest.mark.parametrize("name", ["pytorch_eight", "pytorch_bfloat16"])
def test_rounding_that_is_left_out_of_the_code_is_seen(name: str) -> None:
    stated = quantised(*FEWER_BITS[name])
    text = numpy_formulation.module(stated)
    for right, wrong in (("np.rint(", "("), (" = bfloat16(W_ii)", " = W_ii")):
        if right in text:
            assert next(Readback(stated, text.replace(right, wrong, 1)).differences())


@pytest.mark.skipif(not lstm_c.available(), reason="no C compiler")
@pytest.mark.parametrize("name", ["keras_eight", "keras_bfloat16"])
def test_what_c_computes_notices_each_mutant_of_the_equations(name: str) -> None:
    stated = quantised(*FEWER_BITS[name])
    single = [np.float32(one) for one in (X, *weights(stated))]
    words = {"initial_state": tuple(STATE.astype(np.float32))}
    in_c = importlib.import_module(f"lstm_c.{stated.module}").lstm(*single, **words)
    alive = []
    for one in [None, *sample(stated)]:
        try:
            text = numpy_formulation.module(one.make() if one else stated)
            with np.errstate(all="ignore"):
                found = module(text).lstm(*single, **words)
            off = max(np.abs(a - b).max() for a, b in zip(found, in_c, strict=True))
        except Exception:
            assert one is not None
            continue
        if (off < BOUND) == (one is not None):
            alive.append(f"{one}: {off}")
    # The scale is that of the largest number, which is 127 steps.
    assert [one for one in alive if ": drop a function: saturate(" not in one] == []
