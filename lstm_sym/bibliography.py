"""The papers and the repositories that equations are taken from. Data, not code."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Publication:
    """A paper; ``link`` is its DOI, its number on arXiv or its address."""

    key: str
    authors: tuple[str, ...]
    title: str
    journal: str
    year: int
    link: str
    volume: str = ""
    number: str = ""
    pages: str = ""

    @property
    def address(self) -> str:
        """Where it can be read, or bought."""
        kind, _, name = self.link.partition(":")
        bases = {"doi": "https://doi.org/", "arxiv": "https://arxiv.org/abs/"}
        return f"{bases[kind]}{name}" if kind in bases else self.link

    def cited(self, place: str = "") -> str:
        """As a line of text, with the place in it that something is taken from."""
        *first, last = self.authors
        authors = f"{', '.join(first)} and {last}" if first else last
        where = f"{self.journal} {self.volume}".strip()
        return f'{authors}, "{self.title}", {where}, {self.year}{f", {place}" if place else ""}'

    @property
    def bibtex(self) -> str:
        """As an entry of BibTeX."""
        fields = {
            "author": " and ".join(self.authors),
            "title": f"{{{self.title}}}",
            "journal": self.journal,
            "volume": self.volume,
            "number": self.number,
            "pages": self.pages.replace("-", "--"),
            "year": str(self.year),
            "doi": self.link.removeprefix("doi:") if self.link.startswith("doi:") else "",
            "url": "" if self.link.startswith("doi:") else self.address,
        }
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items() if text)
        return f"@article{{{self.key},\n{lines}}}"


HOCHREITER_1997 = Publication(
    "hochreiter1997",
    ("S. Hochreiter", "J. Schmidhuber"),
    "Long Short-Term Memory",
    "Neural Computation",
    1997,
    "doi:10.1162/neco.1997.9.8.1735",
    "9",
    "8",
    "1735-1780",
)
GERS_2000 = Publication(
    "gers2000",
    ("F. Gers", "J. Schmidhuber", "F. Cummins"),
    "Learning to Forget: Continual Prediction with LSTM",
    "Neural Computation",
    2000,
    "doi:10.1162/089976600300015015",
    "12",
    "10",
    "2451-2471",
)
GERS_2002 = Publication(
    "gers2002",
    ("F. Gers", "N. Schraudolph", "J. Schmidhuber"),
    "Learning Precise Timing with LSTM Recurrent Networks",
    "Journal of Machine Learning Research",
    2002,
    "https://www.jmlr.org/papers/v3/gers02a.html",
    "3",
    "",
    "115-143",
)
GREFF_2015 = Publication(
    "greff2015",
    ("K. Greff", "R. Srivastava", "J. Koutnik", "B. Steunebrink", "J. Schmidhuber"),
    "LSTM: A Search Space Odyssey",
    "arXiv",
    2015,
    "arxiv:1503.04069",
)
BA_2016 = Publication(
    "ba2016",
    ("J. Ba", "J. Kiros", "G. Hinton"),
    "Layer Normalization",
    "arXiv",
    2016,
    "arxiv:1607.06450",
)
FENG_2024 = Publication(
    "feng2024",
    ("L. Feng", "F. Tung", "M. Ahmed", "Y. Bengio", "H. Hajimirsadeghi"),
    "Were RNNs All We Needed?",
    "arXiv",
    2024,
    "arxiv:2410.01201",
)
BECK_2024 = Publication(
    "beck2024",
    (
        *("M. Beck", "K. Pöppel", "M. Spanring", "A. Auer", "O. Prudnikova", "M. Kopp"),
        *("G. Klambauer", "J. Brandstetter", "S. Hochreiter"),
    ),
    "xLSTM: Extended Long Short-Term Memory",
    "arXiv",
    2024,
    "arxiv:2405.04517",
)

REPOSITORIES = {
    "Keras": "https://github.com/keras-team/keras",
    "PyTorch": "https://github.com/pytorch/pytorch",
    "TensorFlow": "https://github.com/tensorflow/tensorflow",
    "ONNX": "https://github.com/onnx/onnx",
    "onnxruntime": "https://github.com/microsoft/onnxruntime",
}
#: Framework, release and file, as a source begins with them, and the definition in the file.
FILE = re.compile(
    r"((\w+) ((\d+)[\d.]*), ([\w/]+\.(?:py|md|cpp|cc|h)))(?:, (?:class )?(\w+(?:\.\w+)?))?"
)
#: Where each definition begins, as `tests/reference/measure_source_lines.py` found it installed.
LINES: dict[str, int] = json.loads(Path(__file__).with_name("source_lines.json").read_text())


def links(sources: Iterable[str]) -> dict[str, str]:
    """Where each source can be read: the text that is linked, and its address."""
    found = {paper.cited(): paper.address for paper in BIBLIOGRAPHY}
    for source in sources:
        file = FILE.match(source)
        if file and file[2] in REPOSITORIES:
            # Keras began to put a v before its tags with its third generation.
            tag = file[3] if file[2] == "Keras" and int(file[4]) < 3 else f"v{file[3]}"
            line = f"#L{LINES[file[0]]}" if file[0] in LINES else ""
            found[file[0]] = f"{REPOSITORIES[file[2]]}/blob/{tag}/{file[5]}{line}"
    return found


BIBLIOGRAPHY = (HOCHREITER_1997, GERS_2000, GERS_2002, GREFF_2015, BA_2016, FENG_2024, BECK_2024)
