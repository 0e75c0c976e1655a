"""Tables of recorded results, of stored arrays and of the releases before Keras 2."""

import json
import re

import pytest

from lstm_sym.sphinx import results


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


@pytest.mark.parametrize(("value", "said"), [
    *((0.0, "0"), (0.0099, "1e\N{MINUS SIGN}02"), (0.01, "0.01"), (-0.5, "\N{MINUS SIGN}0.50")),
    *((1.0, "1.0"), (1234.5, "1,234.5"), (999_999.0, "999,999.0"), (1e6, "1e06")),
])  # fmt: skip
def test_a_number_has_the_digits_that_say_all(value: float, said: str) -> None:
    assert results._number(value) == said


def test_a_table_without_rows_says_so(build, page, tmp_path):
    (tmp_path / "source" / "table.json").write_text('{"columns": ["open", "why"], "rows": []}')
    made = build(index=page + "\n```{lstm:results} table.json\n```\n")
    assert made.warnings == []
    assert "<p>None.</p>" in made.html["index"]
    assert "<p>why</p>" not in made.html["index"]


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "text"])
def test_names_in_a_table_may_break_between_their_words(build, tmp_path, builder):
    """In pages; a book shows the same words, and EPUB stays XML."""
    recorded = {"columns": ["onnx2torch", "ulp"], "rows": [["sequence_lens=x at 1e-07", 1.0]]}
    (tmp_path / "source" / "table.json").write_text(json.dumps(recorded))
    made = build(builder=builder, index="# Table\n\n```{lstm:results} table.json\n```\n")
    files = [p for p in made.out.rglob("*") if p.suffix in (".html", ".xhtml", ".tex", ".txt")]
    end = {"html": "<wbr>", "epub": "<wbr/>"}.get(builder, "")
    written = "".join(file.read_text() for file in files)
    assert f"onnx2{end}torch" in written
    if builder != "latex":  # which has a sign of its own for the minus
        assert "at 1e\N{MINUS SIGN}07" in written


def test_a_long_table_opens_on_a_click(build, page, tmp_path):
    """Under words, or once for each value of its first column; a book has all of it."""
    rows = [["of one", "`a`"], ["", "`b`"], ["of another", "`c`"]]
    recorded = json.dumps({"columns": ["why", "what"], "rows": rows})
    (tmp_path / "source" / "table.json").write_text(recorded)
    shown = "\n```{lstm:results} table.json\n:fold:%s\n```\n"
    made = build(index=page + shown % "" + shown % " All of them")
    assert made.warnings == []
    folds = re.findall(r"<summary>([^<]*)</summary>(.*?)</details>", made.html["index"], re.DOTALL)
    inside = {said: re.findall(r">([abc])<", content) for said, content in folds}
    assert inside["of one (2)"] == ["a", "b"]
    assert inside["of another (1)"] == ["c"]
    assert inside["All of them"] == ["a", "b", "c"]
    book = build("book", builder="text", index=page + shown % "")
    text = (book.out / "index.txt").read_text()
    assert re.search(r"of one \(2\).*a.*b.*of another \(1\).*c", text, re.DOTALL)


def test_a_cell_of_a_recorded_table_may_be_a_link_and_have_one(build, page, tmp_path):
    row = ["[rnn.py](https://example.org/rnn.py#L3)", "as x ([y.py](https://example.org/x))"]
    recorded = {"columns": ["a", "b"], "rows": [row]}
    (tmp_path / "source" / "table.json").write_text(json.dumps(recorded))
    made = build(index=page + "\n```{lstm:results} table.json\n```\n")
    assert made.warnings == []
    for address, said in ("rnn.py#L3", "rnn.py"), ("x", "y.py"):
        link = rf'<a [^>]*href="https://example.org/{address}"[^>]*>(.*?)</a>'
        assert re.findall(link, made.html["index"]) == [said]


def test_a_cell_of_a_recorded_table_has_code_in_its_words_and_whole_powers(build, page, tmp_path):
    recorded = {"columns": ["a", "b"], "rows": [["the loops of `x/*`, in C", "9 at 1e-02"]]}
    (tmp_path / "source" / "table.json").write_text(json.dumps(recorded))
    made = build(index=page + "\n```{lstm:results} table.json\n```\n")
    assert made.warnings == []
    shown = re.sub("<[^>]+>", "", made.html["index"].partition("lstm-results")[2])
    assert "the loops of x/*, in C" in shown
    assert "9 at 1e\N{MINUS SIGN}02" in shown
    assert re.search(r"<code[^>]*>(<span[^>]*>)?x/\*", made.html["index"])


def test_a_missing_table_is_named_with_its_place(build, page):
    made = build(index=page + "\n```{lstm:results} none.json\n```\n")
    (warning,) = made.warnings
    assert re.match(r"index\.md:\d+: WARNING: none\.json holds no results", warning)


def test_a_row_of_another_length_than_the_heads_is_named(build, page, tmp_path):
    """LaTeX's builder has no word for what is wrong with such a table."""
    (tmp_path / "source" / "table.json").write_text('{"columns": ["a", "b"], "rows": [["x"]]}')
    made = build(index=page + "\n```{lstm:results} table.json\n```\n")
    (warning,) = made.warnings
    assert "a row has 1 values under 2 columns" in warning


def test_an_unknown_table_of_releases_is_named(build, page):
    made = build(index=page + "\n```{lstm:versions} keras_1\n```\n")
    (warning,) = made.warnings
    assert "unknown versions 'keras_1' (did you mean 'keras1'?)" in warning
