"""What the tests of C begin with."""

from typing import Any

import numpy as np
import pytest

from lstm_c import compiled, padded, prepared


class NumPy:
    """NumPy, whose new arrays hold NaN: else one may find the right numbers of the call before."""

    def __getattr__(self, name: str) -> Any:
        return getattr(np, name)

    def empty(self, shape: Any, dtype: Any = float) -> Any:
        return np.full(shape, np.nan, dtype)


@pytest.fixture(autouse=True)
def new_arrays_hold_nan(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (compiled, padded, prepared):
        monkeypatch.setattr(module, "np", NumPy())
