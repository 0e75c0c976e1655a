#!/usr/bin/env bash
# rouge 1.0.1: "the the the" has a ROUGE-1 precision of 1 against "the cat".
#
# Guess: 1/3, as each word of the reference can be matched once and all three words are counted, by the definition of the
#   measure; the recall of "a b" against "a b a b" is 1/2.
# What it does: words and pairs of words are put into sets first, so that repetitions are counted neither as matches nor in the
#   length. A model that says one word again and again has the precision of the word. With exclusive=False, which is
#   not the default, the numbers are those of the definition.
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
    rouge==1.0.1

cat > "$folder/seen.py" <<'PYTHON'
from rouge import Rouge

pairs = [("the the the", "the cat"), ("the cat", "the cat sat on the mat"), ("a b", "a b a b"), ("a b a b a b", "a b"), ("a b c", "a b d")]
for text, reference in pairs:
    for exclusive in True, False:
        scores = Rouge(exclusive=exclusive).get_scores(text, reference)[0]
        print(text, "against", reference, "default" if exclusive else "exclusive=False", *(f"{name} precision {scores[name]['p']:.3f} recall {scores[name]['r']:.3f}" for name in ("rouge-1", "rouge-2")))
PYTHON
"$folder/venv/bin/python" "$folder/seen.py" 2> "$folder/log" | tee "$folder/seen"

diff - "$folder/seen" <<'EXPECTED'
the the the against the cat default rouge-1 precision 1.000 recall 0.500 rouge-2 precision 0.000 recall 0.000
the the the against the cat exclusive=False rouge-1 precision 0.333 recall 0.500 rouge-2 precision 0.000 recall 0.000
the cat against the cat sat on the mat default rouge-1 precision 1.000 recall 0.400 rouge-2 precision 1.000 recall 0.200
the cat against the cat sat on the mat exclusive=False rouge-1 precision 1.000 recall 0.333 rouge-2 precision 1.000 recall 0.200
a b against a b a b default rouge-1 precision 1.000 recall 1.000 rouge-2 precision 1.000 recall 0.500
a b against a b a b exclusive=False rouge-1 precision 1.000 recall 0.500 rouge-2 precision 1.000 recall 0.333
a b a b a b against a b default rouge-1 precision 1.000 recall 1.000 rouge-2 precision 0.500 recall 1.000
a b a b a b against a b exclusive=False rouge-1 precision 0.333 recall 1.000 rouge-2 precision 0.200 recall 1.000
a b c against a b d default rouge-1 precision 0.667 recall 0.667 rouge-2 precision 0.500 recall 0.500
a b c against a b d exclusive=False rouge-1 precision 0.667 recall 0.667 rouge-2 precision 0.500 recall 0.500
EXPECTED
