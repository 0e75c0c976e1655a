"""Tests of what Keras's layer computes run with both of its products, NumPy's and C's."""

from typing import Any

import pytest

import lstm_c

MODULES = (
    "test_options",
    "test_layer",
    "test_reference_arrays",
    "test_properties",
    "test_bad_input",
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.rpartition(".")[2] in MODULES:
        metafunc.parametrize("product", ["lstm_numpy", "lstm_c"], indirect=True, scope="module")


@pytest.fixture(scope="module", autouse=True)
def product(request: pytest.FixtureRequest) -> Any:
    """Puts the compiled functions in the place of NumPy's, under the names that tests know."""
    if getattr(request, "param", "lstm_numpy") == "lstm_numpy":
        yield
        return
    if not lstm_c.available():
        pytest.skip("no C compiler")
    with pytest.MonkeyPatch.context() as patch:
        for name, compiled in (("LSTM", lstm_c.LSTM), ("lstm", lstm_c.keras.lstm)):
            if hasattr(request.module, name):
                patch.setattr(request.module, name, compiled)
        yield
