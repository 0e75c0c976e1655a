"""What the pages about proofs, mutants, accuracy and speed claim; see claims.py."""

import math

from lstm_sym.bench.problem import LAYERS
from lstm_sym.bench.race import OTHERS, OURS
from lstm_sym.measure import drift, numerics, sweep
from lstm_sym.proofs import kill_table, readback_activations
from lstm_sym.recorded.case import BOUNDS
from lstm_sym.sphinx.speed.recorded import TITLES

from .claims_formulations import BITS, STANDALONE
from .claims_keras import INSIDE
from .data import NEWEST, compared_with, listed, number, record, versions
from .tried import recorded_of, refused

PROOFS = len(record("docs/results/proofs.json")["rows"])
DRIFTS = [row[2:] for row in record("docs/results/drift.json")["rows"] if row[1] == "float32"]
SWEPT = record("docs/results/sweep.json")["rows"]
RACES = record("docs/results/bench.json")["races"]
GROWING = next(race["problem"] for race in RACES if race["grid"] == "units")
INTEL = record("docs/results/bench_intel.json")["races"]
WIDEST = max((race["problem"] for race in INTEL), key=lambda problem: problem["units"])
#: What becomes of large arguments, and where a mutant is counted that changes nothing.
RIGHT = {"finite", "inf, which is right"}
FAR_OUT = {row[-1] for row in record("docs/results/numerics.json")["rows"]}
EQUAL = record("docs/results/mutants.json")["tables"]["kinds"]["columns"][-2]
#: What computes a formulation and is no framework.
PAPER = {"the paper in plain floats"}
PEERS = number(len(set(TITLES) - {*OURS, *OTHERS}))


def bound(kind: str, dtype: str) -> str:
    """A bound of the tests as a page writes it."""
    return f"{BOUNDS[kind, dtype]:.0e}".replace("e-0", "e-")


def computed(formulation: str) -> str:
    """Whether a framework's arrays were compared with a formulation, or the paper's alone."""
    compared = record("docs/results/compared.json")["compared"].items()
    found = [row["with"] for label, row in compared if label.startswith(f"{formulation}.")]
    return "A framework here" if set().union(*found) - PAPER else "No framework here"


PAGES: dict[str, list[str]] = {
    "docs/how-it-is-made.md": [
        f"come from {number(len(versions()))} releases and backends of Keras: {STANDALONE[0]}, "
        f"{STANDALONE[1]}, tf.keras 2.15, {NEWEST} on TensorFlow, JAX, PyTorch and NumPy, those "
        f"inside TensorFlow {listed(INSIDE)}, and TensorFlow.js.",
        f"come from {listed(compared_with())}.",
        ':start-at: "return np.exp(np.minimum(x, 0))"',
        "missing or shown at two places as its own",
        *(f"| `{label}` | {why} |" for label, why in refused()),
        f"so {recorded_of('cudnn')} arrays of it were recorded.",
    ],
    "docs/mutants.md": [
        f"| {EQUAL} | nothing: it computes the same as the original,",
        "relative to values above 1.",
        f"The tests allow {bound('ordinary', 'float32')} in float32 and "
        f"{bound('ordinary', 'float64')} in float64; {bound('saturated', 'float32')} and "
        f"{bound('saturated', 'float64')} where gates are saturated.",
        f"off by less than {number(kill_table.MARGIN)} times the largest of these fails",
    ],
    "docs/numerics.md": [
        f"{'Some' if FAR_OUT - RIGHT else 'None'} of them gives a warning or a NaN.",
        f"with its formula at {numerics.DIGITS} digits, computed",
        f"Most points lie between −{numerics.POINTS.max():g} and {numerics.POINTS.max():g}, and "
        "most of these near 0.",
        "the distance between two neighbouring floats",
        '"ulp of 1 or more" counts results below 1 as if they were 1;',
        f"arguments from 1e{math.log10(min(abs(numerics.FAR))):.0f} to "
        f"1e{math.log10(max(numerics.FAR)):.0f},",
        "close to zero and two terms cancel: `hard_sigmoid` near −3 is",
        f"The {number(len(sweep.REFERENCES))} functions of a Keras layer's gates and states were "
        f"tried on all {SWEPT[0][1]:,} numbers of float32.",
        "whose rounding is 2²⁹ times finer",
        "with the equations at 50 digits.",
        f"The layer has {drift.UNITS} units, {drift.INPUTS} inputs and seeded normal weights, of "
        f"standard deviation {drift.SETTINGS['ordinary weights']:g} (ordinary) and "
        f"{drift.SETTINGS['large weights']:g} (large).",
        f"stays below {number(int(max(map(max, DRIFTS)) * 1e6) + 1)} millionths in float32 over "
        f"{drift.TIMESTEPS[-1]:,} timesteps: gates below 1",
    ],
    "docs/speed.md": [
        "The first fifth of a turn is not counted: until then two threads may share",
        "as at the fourth row, they take more than a tenth of the time of its products",
        "and the third every grid but `formulations`, the rows also with two threads.\n"
        "The fourth runs the grid",
        "with one and with two threads: single timesteps, padded sequences, a GRU, and "
        f"{number(max(problem.layers for problem in LAYERS))} layers in both directions",
        f"as the best of the {PEERS} peers:",
        "### Two threads",
        ":show: bars\n:threads: 2\n",
        ":show: rows\n:threads: 2\n",
        "`--row 1` or `--threads 2`",
    ],
    "docs/speed/why-it-is-fast.md": [
        "together is quicker than two.",
        "Three more things",
        "would touch two lines, and these products would take half as long again",
    ],
    "docs/speed/measurements.md": [
        f"a GRU, and {number(max(problem.layers for problem in LAYERS))} layers in both directions",
        f"*C, {BITS} bits* is the layer [in {BITS} bits](../{BITS}-bits.md)",
        "## Two threads",
        ":show: all\n:threads: 2\n",
        ":show: layers\n:threads: 2\n",
        f"At batch {max(race['problem']['batch'] for race in INTEL)} the last target",
        f"With one example, {WIDEST['timesteps']} timesteps, input_dim {WIDEST['input_dim']} and "
        f"{WIDEST['units']:,} units,",
        "Batch 1, input_dim 10, units 32, one thread.",
        "a contender lacks such a layer or its package was not installed.",
        "has three turns at most",
        f"Batch {GROWING['batch']}, timesteps {GROWING['timesteps']}, input_dim "
        f"{GROWING['input_dim']}, one thread.",
        "More than 100 % is possible",
    ],
    "docs/mutants/tests.md": [
        *(
            f"| {column} |"
            for column in record("docs/results/audit.json")["tables"]["files"]["columns"][2:]
        ),
    ],
    "docs/trust.md": [
        # What the named threads say; the documentation of TensorFlow said it in that release.
        "In January 2017 the cell state in them was wrong "
        "([pytorch/pytorch#525](https://github.com/pytorch/pytorch/pull/525)); "
        "in March 2018 a weight in them had the wrong name "
        "([pytorch/pytorch#5661](https://github.com/pytorch/pytorch/issues/5661)).",
        "The documentation of TensorFlow 2.16.1 said that `hard_sigmoid` ends at 2.5; the code "
        "ended at 3 ([tensorflow/tensorflow#65381]"
        "(https://github.com/tensorflow/tensorflow/issues/65381)).",
        "- Keras publishes no equation of its LSTM.",  # in the documentation of the class
        f"- {computed('wikipedia_peephole')} computes [Wikipedia's peephole LSTM]",
        f"So there are {number(PROOFS)} proofs,",
        f"For each of the {number(PROOFS)} a test plants a fault that this proof sees and the "
        f"{number(PROOFS - 1)} others do not.",
    ],
    "docs/trust/proofs.md": [
        f"[in {BITS} bits and in bfloat16](../{BITS}-bits.md)",
        *(f"## {place}. " for place in range(1, PROOFS + 1)),
        f"Activations are compared at {number(readback_activations.DIGITS)} digits.",
        "Two adjacent arrays always mean",
        "shown twice or is missing",  # the build of the site: tests/site
        # tests/proofs/test_page.py reads what its files import.
        "It has its own lexer and imports neither SymPy nor a printer.",
        "two equations for one symbol",
        "whose weights are all 0.1.",
        # The faults that tests/proofs/test_trust.py plants.
        "a change in the sixteenth digit of a constant",
        "bounds that are a hundred times looser",
    ],
}
