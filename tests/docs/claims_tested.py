"""What the pages deny: quoted with the test that asserts it, or from the data; see claims.py."""

import runpy
import sys
from unittest.mock import patch

from lstm_sym.checkout import ROOT
from lstm_sym.proofs import languages
from tests.test_house import imports

from .claims_lacks import only_if, taken
from .data import record
from .tried import recorded_of, without_the_framework

PLAIN = [path for path in (ROOT / "tests/papers").glob("*.py") if not path.stem.startswith("test")]
SHARED = {"lstm_sym", "lstm_numpy"} & {n.split(".")[0] for f in PLAIN for n in imports(f)}
MEANING = imports(ROOT / "lstm_sym/proofs/meaning.py")
PRINTERS = any(name.startswith(("numpy", "lstm_sym.targets")) for name in MEANING)
CUDNN = f"{only_if(recorded_of('cudnn') != 'no', 'not')}"
RUNS = without_the_framework()
#: Each piece of a page, and the tests that assert it.
TESTED: dict[str, dict[str, list[str]]] = record("tests/docs/tested.json")
SCRIPTS = ROOT / "tests" / "reference"
#: What the page calls the layers that were converted.
CONVERTED = {
    "no-bias": "with and without biases",
    "both": "one direction and two",
    "peepholes": "peepholes",
    "projection": "a projection",
    "hard": "`hard_sigmoid`",
}


def converted() -> str:
    """The layers that tests/reference converts and runs in the real frameworks."""
    with patch.object(sys, "path", [str(SCRIPTS), *sys.path]):
        cases = runpy.run_path(str(SCRIPTS / "measure_conversions.py"))["CASES"]
    names = {name for of_one in cases.values() for name in of_one}
    return ", ".join(said for name, said in CONVERTED.items() if name in names)


IN_JAX = "JAX" in languages.PARTS
PAGES: dict[str, list[str]] = {
    "README.md": [
        "Keras publishes no equation of its LSTM,",  # in the documentation of the class
        f"Run a trained model {RUNS.replace(' the ', ' its ')}:",
    ],
    "docs/index.md": [f"run a trained model {RUNS.replace(' the ', ' its ')} |"],
    "docs/use-without-the-framework.md": [
        f"runs it with NumPy, {RUNS.split()[0]} Keras, TensorFlow, PyTorch or ONNX Runtime.",
    ],
    "docs/convert-weights.md": [f"over every layer that the pair allows: {converted()}."],
    "docs/formulations/cudnn.md": [
        f"These functions were {CUDNN}compared with cuDNN itself, which needs a GPU,",
    ],
    "docs/formulations/options.md": [
        f"cuDNN, for example, was {CUDNN}run, because it needs a GPU.",
    ],
    "docs/how-it-is-made.md": [f"which shares {'some' if SHARED else 'no'} code with this one."],
    "docs/trust/proofs.md": [
        f"which an interpreter evaluates {'with' if PRINTERS else 'without'} the printers and "
        f"{'with' if PRINTERS else 'without'} NumPy.",
        f"The printed JAX code is {'' if IN_JAX else 'neither '}read back "
        f"{'and' if IN_JAX else 'nor'} mutated: it is compared",
    ],
    "docs/use-it-in-your-own-project.md": [
        f"so readers can build it {'with' if 'sympy' in taken('sphinx') else 'without'} SymPy:",
    ],
}
for _page, _tested in TESTED.items():
    PAGES[_page] = PAGES.get(_page, []) + list(_tested)
