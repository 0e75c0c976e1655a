"""Whether this folder computes what was recorded: ``python -m verify``."""

import json
import sys
from pathlib import Path

import numpy as np
from model import predict  # type: ignore[import-not-found]

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Compare each output; 1 if one is further off than its bound."""
    said = json.loads((HERE / "recorded.json").read_text(encoding="utf-8"))
    with np.load(HERE / "recorded.npz", allow_pickle=False) as known:
        inputs = [known[name] for name in sorted(known) if name.startswith("x")]
        wanted = [known[name] for name in sorted(known) if name.startswith("y")]
    found = predict(inputs if len(inputs) > 1 else inputs[0])
    found = found if isinstance(found, list) else [found]
    failed = False
    for number, (one, other) in enumerate(zip(found, wanted, strict=True)):
        scale = max(1.0, float(np.abs(other).max(initial=0)))
        off = float(np.abs(one - other).max(initial=0)) / scale
        wrong = not off <= said["bound"]
        failed |= wrong
        print(f"y{number}: off by {off:.1e}, bound {said['bound']:.0e}{': WRONG' * wrong}")
    print(f"recorded by {said['by']}: {'NOT computed' if failed else 'computed'} here")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
