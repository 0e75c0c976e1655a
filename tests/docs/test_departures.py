"""What the page says of onnxruntime is what was measured when its arrays were exported."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "formulations" / "onnx.md").read_text()
ROWS = {
    "`clip`": ("clip-cell", "everything-clip-cell"),
    "a row of length 0": ("sequence-lens-0",),
    "`ThresholdedRelu`": ("thresholded-relu-defaults",),
}
FOLDER = ROOT / "tests" / "reference" / "further"
(RECORDED,) = (
    f for f in FOLDER.glob("onnxruntime-*.json") if re.fullmatch(r"[a-z]+-[\d.]+", f.stem)
)
ABOUT = json.loads(RECORDED.read_text())
DEPARTURES = {
    name: case["difference_from_specification"]
    for name, case in ABOUT["cases"].items()
    if "departure" in case
}


def test_every_departure_has_a_row_under_the_version_that_was_measured() -> None:
    assert {name for names in ROWS.values() for name in names} == set(DEPARTURES)
    assert f"onnxruntime {ABOUT['version']} departs from it" in PAGE


def test_what_is_documented_otherwise_was_measured_by_a_file_of_its_version() -> None:
    rows = json.loads((ROOT / "docs" / "results" / "documentation.json").read_text())["rows"]
    of_release = r"\w.* \(\[\S+\]\((\S+/blob/\S*{}/\S+#L[1-9]\d*)\)\)"
    compiled = [measured for *_, does, measured in rows if does.endswith(" (compiled code)")]
    assert compiled == ["`findings/mxnet-lengths-and-clip-on-a-cpu.sh`"]
    for package, says, does, measured in rows:
        name, version = package.split()
        file = ROOT / measured.strip("`")
        assert file.is_file(), measured
        assert version in (file.read_text() + file.name), (package, measured)
        links = []
        for text in (says, *([does] if measured not in compiled else [])):
            found = re.fullmatch(of_release.format(re.escape(version)), text)
            assert found, text
            links.append(found[1])
        assert len(links) == len({*links})
        assert name.lower() in file.read_text().lower() + file.name, measured


@pytest.mark.parametrize("head", ROWS)
def test_the_differences_of_a_row_are_those_that_were_measured(head: str) -> None:
    (row,) = re.findall(rf"^\| {re.escape(head)} \|.*\| ([^|]+) \|$", PAGE, re.MULTILINE)
    measured = [DEPARTURES[name] for name in ROWS[head]]
    for numbers, output in re.findall(r"([\d. and]+) in `(\w+)`", row):
        said = sorted(float(number) for number in re.findall(r"[\d.]+", numbers))
        assert said == sorted(one[output] for one in measured)
    assert " in `" in row
