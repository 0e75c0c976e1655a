"""Each bound of the readers is where it is said to be: what is at it is read, and no more."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from lstm_numpy.files import archive, kinds, refusal, text
from lstm_numpy.files.archive import Archive
from lstm_numpy.files.refusal import UnreadableFile
from tests.cli.test_export import INPUT, model


def zipped(path: Path, members: dict[str, bytes], kind: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def test_as_many_members_as_a_model_has_and_no_more(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(archive, "MOST", 3)
    three = zipped(tmp_path / "three.npz", {f"{n}": b"" for n in range(3)})
    assert list(Archive(three).members) == ["0", "1", "2"]
    four = zipped(tmp_path / "four.npz", {f"{n}": b"" for n in range(4)})
    with pytest.raises(UnreadableFile, match=r"four\.npz has 4 members, more than a model"):
        Archive(four)


def test_a_member_is_as_long_as_it_may_be(tmp_path: Path) -> None:
    whole = Archive(zipped(tmp_path / "m.keras", {"config.json": b"12345"}))
    assert whole.read("config.json", 5) == b"12345"
    with pytest.raises(UnreadableFile, match=r"'config\.json' of more than 4 bytes"):
        whole.read("config.json", 4)


def test_a_text_is_as_long_as_it_may_be(tmp_path: Path, monkeypatch) -> None:
    said = json.dumps([1, 2])
    monkeypatch.setattr(text, "LARGEST_TEXT", len(said))
    assert text.parsed(tmp_path / "a.json", "it", said) == [1, 2]
    with pytest.raises(UnreadableFile, match=f"it has {len(said) + 1} bytes"):
        text.parsed(tmp_path / "a.json", "it", f"{said} ")


@pytest.mark.parametrize("stored", [1, 100, refusal.UNPACKED // refusal.MOST_COMPRESSED])
def test_few_bytes_unpack_to_what_zlib_may_make_of_them(stored: int) -> None:
    assert refusal.unpacked(stored) == refusal.MOST_COMPRESSED * stored


def test_many_bytes_unpack_to_some_times_as_many() -> None:
    between = refusal.UNPACKED // refusal.TIMES
    assert refusal.unpacked(between - 1) == refusal.UNPACKED
    assert refusal.unpacked(between + 1) == refusal.TIMES * (between + 1)


def test_what_unpacks_to_the_bound_is_read_and_more_is_not(tmp_path: Path, monkeypatch) -> None:
    stream = io.BytesIO()
    np.save(stream, np.zeros(1000))
    path = zipped(tmp_path / "z.npz", {"z.npy": stream.getvalue()}, zipfile.ZIP_DEFLATED)
    monkeypatch.setattr(archive, "unpacked", lambda stored: len(stream.getvalue()))
    assert Archive(path).read("z.npy") == stream.getvalue()
    monkeypatch.setattr(archive, "unpacked", lambda stored: len(stream.getvalue()) - 1)
    with pytest.raises(UnreadableFile, match="claims"):
        Archive(path)


def test_a_model_has_as_many_layers_as_it_may_have(monkeypatch) -> None:
    layers = INPUT, ("Dense", {"units": 2}), ("Dense", {"units": 2})
    monkeypatch.setattr(kinds, "MOST", len(layers))
    assert len(model(*layers).layers) == len(layers)
    monkeypatch.setattr(kinds, "MOST", len(layers) - 1)
    with pytest.raises(UnreadableFile):
        model(*layers)
