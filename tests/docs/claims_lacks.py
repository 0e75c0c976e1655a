"""What the pages say that a layer, a framework or a file lacks; see claims.py.

A word that denies is in a claim only if the data says so: the other half is then what a page would
say if the layer had it.
"""

from lstm_numpy import LSTM, Bidirectional
from lstm_sym import own_cell
from lstm_sym.checkout import ROOT
from lstm_sym.recorded.case import BOUNDS
from lstm_sym.verify import own_cells

from .claims_formulations import BEFORE, YEARS, gates, squashed
from .claims_orders import VARIANTS, X, symbols
from .data import FORMULATIONS, MANIFEST, number, record, versions, weights, when

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


SQUASHED = squashed("gers2002")
FORGETS = "f_t" in gates("hochreiter1997")
(TENSORFLOW1,) = storage("lstm", "tensorflow1")
SAME = seen_by_gates("wikipedia_peephole") == seen_by_gates("gers2002")
COMPUTED = f"and {a(computed('wikipedia_peephole'))} framework here computes it."
EARLY = YEARS["gers2000"]
PAGES: dict[str, list[str]] = {
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
