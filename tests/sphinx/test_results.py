"""Tables of recorded results, of stored arrays and of the releases before Keras 2."""

import json
import re


def test_a_recorded_table_is_shown(build, page, tmp_path):
    rows = [
        ["keras", "`clip`", 0.123, True],
        ["onnx", "`mask`", 2e-9, None],
        ["gru", "", 8.98e15, 2.24],
    ]
    recorded = json.dumps({"columns": ["of", "option", "apart", "seen"], "rows": rows})
    (tmp_path / "source" / "table.json").write_text(recorded)
    made = build(index=page + "\n```{lstm:results} table.json\n```\n")
    assert made.warnings == []
    (table,) = re.findall(r"<table[^>]*lstm-results.*?</table>", made.html["index"], re.DOTALL)
    found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", table, re.DOTALL)
    texts = [re.sub("<.*?>", "", cell).strip() for cell in found]
    assert texts[:8] == ["of", "option", "apart", "seen", "keras", "clip", "0.12", "yes"]
    assert texts[8:] == ["onnx", "mask", "2e\N{MINUS SIGN}09", "", "gru", "", "9e15", "2.2"]


def test_a_cell_of_a_recorded_table_may_be_a_link(build, page, tmp_path):
    recorded = {"columns": ["a", "b"], "rows": [["[rnn.py](https://example.org/rnn.py#L3)", "x"]]}
    (tmp_path / "source" / "table.json").write_text(json.dumps(recorded))
    made = build(index=page + "\n```{lstm:results} table.json\n```\n")
    assert made.warnings == []
    (link,) = re.findall(r'<a [^>]*href="https://example.org/rnn.py#L3"[^>]*>(.*?)</a>',
                         made.html["index"])  # fmt: skip
    assert link == "rnn.py"


def test_a_missing_table_is_named_with_its_place(build, page):
    made = build(index=page + "\n```{lstm:results} none.json\n```\n")
    (warning,) = made.warnings
    assert re.match(r"index\.md:\d+: WARNING: none\.json holds no results", warning)


def test_an_unknown_table_of_releases_is_named(build, page):
    made = build(index=page + "\n```{lstm:versions} keras_1\n```\n")
    (warning,) = made.warnings
    assert "unknown versions 'keras_1' (did you mean 'keras1'?)" in warning
