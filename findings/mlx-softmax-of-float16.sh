#!/usr/bin/env bash
# mlx 0.32.4 on the CPU: the softmax of 5000 equal float16 numbers sums to 2.44.
#
# Guess: a softmax sums to 1 within rounding; sum() of 5000 float16 ones is right, so sums are kept in more
#   than float16.
# What it does: the denominator is summed in float16, whose numbers are 2 apart from 2048 on, and stays there.
#   With precise=True the sum is right. bfloat16 stops at 256.
# Exit: 0 as described, 77 skipped, otherwise the behaviour changed.
set -euo pipefail

for python in python3.11 python3.12 python3.13 python3 ""; do
    [ -n "$python" ] || { echo "skipped: Python 3.11, 3.12 or 3.13 is needed"; exit 77; }
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null && break
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    mlx[cpu]==0.32.4 numpy==2.4.6

cat > "$folder/seen.py" <<'PYTHON'
import mlx.core as mx

mx.set_default_device(mx.cpu)
for dtype in mx.float16, mx.bfloat16:
    x = mx.zeros(5000, dtype=dtype)
    for precise in False, True:
        total = mx.softmax(x, precise=precise).astype(mx.float32).sum().item()
        print(dtype, f"precise={precise}: {total:.3f}")
    print(dtype, "sum of ones:", mx.ones(5000, dtype=dtype).sum().item())
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
mlx.core.float16 precise=False: 2.441
mlx.core.float16 precise=True: 1.000
mlx.core.float16 sum of ones: 5000.0
mlx.core.bfloat16 precise=False: 19.531
mlx.core.bfloat16 precise=True: 1.001
mlx.core.bfloat16 sum of ones: 4992.0
EXPECTED
