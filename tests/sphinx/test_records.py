"""A file that a directive shows may be missing, broken or another: a warning with its place."""

import json
import re
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = json.loads((ROOT / "docs" / "worked-example.json").read_text())
DIRECTIVES = {
    "worked": "worked example",
    "results": "results",
    "drift": "results",
    "speed": "times",
}
CONTENTS = {
    "broken": b"{",
    "empty": b"",
    "not UTF-8": b'{"columns": "\xff"}',
    "list": b"[]",
    "number": b"3",
    "null": b"null",
    "nothing": b"{}",
    "of texts": b'{"columns": [1], "rows": 3, "races": [], "sequences": "x", "kernel": "y"}',
    "nested": b"[" * 100_000,
}


@pytest.mark.parametrize("content", [*CONTENTS, "missing", "folder"])
@pytest.mark.parametrize("name", ["worked", "results", "drift", "speed"])
def test_a_file_that_cannot_be_shown_is_named_with_its_place(build, page, tmp_path, name, content):
    file = tmp_path / "source" / "file.json"
    if content == "folder":
        file.mkdir()
    elif content != "missing":
        file.write_bytes(CONTENTS[content])
    made = build(index=page + f"\n```{{lstm:{name}}} file.json\n```\n")
    (warning,) = made.warnings
    said = f"index.md:12: WARNING: file.json holds no {DIRECTIVES[name]}: "
    assert warning.startswith(said), warning
    assert len(warning) > len(f"{said} [lstm.results]"), "it says why"


@pytest.mark.parametrize("part", ["given", "step", "returned", "code"])
def test_arrays_that_do_not_fit_are_named_in_each_part(build, page, tmp_path, part):
    wrong = {**EXAMPLE, "kernel": [[1.0, 2.0, 3.0]]}
    (tmp_path / "source" / "file.json").write_text(json.dumps(wrong))
    made = build(index=page + f"\n```{{lstm:worked}} file.json\n:part: {part}\n```\n")
    (warning,) = made.warnings
    assert re.match(
        r"index\.md:12: WARNING: file\.json holds no worked example: kernel has", warning
    )


def test_a_timestep_that_there_is_not_is_named(build, page, tmp_path):
    shutil.copy(ROOT / "docs" / "worked-example.json", tmp_path / "source" / "file.json")
    made = build(index=page + "\n```{lstm:worked} file.json\n:t: 99\n```\n")
    (warning,) = made.warnings
    assert f"t is 99, its sequences have {len(EXAMPLE['sequences'][0])} timesteps" in warning


@pytest.mark.parametrize("content", CONTENTS)
def test_a_record_of_comparisons_that_is_another_file_is_named(build, page, tmp_path, content):
    (tmp_path / "source" / "compared.json").write_bytes(CONTENTS[content])
    made = build(index=page, conf="lstm_compared = 'compared.json'\n")
    assert made.warnings
    for warning in made.warnings:
        assert re.match(r"index\.md:\d+: WARNING: .*compared\.json is not a record of", warning)
