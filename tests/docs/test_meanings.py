"""What options, functions and arrays are said to be, and where equations were read."""

import re

import pytest

from .data import FORMULATIONS, ROOT, number

#: Entered a second time: nothing here computes what an option is for.
OPTIONS = {
    "whether the gates have a bias (use_bias)": "bias",
    "whether there is a bias (use_bias)": "bias",
    "whether there is a second bias": "recurrent_bias",
    "whether the layer has biases": "bias_ih bias_hh",
    "the states before the first timestep": "initial_state",
    "which timesteps count; all of them when absent": "mask",
    "what is output at a masked timestep": "masked_output",
    "in which order the timesteps are processed": "go_backwards",
    "what the output holds": "return_sequences",
    "the full gate recurrence, which only FGR has": "R_from_i R_from_f R_from_o",
    "which of the variants": "variant",
    "whether the gates have peepholes": "P",
    "bound on the argument of each activation": "clip",
    "whether the input and the forget gate are coupled": "input_forget",
    "largest whole number of inputs and states": "levels",
    "addition to the bias of the forget gate": "forget_bias",
    "addition after the forget gate's norm": "forget_bias",
    "whether the gate i sees the cell state": "w_i_diag",
    "whether the gate f sees the cell state": "w_f_diag",
    "whether the gate o sees the cell state": "w_o_diag",
    "bound on the cell state": "cell_clip",
    "bound on the projected output": "proj_clip",
    "where the reset gate acts": "reset_after",
    "constant that keeps the root of a variance from zero": "epsilon norm_epsilon",
    "constant that keeps the denominator from zero": "epsilon",
    "whether a stabilizer keeps the exponentials below one": "stabilized",
    "how the two outputs become one": "merge_mode",
    "what the layer below puts out; the first has none": "below",
}


@pytest.mark.parametrize("name", FORMULATIONS)
def test_an_option_is_said_to_be_what_it_is(name: str) -> None:
    for option, about in FORMULATIONS[name]["options"].items():
        assert option in OPTIONS[about["meaning"]].split()


@pytest.mark.parametrize("name", FORMULATIONS)
def test_a_function_is_applied_where_it_is_said_to_be(name: str) -> None:
    stated = FORMULATIONS[name]
    for function, about in stated["functions"].items():
        used = [e["defines"][0] for e in stated["equations"] if function in e["symbols"]]
        roles = {stated["roles"].get(code, "") for code in used}
        gates = {role for role in roles if role.endswith("-gate")}
        assert gates or "gates" not in about["meaning"], (function, roles)
        counted = re.search(r"the (\w+) gates", about["meaning"])
        assert not counted or counted[1] == number(len(gates)), (function, roles)
        assert "gates" in about["meaning"] or not gates, (function, roles)
        assert ("state" in about["meaning"]) == any("state" in role for role in roles), function


@pytest.mark.parametrize("name", FORMULATIONS)
def test_an_array_is_called_what_its_blocks_are(name: str) -> None:
    symbols = FORMULATIONS[name]["symbols"]
    for array, about in FORMULATIONS[name]["stacks"].items():
        for block in about["blocks"]:
            meaning = symbols[block]["meaning"].partition(", block")[0]
            assert meaning == symbols[array]["meaning"], block


@pytest.mark.parametrize("name", FORMULATIONS)
def test_a_year_of_a_title_is_that_of_the_name(name: str) -> None:
    year = re.search(r"\d{4}$", name)
    assert re.findall(r"\d{4}", FORMULATIONS[name]["title"]) == ([year[0]] if year else [])


@pytest.mark.parametrize("name", FORMULATIONS)
def test_a_release_of_a_source_is_one_that_was_run(name: str) -> None:
    """Its arrays are recorded, or an environment has it."""
    reference = ROOT / "tests" / "reference"
    names = [f"-{path.name}" for path in reference.rglob("*.json")]
    run = " ".join([*names, *(p.read_text() for p in reference.glob("environments/*.txt"))])
    for source in FORMULATIONS[name]["sources"]:
        for release in re.findall(r"\d+\.\d+\.\d+", source):
            assert re.search(rf"[-=]{re.escape(release)}\b", run), source
