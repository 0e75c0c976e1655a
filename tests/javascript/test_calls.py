"""Calls that are typed into the explorer, read in node."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "lstm_sym" / "sphinx" / "static" / "explorer-call.js"
NODE = shutil.which("node")


def read(text: str) -> dict[str, object]:
    """What is read of a text, or the refusal."""
    if NODE is None:
        pytest.skip("there is no node on this machine")
    program = f"""{SCRIPT.read_text(encoding="utf-8")}
    let said;
    try {{ said = globalThis.lstmCall.read({json.dumps(text)}); }}
    catch (error) {{ said = {{ refused: error.message }}; }}
    console.log(JSON.stringify(said));"""
    done = subprocess.run([NODE, "-e", program], capture_output=True, text=True, check=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_call_is_its_name_its_values_and_its_words() -> None:
    found = read('layer = LSTM(4, -2.5, activation="tanh", use_bias=False, x=[1, None])(y, mask=3)')
    words = {"activation": "tanh", "use_bias": False, "x": [1, None]}
    assert found == {"call": "LSTM", "given": [4, -2.5], "words": words, "called": {"mask": 3}}


def test_a_backslash_in_a_word_keeps_the_character_behind_it() -> None:
    assert read(r'LSTM(a="x\"y\\z")')["words"] == {"a": 'x"y\\z'}
    assert read(r"LSTM(a='x\'y\\z')")["words"] == {"a": r"x'y\z"}


@pytest.mark.parametrize(("text", "said"), [
    ("LSTM(3) 4", "there is more after the call"), ("LSTM(3", "expected ) at the end"),
    ("", "Type a layer, such as LSTM(32)."), ("LSTM(;)", "is no part of a call"),
])  # fmt: skip
def test_what_is_no_call_is_refused(text: str, said: str) -> None:
    assert said in str(read(text)["refused"])
