"""The page of Keras shows the defaults that real layers wrote, and changes go from these."""

import inspect
import re
import runpy
from pathlib import Path

import pytest

from lstm_numpy import LSTM

ROOT = Path(__file__).resolve().parents[2]
RECORDED = runpy.run_path(str(ROOT / "tests" / "reference" / "layer_defaults.py"))
PAGE = (ROOT / "docs" / "keras" / "options.md").read_text()
# What the equations call the options of the layer, and which value is the default of it.
WORDS = {"bias": "use_bias"}
DIFF = re.compile(r"```\{lstm:diff\} keras (?P<change>\S+)\n(?::from: (?P<start>.*)\n)?```")


def test_the_table_is_what_the_configurations_say() -> None:
    assert RECORDED["OUT"].read_text() == RECORDED["text"]()


@pytest.mark.parametrize("release", RECORDED["RELEASES"])
def test_lstm_numpy_has_the_defaults_of_keras(release: str) -> None:
    """Those of its signature; what a release decides is asked from its table."""
    config = RECORDED["defaults"](RECORDED["RELEASES"][release])
    layer = LSTM(3, keras_version=release.split()[1]).get_config()
    shared = set(RECORDED["OPTIONS"]) & set(config) & set(layer) - {"implementation"}
    assert {"return_sequences", "recurrent_activation", "go_backwards"} <= shared
    assert {option: layer[option] for option in shared} == {o: config[o] for o in shared}
    assert inspect.signature(LSTM).parameters["return_sequences"].default is False


def test_each_difference_goes_from_keras_default_to_another_value() -> None:
    config = RECORDED["defaults"](RECORDED["RELEASES"]["Keras 3.15.1"])
    found = [m.groupdict() for m in DIFF.finditer(PAGE)]
    assert len(found) == PAGE.count("{lstm:diff}")
    seen = set()
    for one in found:
        option, _, value = one["change"].partition("=")
        layer_option = WORDS.get(option, option)
        if layer_option in config:
            seen.add(layer_option)
            assert value != str(config[layer_option])
            start = dict(word.split("=") for word in (one["start"] or "").split())
            if option in ("return_sequences", "bias"):  # whose usual value is another
                assert start == {option: str(config[layer_option])}
    assert seen == {"return_sequences", "go_backwards", "use_bias"}
