"""The numbers that a cell learns: those of real arrays, and a picture in the order of the data."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from lstm_numpy import LSTM
from lstm_sym.generate import PRODUCTS
from lstm_sym.manifest.read import read
from lstm_sym.sphinx.parameters import Array, evaluated, picture
from lstm_sym.sphinx.timeline import events

ROOT = Path(__file__).parents[2]
PROJECT = read(str(PRODUCTS / "manifest.json"))
PAGE = "# Home\n\n```{lstm:parameters} toy\n:sizes: units=3\n```\n"


def arrays(name: str, **sizes: int) -> list[Array]:
    given = {size: str(number) for size, number in sizes.items()}
    return [
        Array(stack, symbol, tuple(evaluated(size, given) for size in symbol.shape))
        for stack in PROJECT.formulation[name].stacks.values()
        for symbol in [PROJECT.symbol[f"{name}.{stack.code}"]]
    ]


def test_the_layer_of_keras_learns_as_many_numbers_as_its_arrays_hold():
    layer = LSTM(32, seed=0)
    layer(np.ones((1, 28, 10)))
    counted = [array.count for array in arrays("keras", input_dim=10, units=32)]
    assert counted == [weight.size for weight in layer.get_weights()]
    units, inputs = 32, 10
    assert sum(counted) == 4 * (units * (units + inputs) + units) == 5504


def test_pytorch_has_one_bias_more():
    here = sum(array.count for array in arrays("pytorch", input_size=10, hidden_size=32))
    assert here - 5504 == 4 * 32


@pytest.mark.parametrize("name", ["keras", "pytorch", "onnx", "gru"])
def test_the_picture_has_the_blocks_in_the_order_of_the_data(name):
    sizes = {"input_dim": 3, "units": 4, "input_size": 3, "hidden_size": 4}
    drawn = picture("p", arrays(name, **sizes))
    letters = re.findall(r'text-anchor="middle">(\w)<', drawn)
    assert "".join(letters) == "".join(s.gates for s in PROJECT.formulation[name].stacks.values())
    blocks = re.findall(r'class="lstm-block" x="([\d.]+)" y="([\d.]+)"', drawn)
    first, *_ = PROJECT.formulation[name].stacks.values()
    rows = {y for _, y in blocks[: len(first.gates)]}
    assert (len(rows) > 1) == first.transposed


def test_narrow_matrices_are_beside_each_other_and_so_are_vectors():
    drawn = picture("p", arrays("pytorch", input_size=10, hidden_size=32))
    names = re.findall(r'<text x="([\d.]+)" y="([\d.]+)">(\w+)<', drawn)
    rows = {y: [name for _, at, name in names if at == y] for _, y, _ in names}
    assert [*rows.values()] == [["weight_ih", "weight_hh"], ["bias_ih", "bias_hh"]]
    assert len({x for x, y, _ in names}) > 2  # one does not lie over the other


def test_a_page_shows_the_sum(build):
    html = build(index=PAGE).html["index"]
    cells = re.findall(r"<td><p>(.*?)</p></td>", html)
    assert [re.sub("<.*?>", "", cell) for cell in cells[-4:]] == [
        "total", "2 · units × units + 2 · units", "", "24",
    ]  # fmt: skip


@pytest.mark.parametrize("sizes", ["", ":sizes: units\n", ":sizes: units=x\n"])
def test_a_size_without_a_number_is_a_warning(build, sizes):
    warnings = build(index=f"# Home\n\n```{{lstm:parameters}} toy\n{sizes}```\n").warnings
    (said,) = [w for w in warnings if "sizes" in w]
    assert "write NAME=NUMBER" in said


def test_papers_have_an_address_and_their_bibtex():
    for entry in PROJECT.bibliography:
        assert entry["bibtex"].startswith(f"@article{{{entry['key']},")
        assert entry["address"].startswith("https://")


def test_every_paper_and_every_file_of_a_release_is_linked():
    links = dict(PROJECT.links)
    for formulation in PROJECT.formulation.values():
        for source in formulation.sources:
            linked = any(source.startswith(text) for text in links)
            assert linked == bool(re.match(r"[A-Z]\. |\w+ \d", source)), source
    lines = json.loads((ROOT / "lstm_sym" / "source_lines.json").read_text())
    name = "Keras 2.2.4, keras/layers/recurrent.py, LSTMCell.call"
    assert links[name].endswith(
        f"/keras-team/keras/blob/2.2.4/keras/layers/recurrent.py#L{lines[name]}"
    )
    name = "PyTorch 2.13.0, torch/nn/modules/rnn.py, class LSTM"
    assert links[name].endswith(
        f"/pytorch/pytorch/blob/v2.13.0/torch/nn/modules/rnn.py#L{lines[name]}"
    )
    assert set(lines) <= set(links)  # none of a source that is gone


def test_the_line_of_time_has_every_paper_and_every_release_that_changed_something():
    when = [one for one, _ in events(PROJECT)]
    assert len(when) == len(PROJECT.bibliography) + len(PROJECT.versions["keras"])
    assert all(re.fullmatch(r"(19|20)\d\d(-[01]\d)?", one) for one in when)
    released = [row["released"] for row in PROJECT.versions["keras"]]
    assert released == sorted(set(released))
