"""The record of changes of hand-written files is whole, and a changed function is noticed."""

import json

from tests.planted import by_hand

RECORD = by_hand.ROOT / "docs" / "results" / "planted.json"
STATED = json.loads(RECORD.read_text(encoding="utf-8"))


def test_the_tables_are_what_the_entries_say() -> None:
    assert by_hand.recorded(STATED["entries"]) == STATED


def test_a_changed_function_is_noticed_and_the_right_one_stays() -> None:
    path = by_hand.SUPPORT / "numpy" / "support" / "lengths.py"
    wanted = "np.arange(timesteps) < lengths[:, np.newaxis] -> "
    planted = next(m for m in by_hand.of_file("lstm_numpy", path) if wanted in m.change)
    state, red = by_hand.attempt(planted)
    assert state == "killed"
    assert red
