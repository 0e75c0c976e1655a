"""`lstm-sym diff`: equations, terms, defaults, layouts and results of two formulations."""

import re
from collections.abc import Callable

import pytest
from click.testing import Result

from lstm_sym.diff import releases
from lstm_sym.diff.command import compared
from lstm_sym.diff.effect import effect
from lstm_sym.equations import FORMULATIONS
from lstm_sym.roles import Roles

Run = Callable[..., Result]
BY_NAME = {f.name: f for f in FORMULATIONS}


def own_terms(one: str, other: str) -> dict[str, tuple[list[str], ...]]:
    """The parts that only one has, for each role that both have and in which they differ."""
    found = compared(Roles(BY_NAME[one]), Roles(BY_NAME[other]))
    return {
        row.title: tuple(
            [mark.shown for mark in side.marks if mark.shown] for side in (row.one, row.other)
        )
        for row in found
        if row.one and row.other and not row.same
    }


def test_pytorch_differs_from_keras_in_the_second_bias_alone() -> None:
    expected = {
        role: ([], [f"b_{{h{gate}}}"])
        for role, gate in (
            ("input gate", "i"),
            ("forget gate", "f"),
            ("candidate", "g"),
            ("output gate", "o"),
        )
    }
    assert own_terms("keras", "pytorch") == expected


def test_peepholes_are_terms_and_the_output_gate_sees_the_new_state() -> None:
    assert own_terms("keras", "greff2015") == {
        "input gate": ([], ["p_i ⊙ c_{t-1}"]),
        "forget gate": ([], ["p_f ⊙ c_{t-1}"]),
        "output gate": ([], ["p_o ⊙ c_t"]),
    }


def test_the_forget_bias_of_tensorflow_is_a_term() -> None:
    assert own_terms("keras", "tensorflow1_basic") == {"forget gate": ([], ["β"])}


@pytest.mark.parametrize("name", ["wikipedia", "flax"])
def test_what_differs_in_names_alone_differs_in_nothing(name: str) -> None:
    assert own_terms("keras", name) == {}
    assert effect(Roles(BY_NAME["keras"]), Roles(BY_NAME[name]), everything=True) < 1e-14


def test_the_function_around_a_sum_counts() -> None:
    old = Roles(BY_NAME["keras"], {"recurrent_activation": "hard_sigmoid_keras2"})
    found = {row.title: row for row in compared(old, Roles(BY_NAME["keras"]))}
    assert [title for title, row in found.items() if not row.same] == [
        "input gate", "forget gate", "output gate",
    ]  # fmt: skip
    assert [mark.shown for mark in found["input gate"].one.marks] == ["hard_sigmoid_keras2"]


def test_a_gate_that_only_one_has_is_said(run: Run) -> None:
    output = run("diff", "keras", "gru").output
    assert re.search(r"forget gate\n +keras +f_t = .*\n +gru +has none", output)
    assert re.search(r"reset gate\n +keras +has none\n +gru +r_t = ", output)
    titles = ("input gate", "forget gate", "update gate", "reset gate", "candidate", "output gate")
    places = [output.index(f"\n  {title}\n") for title in titles]
    assert places == sorted(places)  # each where its own cell has it


@pytest.mark.parametrize("one", BY_NAME)
def test_every_formulation_compares_with_every_other(run: Run, one: str) -> None:
    for other in BY_NAME:
        result = run("diff", one, other)
        assert result.exit_code == 0
        if one == other:
            assert "only " not in result.output
            assert "differ" not in result.output.split("Largest")[0]


EFFECTS = {  # by kinds of weights: what both have, and everything
    ("keras", "pytorch"): (True, False),
    ("keras", "cudnn"): (True, False),
    ("pytorch", "cudnn"): (True, True),
    ("greff2015", "gers2002"): (False, False),
    ("keras", "wikipedia_peephole"): (False, False),
    ("pytorch", "pytorch_projection"): (True, False),
}


@pytest.mark.parametrize(("one", "other"), EFFECTS)
def test_the_effect_is_zero_exactly_where_the_equations_agree(one: str, other: str) -> None:
    roles = Roles(BY_NAME[one]), Roles(BY_NAME[other])
    for everything, same in zip((False, True), EFFECTS[one, other], strict=True):
        assert (effect(*roles, everything=everything) < 1e-14) == same


def test_layouts_name_the_gates_in_order_and_what_is_transposed(run: Run) -> None:
    output = run("diff", "keras", "pytorch").output
    assert "kernel: i f c o (input_dim, 4*units)" in output
    assert re.search(r"weight_ih: i f g o \(4\*hidden_size,.*differ", output)
    assert re.search(r"bias_hh: i f g o.*differ", output)


def test_two_releases_of_keras(run: Run) -> None:
    output = run("diff", "keras@2.2.4", "keras@3.15.1").output
    assert "hard_sigmoid, which is clip(0.2 x + 0.5, 0," in output
    assert "hard_sigmoid, which is clip(x / 6 + 0.5, 0," in output
    assert re.search(r"masked_output, tensorflow +state +previous", output)
    assert re.search(r"with the defaults +[1-9]", output)
    assert re.search(r"recurrent_activation='sigmoid' +0\.0e\+00", output)
    assert re.search(r"recurrent_activation='hard_sigmoid' +[1-9]", output)
    assert re.search(r"with a mask, on tensorflow +[1-9]", output)
    assert "2.3.0 " in output  # what changed in between


def test_two_releases_of_the_gru(run: Run) -> None:
    output = run("diff", "gru@2.2.4", "gru@3.15.1").output
    assert re.search(r"reset gate\n +gru@2\.2\.4 +r_t = hard_sigmoid_keras2\(", output)
    assert re.search(r"\n reset_after +False +True", output)
    assert re.search(r"input weights +kernel.*kernel: z r h \(input_dim, 3\*units\) *\n", output)
    assert re.search(r"second bias +none +recurrent_bias.*differ", output)
    assert "the default of reset_after changes from False to True" in output
    effects = dict(re.findall(r"\n (\S.*?) {3,}(\d\.\de[-+]\d\d)", output))
    same = {word for word, apart in effects.items() if float(apart) == 0}
    sigmoid, hard = (f"recurrent_activation='{name}'" for name in ("sigmoid", "hard_sigmoid"))
    assert same == {f"{sigmoid}, reset_after=False", f"{sigmoid}, reset_after=True"}
    assert {*effects} - same == {
        "with the defaults", "with a mask, on tensorflow",
        f"{hard}, reset_after=False", f"{hard}, reset_after=True",
    }  # fmt: skip


def test_reset_after_is_no_word_before_it_came(run: Run) -> None:
    output = run("diff", "gru@2.0.8", "gru@2.1.5").output
    assert "2.1.5   reset_after appears" in output
    said = "not comparable: reset_after is True, which came with Keras 2.1.5"
    assert said in " ".join(output.split())  # the table breaks it


def test_two_releases_of_the_simple_rnn_differ_where_a_mask_is(run: Run) -> None:
    output = run("diff", "simple_rnn@2.2.4", "simple_rnn@3.15.1").output
    assert re.search(r"with the defaults +0\.0e\+00", output)
    assert re.search(r"with a mask, on tensorflow +[1-9]", output)
    assert "recurrent_activation" not in output
    assert "reset_after" not in output


def test_a_simple_rnn_is_a_gru_without_gates(run: Run) -> None:
    roles = Roles(BY_NAME["simple_rnn"]), Roles(BY_NAME["gru"])
    assert set(roles[0].blocks.values()) < set(roles[1].blocks.values())


def test_a_release_of_keras_brings_its_default(run: Run) -> None:
    output = run("diff", "keras@2.2.4", "pytorch").output
    assert "i_t = hard_sigmoid_keras2(" in output


WRONG = {
    ("kears", "pytorch"): "there is no formulation 'kears'; did you mean keras?",
    ("keras", "pytroch"): "did you mean pytorch",
    ("keras", "xyz"): "there is no formulation 'xyz'; known: keras, hochreiter1997",
    ("keras@99", "keras"): "keras_version is '99', expected ",
    ("keras@", "keras"): "keras_version is ''",
    ("keras@2.2.4-tf", "keras"): "recurrent_activation is not given, and its default is not known",
    ("pytorch@2", "keras"): "releases have keras, gru, simple_rnn",
}


@pytest.mark.parametrize("names", WRONG)
def test_a_wrong_name_is_explained(run: Run, names: tuple[str, str]) -> None:
    result = run("diff", *names)
    assert result.exit_code == 2
    assert WRONG[names] in result.output


def test_what_the_older_release_brought_is_no_difference() -> None:
    found = [since for since, _ in releases.notes(releases.LAYERS["keras"], "2.3.0", "3.0.0")]
    assert found == ["2.4.0", "3.0.0"]
