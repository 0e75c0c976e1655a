"""A user's own cell with heads, a norm, a choice and an output that is no state."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lstm_sym.cli import main

CELL = Path(__file__).with_name("cell_of_every_word.py")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ["gives the equations back", "the fast form does so", "those of the complex step"]),
        (["--target", "jax"], ["wrote 2 products"]),
    ],
)
def test_what_is_served_is_printed_and_proven(
    tmp_path: Path, words: list[str], said: list[str]
) -> None:
    result = CliRunner().invoke(main, ["generate", str(CELL), "-o", str(tmp_path), *words])
    assert result.exit_code == 0, result.output
    for one in said:
        assert one in result.output


def test_c_is_refused_by_the_equation_that_it_has_no_place_for(tmp_path: Path) -> None:
    words = ["generate", str(CELL), "--target", "c", "-o", str(tmp_path)]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 1
    assert "it has no form in C: mean: middle has 1 numbers" in result.output
    assert not list(tmp_path.iterdir())
