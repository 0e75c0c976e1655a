"""How the tests here call the command line."""

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from lstm_sym.cli import main

Run = Callable[..., Result]


@pytest.fixture(name="run")
def run_without_a_traceback() -> Run:
    def run(*words: object) -> Result:
        result = CliRunner().invoke(main, [str(word) for word in words])
        # Anything but an exit would have been a traceback.
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        assert "Traceback" not in result.output
        return result

    return run
