"""What a source outside the project says, entered a second time from it: another entry is seen.

Years, sections, releases, dates and lines can be computed from nothing here; the same holds for
which text belongs to which value of an option.
"""

import json
import math
import re
from collections.abc import Callable
from typing import Any

import pytest
import sympy as sp

from lstm_sym import layouts
from lstm_sym.bibliography import BIBLIOGRAPHY, LINES
from lstm_sym.equations import ACTIVATIONS
from lstm_sym.notation.words import in_sympy

from .data import FORMULATIONS, MANIFEST, versions

#: Journal, volume and address; the year is in the key, too.
PAPERS = {
    "hochreiter1997": ("Neural Computation", "9", "doi:10.1162/neco.1997.9.8.1735"),
    "gers2000": ("Neural Computation", "12", "doi:10.1162/089976600300015015"),
    "gers2002": (
        "Journal of Machine Learning Research",
        "3",
        "https://www.jmlr.org/papers/v3/gers02a.html",
    ),
    "greff2015": ("arXiv", "", "arxiv:1503.04069"),
    "ba2016": ("arXiv", "", "arxiv:1607.06450"),
    "feng2024": ("arXiv", "", "arxiv:2410.01201"),
    "beck2024": ("arXiv", "", "arxiv:2405.04517"),
}
SECTIONS = {
    "hochreiter1997": "appendix A.1, equations (3) to (9)",
    "gers2000": "section 2",
    "gers2002": "section 2",
    "wikipedia": 'section "Variants"',
    "wikipedia_peephole": 'section "Variants"',
    "wikipedia_convolutional": 'section "Variants"',
    "greff2015": "section II and appendix",
    "mingru": "section 3",
    "minlstm": "section 3",
    "slstm": "section 2.2",
    "mlstm": "section 2.3",
}
#: The Keras that has a function first; none has those at the end.
SINCE = {
    "0.1": "tanh sigmoid hard_sigmoid_keras2 linear relu softplus",
    "3.0": "hard_sigmoid",
    "2.6": "relu6 leaky_relu",
    "1.1.1": "elu",
    "2.0.6": "selu",
    "3.7": "celu hard_tanh log_sigmoid tanh_shrink soft_shrink hard_shrink squareplus",
    "2.4": "gelu gelu_tanh silu",
    "2.13": "mish",
    "1.0.3": "softsign",
    "2.2.3": "exponential",
    "3.0.1": "hard_silu",
    "3.8": "sparse_plus threshold",
    "3.10": "sparse_sigmoid",
    "": "affine scaled_tanh thresholded_relu hard_sigmoid_onnx",
}
NAMED_AFTER = {
    "selu": "Klambauer et al. 2017, section 2",
    "celu": "Barron 2017",
    "gelu": "Hendrycks and Gimpel 2016, section 2",
    "gelu_tanh": "Hendrycks and Gimpel 2016, section 2",
    "mish": "Misra 2019",
}
RELEASED = {
    "2.0.0": "2017-03",
    "2.0.9": "2017-11",
    "2.2.5": "2019-08",
    "2.3.0": "2019-09",
    "2.4.0": "2020-06",
    "3.0.0": "2023-11",
}
#: Whether masks of the inputs are drawn anew at each timestep, and what else is odd.
MASKS = {
    "1.0.0": (False, ""),
    "2.0.0": (False, "implementations 1 and 2 drop no input"),
    "2.0.3": (False, ""),
    "2.0.9": (False, "the recurrent masks take their rate from dropout"),
    "2.1.3": (False, ""),
    "2.4.0": (
        True,
        "with the default options; with others the masks are the same at every timestep",
    ),
    "3.0.0": (False, "the recurrent mask takes its rate from dropout"),
    "3.2.0": (False, ""),
    "3.8.0": (False, "recurrent_dropout makes implementation 1 of every other"),
}
CHOICES = {
    "masked_output": {
        "previous": "the output emitted one timestep before, zeros before the first",
        "state": "the hidden state, which the masked step has kept",
        "zero": "zeros",
    },
    "go_backwards": {
        "False": "from the first to the last",
        "True": "from the last to the first; the output is in the order of processing",
    },
    "return_sequences": {
        "True": "the output of every timestep",
        "False": "the output of the last timestep",
    },
    "variant": {
        "V": "vanilla",
        "NIG": "no input gate",
        "NFG": "no forget gate",
        "NOG": "no output gate",
        "NIAF": "no input activation function",
        "NOAF": "no output activation function",
        "CIFG": "coupled input and forget gate",
        "NP": "no peepholes",
        "FGR": "full gate recurrence",
    },
    "input_forget": {
        "False": "they are not",
        "True": "the forget gate is what the input gate leaves",
    },
    "reset_after": {"True": "after the product with the recurrent weights", "False": "before it"},
    "stabilized": {
        "True": "as the paper and its package have it",
        "False": "as published copies have it",
    },
    "merge_mode": {
        "concat": "side by side, the forward one first",
        "sum": "their sum",
        "mul": "their product",
        "ave": "their mean",
    },
}
DEFAULTS = {
    "pytorch_quantized.levels": 127,
    "tensorflow1_basic.forget_bias": 1,
    "tensorflow1.forget_bias": 1,
    "tensorflow1_projection.forget_bias": 1,
    "layer_norm_contrib.epsilon": 1e-12,
    "layer_norm_contrib.forget_bias": 1,
    "layer_norm_addons.norm_epsilon": 1e-3,
    "mlstm.epsilon": 1e-6,
}
#: What is true of a function whose parameter is said to be so.
PARAMETERS: dict[str, Callable[[Any, Any, Any], bool]] = {
    "slope below zero": lambda f, x, p: f.diff(x).subs(x, -1) == p,
    "value towards minus infinity, with the sign changed": lambda f, x, p: f.subs(x, -sp.oo) == -p,
    "half the width of the zone that becomes zero": lambda f, x, p: (
        f.subs(x, p * 9 / 10) == 0 and f.subs(x, p * 11 / 10) != 0
    ),
    "width of the bend at zero": lambda f, x, p: f.subs(x, 0) == sp.sqrt(p) / 2,
    "values up to this one become zero": lambda f, x, p: (
        f.subs(x, p) == 0 and f.subs(x, p * 11 / 10) == p * 11 / 10
    ),
    "slope": lambda f, x, p: f.diff(x).subs(x, 0) == p,
    "value at zero": lambda f, x, p: f.subs(x, 0) == p,
}
BEGINS = {
    "Keras 2.2.4, keras/layers/recurrent.py, GRUCell": 1163,
    "Keras 2.2.4, keras/layers/recurrent.py, LSTMCell.call": 1918,
    "Keras 2.2.4, keras/layers/wrappers.py, Bidirectional.call": 485,
    "Keras 3.15.1, keras/src/layers/rnn/bidirectional.py, Bidirectional.call": 199,
    "Keras 3.15.1, keras/src/layers/rnn/gru.py, GRUCell.call": 182,
    "Keras 3.15.1, keras/src/layers/rnn/lstm.py, LSTMCell.call": 230,
    "Keras 3.15.1, keras/src/models/sequential.py, Sequential.call": 237,
    "PyTorch 2.13.0, torch/nn/modules/rnn.py, class LSTM": 830,
    "PyTorch 2.13.0, torch/nn/utils/rnn.py, pack_padded_sequence": 258,
    "TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py, class BasicLSTMCell": 617,
    "TensorFlow 1.13.1, tensorflow/python/ops/rnn_cell_impl.py, class LSTMCell": 783,
}


def test_papers_are_where_they_were_published() -> None:
    for paper in BIBLIOGRAPHY:
        assert (paper.journal, paper.volume, paper.link) == PAPERS[paper.key], paper.key
        assert paper.key.endswith(str(paper.year))
        if paper.link.startswith("arxiv:"):
            assert f"20{paper.link[6:8]}" == str(paper.year)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_formulation_names_the_section_that_it_is_taken_from(name: str) -> None:
    assert FORMULATIONS[name]["sources"][0].endswith(f", {SECTIONS[name]}")


@pytest.mark.parametrize("name", SECTIONS)
def test_a_layout_was_read_in_a_section_of_its_formulation(name: str) -> None:
    every = [one for one in vars(layouts).values() if isinstance(one, layouts.Layout)]
    known = SECTIONS[name].replace('"', "")
    for source in (one.source for one in every if one.name == name):
        _, *read = re.split(r", (?=section|appendix)", source)
        assert [place for place in read if not known.startswith(place)] == []


def test_a_definition_begins_where_it_was_found() -> None:
    assert LINES == BEGINS


def test_an_activation_exists_since_the_release_that_brought_it() -> None:
    assert {a.name: a.since for a in ACTIVATIONS} == {
        name: since for since, names in SINCE.items() for name in names.split()
    }


def test_an_activation_that_is_named_after_a_paper_names_it() -> None:
    found = {a.name: re.search(r"\((.*\d{4}.*)\)", a.meaning) for a in ACTIVATIONS}
    assert {name: said[1] for name, said in found.items() if said} == NAMED_AFTER


def test_releases_are_of_the_month_in_which_they_appeared() -> None:
    assert {row["since"]: row["released"] for row in MANIFEST["keras_versions"]} == RELEASED


def test_masks_of_dropout_are_drawn_as_the_releases_draw_them() -> None:
    found = {
        row["since"]: (row["every_timestep"], row["note"]) for row in MANIFEST["dropout_masks"]
    }
    assert found == MASKS


def test_a_value_of_an_option_is_said_to_mean_what_it_means() -> None:
    for name, stated in FORMULATIONS.items():
        for option, about in stated["options"].items():
            choices = about["choices"]
            given = {"False": "absent", "True": "given"}
            assert choices in ({}, given, CHOICES.get(option)), (name, option)


def test_a_number_is_the_default_that_the_framework_has() -> None:
    found = {
        f"{name}.{option}": about["default"]
        for name, stated in FORMULATIONS.items()
        for option, about in stated["options"].items()
        if isinstance(about["default"], float) and math.isfinite(about["default"])
    }
    assert found == DEFAULTS


def test_a_parameter_of_a_function_does_what_is_said_of_it() -> None:
    for one in ACTIVATIONS:
        usual = {p.symbol: p.default for p in one.parameters if p.default is not None}
        formula = in_sympy(one.formula).subs(usual)
        for p in one.parameters:
            if p.default is not None:
                (x,) = formula.free_symbols
                assert PARAMETERS[p.meaning](formula, x, sp.sympify(p.default)), (one.name, p)


@pytest.mark.parametrize("name", FORMULATIONS)
def test_a_size_in_a_title_is_one_that_the_arrays_have(name: str) -> None:
    stated = FORMULATIONS[name]
    shapes = json.dumps([symbol["shape"] for symbol in stated["symbols"].values()])
    sizes = re.findall(r"\b[a-z]+_[a-z]+\b", stated["title"])
    known = {*re.findall(r"\w+", shapes), "quantize_dynamic"}
    assert [size for size in sizes if size not in known] == []


@pytest.mark.parametrize("name", FORMULATIONS)
def test_a_definition_in_a_source_is_of_the_kind_of_cell(name: str) -> None:
    """No GRU's class is the source of an LSTM."""
    stated = FORMULATIONS[name]
    kinds = {
        kind for kind in ("LSTM", "GRU", "RNN") if kind in stated["title"].replace("Simple", "")
    }
    for source in stated["sources"]:
        named = re.search(r"(?:class |, )(\w+(?:\.call)?)$", source)
        said = {kind for kind in ("LSTM", "GRU") if named and kind in named[1]}
        assert not said or said <= kinds or not kinds, source


def test_the_release_that_a_layout_was_read_in_was_recorded() -> None:
    """Those of ONNX are read in documents, which compute nothing."""
    recorded = {about["version"] for folder in ("arrays", "further") for about in versions(folder)}
    for layout in vars(layouts).values():
        if isinstance(layout, layouts.Layout) and not layout.source.lower().startswith("onnx"):
            for release in re.findall(r"\d+\.\d+\.\d+", layout.source):
                assert any(release in said for said in recorded), layout.source
