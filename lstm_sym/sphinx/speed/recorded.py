"""The file that `lstm-sym bench` writes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# In the order in which they are shown.
TITLES = {
    "lstm_c": "C, printed",
    "lstm_c_eight": "C, eight bits",
    "lstm_numpy": "NumPy, printed",
    "pytorch": "PyTorch",
    "onnxruntime_lstm": "onnxruntime",
    "keras_jax": "Keras on JAX",
    "keras_tensorflow": "Keras on TensorFlow",
    "numpy_plain": "NumPy by hand",
    "products_alone": "products alone",
    "lstm_c_bfloat16": "C, bfloat16",
    "openvino_lstm": "OpenVINO",
    "numba_step": "numba, by hand",
}
NARROW = "\u00a0"  # no line ends between a number and its unit
SIZES = ("batch", "timesteps", "input_dim", "units")


@dataclass(frozen=True)
class Race:
    """All contenders on one problem."""

    grid: str
    problem: Mapping[str, int]
    results: Mapping[str, Mapping[str, Any]]
    best_peer: str | None = None
    layer: str = ""  # what is computed of the sizes; a run of before had an LSTM alone

    @property
    def sizes(self) -> str:
        """As the tables have it: batch, timesteps, input_dim, units."""
        return ", ".join(f"{self.problem[size]:,}" for size in SIZES)

    @property
    def said(self) -> str:
        """The sizes in words."""
        return ", ".join(f"{size} {self.problem[size]:,}" for size in SIZES)

    def of(self, name: str, what: str) -> Any:
        """A number of a contender; None where it has none."""
        result = self.results.get(name, {})
        return result.get(what) if result.get("least_us") else None

    def microseconds(self, name: str) -> float | None:
        """The least time of a contender."""
        found = self.of(name, "least_us")
        return None if found is None else float(found)


@dataclass(frozen=True)
class Recorded:
    """One run of the benchmark."""

    machine: Mapping[str, Any]
    project: Mapping[str, float | None]
    peaks: Mapping[str, float]
    rounds: int
    seconds: float
    races: tuple[Race, ...]
    others: str = "waiting"  # what processes did while another ran

    def chosen(self, grid: str, threads: int) -> list[Race]:
        """The races of a grid."""
        return [r for r in self.races if r.grid == grid and r.problem["threads"] == threads]

    def versions(self) -> Iterator[tuple[str, str]]:
        """What each contender was, for those that this project does not make."""
        for name in names(self.races):
            version = next((v for r in self.races if (v := r.of(name, "version"))), "")
            if version != "generated":
                yield TITLES[name], version


def names(races: Sequence[Race]) -> list[str]:
    """The contenders that have a time in any of them."""
    return [n for n in TITLES if any(r.microseconds(n) is not None for r in races)]


def of(stated: Mapping[str, Any]) -> Recorded:
    """The content of the file; raises KeyError or TypeError where it is another one."""
    races = tuple(
        Race(
            one["grid"],
            one["problem"],
            {result["name"]: result for result in one["results"]},
            one.get("best_peer"),
            one.get("layer", ""),
        )
        for one in stated["races"]
    )
    return Recorded(
        stated["machine"],
        stated.get("project", {}),
        stated["product_peak_gflops"],
        stated["rounds"],
        stated["seconds"],
        races,
        stated.get("others", "waiting"),
    )


def time(microseconds: float) -> str:
    """With three digits, in the unit that fits."""
    for unit, size in (("s", 1e6), ("ms", 1e3)):
        if microseconds >= size:
            return f"{_three(microseconds / size)}{NARROW}{unit}"
    return f"{_three(microseconds)}{NARROW}µs"


def _three(number: float) -> str:
    return (
        f"{number:.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
    )
