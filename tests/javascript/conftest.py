"""Runs the printed script in node."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

HERE = Path(__file__).resolve().parent
PRODUCT = HERE.parents[1] / "generated" / "javascript"
NODE = shutil.which("node")

Node = Callable[[list[dict[str, Any]]], list[Any]]


def plain(thing: Any) -> Any:
    return thing.tolist() if isinstance(thing, np.ndarray) else thing


@pytest.fixture
def node(tmp_path: Path) -> Node:
    """A function from cases to their results, all in one process."""
    if NODE is None:
        pytest.skip("there is no node on this machine")

    def run(cases: list[dict[str, Any]], script: Path = PRODUCT / "lstm.mjs") -> list[Any]:
        given = tmp_path / "cases.json"
        given.write_text(json.dumps(cases, default=plain))
        command = [str(NODE), str(HERE / "run.mjs"), script.as_uri(), str(given)]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)

    return run
