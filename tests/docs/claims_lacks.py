"""What the pages say that a layer, a framework or a file lacks; see claims.py.

A word that denies is in a claim only if the data says so: the other half is then what a page would
say if the layer had it.
"""

import sys
import warnings

import numpy as np

from lstm_numpy import LSTM, Bidirectional
from lstm_numpy.activations import BY_NAME
from lstm_sym import own_cell
from lstm_sym.checkout import ROOT
from lstm_sym.recorded.case import BOUNDS
from lstm_sym.verify import own_cells
from tests.gradients.test_held import NONE
from tests.gradients.test_held import rows as autograds
from tests.test_house import imports

from .claims_formulations import BEFORE, YEARS, gates, squashed
from .claims_keras import MASKED_OUTPUTS
from .claims_orders import VARIANTS, X, symbols
from .data import FORMULATIONS, MANIFEST, RELEASE, number, record, versions, weights, when

COMPARED = record("docs/results/compared.json")["compared"]


def a(has: bool) -> str:
    """With an article or without the thing."""
    return "a" if has else "no"


def only_if(holds: bool, denial: str = "no") -> str:
    """What stands before a word: nothing if it holds."""
    return "" if holds else f"{denial} "


def heading(name: str) -> str:
    """The title of a page, which a link to it shows."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8").partition("\n")[0][2:]


def link(name: str, up: str = "") -> str:
    return f"[{heading(name)}]({up}{name})"


def storage(cell: str, name: str) -> list[dict]:
    """How a package stores a layer, in each of its forms."""
    stored = MANIFEST["storages"]
    return [one for one in stored if (one["cell"], one["name"]) == (cell, name)]


def stores(cell: str, name: str, part: str) -> bool:
    """Whether a package has an array of that part."""
    (one,) = storage(cell, name)
    return any(part in array["parts"] for array in one["arrays"])


def states(name: str) -> set[str]:
    """The states that a cell of a package takes, by their letters."""
    given = own_cell.load(ROOT / own_cells.FOLDER / f"{name}.py").cell.given
    return {str(symbol).partition("_")[0] for symbol in given}


def computed(formulation: str) -> bool:
    """Whether a framework was compared that computes a formulation."""
    rows = (row for label, row in COMPARED.items() if label.split(".")[0] == formulation)
    return any(releases for row in rows for releases in row["with"].values())


def fed_back(formulation: str, state: str) -> bool:
    """Whether an equation of the cell takes a state of the timestep before."""
    cell = (e for e in FORMULATIONS[formulation]["equations"] if e["part"] == "cell")
    return any(state in e["symbols"] for e in cell)


def seen_by_gates(formulation: str) -> list[set[str]]:
    """Which states each gate takes."""
    every = ("input-gate", "forget-gate", "output-gate")
    return [{"h_tm1", "c_tm1", "c_t"} & set(symbols(formulation, gate)) for gate in every]


def second_bias(reset_after: str) -> bool:
    """Whether the equations of a GRU have its second bias, with a value of the option."""
    blocks = set(FORMULATIONS["gru"]["stacks"]["recurrent_bias"]["blocks"])
    stated = FORMULATIONS["gru"]["equations"]
    mine = (e for e in stated if reset_after in e["holds"].get("reset_after", []))
    return any(blocks & set(e["symbols"]) for e in mine)


def absent(formulation: str, label: str) -> str:
    """What an array is where it is not given."""
    (found,) = (e for e in FORMULATIONS[formulation]["equations"] if e["label"] == label)
    return number(int(found["latex"].split(" = ")[1]))


def unmerged() -> str:
    """With which `merge_mode` both outputs are returned."""
    modes = [*FORMULATIONS["bidirectional"]["options"]["merge_mode"]["choices"], None]
    layer = LSTM(2, seed=0)
    (found,) = (m for m in modes if isinstance(Bidirectional(layer, merge_mode=m)(X), list | tuple))
    return str(found)


def sees_cell(variant: str) -> bool:
    """Whether a gate of one of Greff's variants sees the cell state."""
    stated = FORMULATIONS["greff2015"]["equations"]
    sums = [e for e in stated if e["holds"].get("variant") == [variant] and "sum" in e["label"]]
    return any({"c_tm1", "c_t"} & set(e["symbols"]) for e in sums)


def mindspore() -> str:
    """How far its LSTM is off, where the others are off by more."""
    (recorded,) = (one for one in versions("further") if one["framework"] == "mindspore")
    (kind,) = {case["kind"] for name, case in recorded["cases"].items() if name == "lstm"}
    return f"{BOUNDS[kind, 'float32']:.0e}".replace("e-0", "e-")


def taken(*places: str) -> set[str]:
    """What the Python files of a part import beyond the standard library."""
    paths = [ROOT / "lstm_sym" / place for place in places]
    files = [f for path in paths for f in ([path] if path.is_file() else path.rglob("*.py"))]
    return {name.split(".")[0] for f in files for name in imports(f)} - sys.stdlib_module_names


def row(*places: str) -> str:
    """The end of a row of the house: what its files may import."""
    return f"| {', '.join(sorted(taken(*places))) or 'nothing'} |"


def warn_of_large_numbers() -> bool:
    """Whether an activation does."""
    large = np.array([-np.inf, -1e300, -1e4, 1e4, 1e300, np.inf])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for name, function in BY_NAME.items():
            function(large, **({"threshold": 1, "default_value": 0} if name == "threshold" else {}))
    return bool(caught)


def changes(option: str) -> str:
    """What an option of Keras that the equations do not have, or have, changes."""
    return f"`{option}` changes {'an' if option in OPTIONS else 'no'} equation"


def written(formulation: str, label: str) -> str:
    """An equation as a tree, in text."""
    every = FORMULATIONS[formulation] if formulation in FORMULATIONS else GRADIENTS[formulation]
    (found,) = (e["tree"] for e in every["equations"] if e["label"] == label)
    return str(found)


GRADIENTS = MANIFEST["gradients"]
WIKIPEDIA = [name for name in FORMULATIONS if name.startswith("wikipedia")]
OPTIONS = FORMULATIONS["keras"]["options"]
CELL_STATE, BACK = written("keras", "cell-state"), written("keras_gradients", "gradient-c-tm1")
GATES = LSTM(1, keras_version=RELEASE).get_config()["recurrent_activation"]
RECORDED = any(
    NONE not in line for line in autograds() if line.split("`")[1] in {*YEARS, *WIKIPEDIA}
)
SQUASHED = squashed("gers2002")
FORGETS = "f_t" in gates("hochreiter1997")
(TENSORFLOW1,) = storage("lstm", "tensorflow1")
SAME = seen_by_gates("wikipedia_peephole") == seen_by_gates("gers2002")
COMPUTED = f"and {a(computed('wikipedia_peephole'))} framework here computes it."
EARLY = YEARS["gers2000"]
PAGES: dict[str, list[str]] = {
    "README.md": [
        f"The gates of that release {'use' if GATES == 'sigmoid' else 'do not use'} the sigmoid of "
        f"the literature: the default of `recurrent_activation` was `{GATES}`,",
    ],
    "CONTRIBUTING.md": [
        f"frameworks that equations are taken from, as data {row('bibliography.py')}",
        f"gate orders and releases, as data {row('layouts.py', 'versions.py', 'dropout.py')}",
        f"what was measured of each other package, as data {row('packages.py')}",
        "reader and schema "
        f"{only_if('sympy' in taken('manifest/read.py', 'manifest/schema.py'))}SymPy |",
        f"a distribution, `lstm-numpy` {row('targets/numpy/support/distribution')}",
        f"arrays, the loop over time {row('targets/javascript/support')}",
        f"and `lstm_numpy`, {only_if('sympy' in taken('sphinx'), 'never')}SymPy |",
    ],
    "docs/api/activations.md": [
        f"Large numbers cause {only_if(warn_of_large_numbers())}warnings.",
    ],
    "docs/api/files.md": [link("use-without-the-framework.md", "../")],
    "docs/api/sphinx.md": [
        f"The build {only_if('sympy' in taken('sphinx'), 'never')}imports SymPy.",
    ],
    "docs/five-pictures.md": [
        f"only one product and one sum, and {a('dot' in CELL_STATE)} matrix.",
        f"{'has' if FORGETS else 'did not have'} this gate.",
    ],
    "docs/index.md": [link("use-without-the-framework.md")],
    "docs/gradients.md": [
        "by the forget gate only: "
        f"{a('dot' in BACK)} matrix, {a('activation' in BACK)} activation.",
    ],
    "docs/gradients/compute.md": [
        f"{a(RECORDED).capitalize()} framework was recorded for the cells of the papers and of",
    ],
    "docs/gradients/equations.md": [
        f"the state or the previous output; if that was {list(MASKED_OUTPUTS)[-1]}, it ends there.",
    ],
    "docs/keras/options.md": [
        f"{changes('return_state')}.\n",
        f"{changes('stateful')}: the layer",
        f"{'A' if {'unroll', 'implementation'} & set(OPTIONS) else 'Neither'} changes an equation.",
    ],
    "docs/try-it.md": [
        f"Count the 1s, then choose the formulation of {YEARS['hochreiter1997']}: it has "
        f"{a(FORGETS)} forget gate, and counts as well.",
        f"then choose the formulation of {YEARS['hochreiter1997']}: it "
        f"{'can' if FORGETS else 'cannot'} forget.",
    ],
    "docs/formulations/bidirectional.md": [
        f"With `merge_mode={unmerged()}` both outputs are returned as they are.",
    ],
    "docs/formulations/called-lstm.md": [
        f"has gates but {a('c' in states('brain_js'))} cell state",
        ("With" if stores("lstm", "lasagne", "peephole") else "Without")
        + " peepholes the layer computes the usual LSTM, and `convert` takes its arrays as "
        "`lasagne`",
    ],
    "docs/formulations/compare.md": [
        "adds a forget bias when it runs, and "
        + ("does not store it." if TENSORFLOW1["adds_forget_bias"] else "stores it."),
    ],
    "docs/formulations/cudnn.md": [
        f"and {only_if(bool(weights('cudnn', 'peephole')))}peepholes.",
    ],
    "docs/formulations/gers2002.md": [
        f"the cell state is {only_if(SQUASHED, 'no longer')}squashed before the output.",
    ],
    "docs/formulations/greff2015.md": [
        f"## {VARIANTS['NP'].capitalize()}: NP\n",
        f"{a(sees_cell('NP')).capitalize()} gate sees the cell state:",
    ],
    "docs/formulations/gru-elsewhere.md": [
        f"`nnx.GRUCell` of Flax has {a(stores('gru', 'flax_nnx', 'recurrent_bias'))} bias beside",
    ],
    "docs/formulations/gru.md": [
        f"moves the reset gate, and has {a(second_bias(BEFORE))} second bias",
        "TensorFlow.js " + ("has" if len(storage("gru", "tfjs")) > 1 else "does not have") + " it.",
        f"With `use_bias={when('gru', 'no-bias', 'bias')}` both biases are "
        f"{absent('gru', 'no-recurrent-bias')}.",
    ],
    "docs/formulations/hochreiter1997.md": [
        f"The LSTM of Hochreiter and Schmidhuber has {a(FORGETS)} forget gate:",
        f"the cell of this paper has {a(FORGETS)} forget gate,",
    ],
    "docs/formulations/index.md": [
        f"and {YEARS['gers2002']}: {only_if(FORGETS)}forget gate, forget gate, peepholes |",
        f"one state and {only_if(bool(gates('simple_rnn')))}gates, in Keras and elsewhere",
    ],
    "docs/formulations/mlstm.md": [
        "has a matrix per head as its memory, and "
        f"{only_if(bool(weights('mlstm', 'hidden state')))}recurrent weights.",
        f"With `stabilized={when('mlstm', 'no-stabilizer', 'stabilized')}` these replace",
    ],
    "docs/formulations/xlstm.md": [
        f"With `stabilized={when('slstm', 'no-stabilizer', 'stabilized')}` these replace",
    ],
    "docs/formulations/onnx.md": [link("use-without-the-framework.md", "../")],
    # As tests/reference/further_packages.py leaves out the initial states.
    "docs/formulations/package-weights.md": ['for p in layer.get_params() if "init" not in p.name'],
    "docs/formulations/packages.md": [
        "a recurrent bias for `nnx.GRUCell`, which has "
        + ("one" if stores("gru", "flax_nnx", "recurrent_bias") else "none"),
        "`linen.GRUCell` has " + ("one" if stores("gru", "flax", "recurrent_bias") else "none"),
        f"its LSTM by less than {mindspore()}.",
    ],
    "docs/formulations/quantized-onnx.md": [
        f"the peepholes are {absent('onnx_quantized', 'no-peepholes')}.",
    ],
    "docs/formulations/simple-rnn.md": [
        f"The simple recurrent layer has {only_if(bool(gates('simple_rnn')))}gates:",
    ],
    "docs/formulations/tensorflow1.md": [
        "The forget bias is added when the cell runs, and is "
        f"{only_if(not TENSORFLOW1['adds_forget_bias'], 'not')}stored.",
    ],
    "docs/formulations/wikipedia-peephole.md": [
        f"**It is {only_if(SAME, 'not')}the one of [Gers, Schraudolph and Schmidhuber]",
        COMPUTED,
        "In Wikipedia's form the gates see "
        f"{a(any('h_tm1' in seen for seen in seen_by_gates('wikipedia_peephole')))} hidden state:",
        f"Gers {'squashes' if SQUASHED else 'does not squash'} the cell state before it is output.",
        f"is {only_if(fed_back('wikipedia_peephole', 'h_tm1'), 'never')}fed back.",
    ],
    "docs/formulations/wikipedia.md": [
        f"**The one with peepholes is {only_if(SAME, 'not')}the peephole LSTM of Gers,",
        COMPUTED,
    ],
}
