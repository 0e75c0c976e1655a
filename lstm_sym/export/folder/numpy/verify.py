"""Whether this folder is as exported and computes what was recorded: ``python -m verify``."""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Compare each file and each output; 1 if one is another."""
    others = list(changed())
    for line in others:
        print(line)
    said = json.loads((HERE / "recorded.json").read_text(encoding="utf-8"))
    with np.load(HERE / "recorded.npz", allow_pickle=False) as known:
        inputs = [known[name] for name in sorted(known) if name.startswith("x")]
        wanted = [known[name] for name in sorted(known) if name.startswith("y")]
    failed = False
    for form, found in computed(inputs if len(inputs) > 1 else inputs[0]):
        for number, (one, other) in enumerate(zip(found, wanted, strict=True)):
            scale = max(1.0, float(np.abs(other).max(initial=0)))
            off = float(np.abs(one - other).max(initial=0)) / scale
            wrong = not off <= said["bound"]
            failed |= wrong
            print(
                f"y{number}{form}: off by {off:.1e}, bound {said['bound']:.0e}{': WRONG' * wrong}"
            )
    print(f"recorded by {said['by']}: {'NOT computed' if failed else 'computed'} here")
    return int(failed or bool(others))


def changed() -> Iterator[str]:
    """A line for each file that is not as it was written; how its lines end does not count."""
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split("  ", 1)
        path = HERE / name
        if not path.is_file():
            yield f"{name}: MISSING"
            continue
        text = path.read_bytes()
        if wanted not in {sha256(t).hexdigest() for t in (text, text.replace(b"\r\n", b"\n"))}:
            yield f"{name}: CHANGED since it was exported"


def computed(x: Any) -> Iterator[tuple[str, list[Any]]]:
    """The outputs as `predict` gives them, then by each readable module in its fast one's place."""
    from model import load, predict  # type: ignore[import-not-found]

    yield "", listed(predict(x))
    layers = [layer for _, layer in load().parts() if hasattr(layer, "kind")]
    for name in sorted({layer.kind.module for layer in layers}):
        readable, fast = (import_module(f"lstm_numpy.{name}{end}") for end in ("", "_fast"))
        with patch.object(readable, "ordinary", never), patch.object(fast, "ordinary", never):
            yield f" by lstm_numpy/{name}.py", listed(load()(x))


def never(dtype: Any) -> bool:
    """No floats are for the fast form."""
    return False


def listed(found: Any) -> list[Any]:
    """The outputs in a list, of which one may stand alone."""
    return found if isinstance(found, list) else [found]


if __name__ == "__main__":
    sys.exit(main())
