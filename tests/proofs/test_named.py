"""A fault of a fast form or of gradients is named with its equation and its line."""

import re

import numpy as np
import pytest

from lstm_sym.equations import FORMULATIONS
from lstm_sym.proofs import fast, gradients_named, page_back
from lstm_sym.proofs.calls import together
from lstm_sym.proofs.campaign import (
    fast_text,
    formulation,
    gradients_text,
    manifest,
    with_fast,
)
from lstm_sym.proofs.campaign import together as modules_of
from lstm_sym.proofs.configurations import one_at_a_time
from lstm_sym.targets.numpy.gradients import function_of

FAST = [f.name for f in FORMULATIONS if fast_text(f.name)]
GRADIENTS = [f.name for f in FORMULATIONS if gradients_text(f.name)]


@pytest.mark.parametrize("name", FAST)
def test_a_right_timestep_is_blamed_for_nothing(name: str) -> None:
    stated, printed = formulation(name), fast_text(name)
    for way in fast.forms(stated, printed).values():
        reading = fast.FastReadback(stated, with_fast(name), printed, way)
        configuration = next(one_at_a_time(stated, way.plain))
        given = reading._given(configuration, of_cell=False)
        assert not reading._where(configuration, given, of_cell=False)


@pytest.mark.parametrize("name", GRADIENTS)
def test_right_gradients_are_blamed_for_nothing(name: str) -> None:
    stated, texts = formulation(name), modules_of(name)
    file = f"{stated.module}_gradients"
    with together(texts) as modules, np.errstate(all="ignore"):
        function = vars(modules[stated.module])[function_of(stated)]
        code = modules[file], texts[file], function, manifest()
        for configuration in one_at_a_time(stated):
            chosen = page_back.configuration(stated, configuration.options)
            assert not gradients_named._where(stated, chosen, *code)
    assert gradients_named.differences(stated, texts, manifest())[1] == []


def changed(text: str, right: str, wrong: str) -> str:
    assert right in text
    return text.replace(right, wrong)


@pytest.mark.parametrize(
    ("name", "right", "wrong", "label"),
    [
        ("keras", "divide(g_c, i_f, i_f)", "multiply(g_c, i_f, i_f)", "cell-state"),
        ("keras", "add(one, i_f_o, i_f_o)", "add(i_f_o, i_f_o, i_f_o)", "input-gate"),
        ("keras", "tanh(g_t, g_t)", "exp(g_t, g_t)", "candidate"),
        ("gru", "multiply(z_t, z_h, z_t)", "add(z_t, z_h, z_t)", "hidden-state"),
        ("greff2015", "multiply(p_o, c_t, s_3)", "multiply(one, c_t, s_3)", "output-gate-sum"),
        ("slstm", "maximum(", "minimum(", "stabilizer"),
        ("mlstm", "add(s_3, k_sum, n_t)", "multiply(s_3, k_sum, n_t)", "normalizer"),
    ],
)
def test_a_fault_of_a_fast_form_is_named(name: str, right: str, wrong: str, label: str) -> None:
    text = changed(fast_text(name), right, wrong)
    ways = fast.forms(formulation(name), text)
    found = list(fast.differences(formulation(name), with_fast(name), text, ways))
    assert found
    for one in found:
        assert f"from the equation {label} on" in one
        assert line_of(one, text).endswith(label) or f"{label}," in line_of(one, text)


@pytest.mark.parametrize(
    ("name", "right", "wrong", "label"),
    [
        ("keras", "slope[:, 1] = c_tm1 * ", "slope[:, 1] = c_t * ", "gradient-z-f"),
        ("keras", "d_c_tm1 = d_c_t * f_t[t]", "d_c_tm1 = d_c_t * i_t[t]", "gradient-c-tm1"),
        ("keras", "d_c_t = g_c_t + ", "d_c_t = g_c_t - ", "gradient-c-t"),
        ("keras", "joined(products[0][", "joined(-products[0][", "gradient-"),
        ("greff2015", "+ c_tm1 * f_t_by_f_sum", "- c_tm1 * f_t_by_f_sum", "gradient-c-tm1"),
        ("gru", "g_t = activation(a_g_t)", "g_t = z_h", "candidate-reset-"),
        ("greff2015", "f_t = 1 - i_t", "f_t = 1 + i_t", "forget-gate-cifg"),
        (
            "greff2015",
            "d_c_t * c_tm1[t]  # gradient-f-t",
            "d_c_t * z_t[t]  # gradient-f-t",
            "gradient-f-t",
        ),
        ("gru", "v_1 = r_t * h_tm1", "v_1 = z_t * h_tm1", "candidate-reset-before"),
        ("gru", "d_v_1 * r_t[t] + from", "d_v_1 * z_t[t] + from", "gradient-h-tm1"),
    ],
)
def test_a_fault_of_gradients_is_named(name: str, right: str, wrong: str, label: str) -> None:
    stated, texts = formulation(name), modules_of(name)
    file = f"{stated.module}_gradients"
    texts[file] = changed(texts[file], right, wrong)
    _, found = gradients_named.differences(stated, texts, manifest())
    assert found
    assert all(f"the equation {label}" in one for one in found)
    assert all(label in line_of(one, texts[file]) for one in found)


def test_a_fault_that_a_mask_alone_shows_is_no_equations() -> None:
    stated, right = formulation("keras"), 'mask = sizes.boolean("mask"'
    wrong = right.replace("sizes", "~sizes")
    text, steps = changed(with_fast("keras"), right, wrong), fast_text("keras")
    found = list(fast.differences(stated, text, steps, fast.forms(stated, steps)))
    assert found
    assert all("mask" in one and one.endswith(fast.FastReadback.around) for one in found)
    texts = modules_of("keras")
    texts["keras_gradients"] = changed(texts["keras_gradients"], right, wrong)
    _, found = gradients_named.differences(stated, texts, manifest())
    assert found
    assert all(one.endswith(gradients_named.MASKED) for one in found)


def line_of(said: str, text: str) -> str:
    """The line that a difference names."""
    (number,) = re.findall(r", line (\d+) of the (?:fast form|gradients)$", said)
    return text.splitlines()[int(number) - 1]
