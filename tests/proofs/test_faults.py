"""`write` killed, without room, without leave, twice at once: whole products, old or new."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lstm_sym import generate

FILES = 12
NOBODY = 65534
# Writes two sets of products in turn, for ever; the folder comes as the first argument.
WRITER = """
import json, sys
from pathlib import Path
from lstm_sym import generate
folder, one, other = Path(sys.argv[1]), *(json.loads(Path(p).read_text()) for p in sys.argv[2:4])
print("ready", flush=True)
while True:
    for rendered in (one, other):
        generate.write(folder, rendered)
"""


def rendered(version: str) -> dict[str, str]:
    return {f"part{k % 3}/file{k}.txt": f"{version} {k}\n" * 3000 for k in range(FILES)}


def found(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text() for path in generate.products_in(folder)}


def whole(folder: Path) -> bool:
    return found(folder) in (rendered("old"), rendered("new"))


@pytest.fixture(name="writer")
def writer_of_two_versions(tmp_path: Path):
    for version in ("old", "new"):
        (tmp_path / f"{version}.json").write_text(json.dumps(rendered(version)))
    folder = tmp_path / "products" / "generated"
    generate.write(folder, rendered("old"))
    running: list[subprocess.Popen[str]] = []

    def start() -> Path:
        command = [sys.executable, "-c", WRITER, str(folder)]
        command += [str(tmp_path / f"{version}.json") for version in ("old", "new")]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return folder

    yield start, running
    for process in running:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_killed_at_any_moment_the_products_are_whole(writer) -> None:
    start, running = writer
    moments = random.Random(4)
    for _ in range(6):
        folder = start()
        time.sleep(moments.uniform(0, 0.08))
        running[-1].kill()
        running[-1].wait()
        assert whole(folder)
    # What a killed writer leaves beside them does not disturb the next one.
    generate.write(folder, rendered("new"))
    assert found(folder) == rendered("new")


def test_two_at_once_leave_whole_products(writer) -> None:
    start, running = writer
    start()
    folder = start()
    seen = set()
    for _ in range(40):
        try:
            seen.add(whole(folder))
        except FileNotFoundError:
            continue  # the folder was exchanged while it was being read
        time.sleep(0.005)
    for process in running:
        assert process.poll() is None, "one of two writers failed"
        process.kill()
        process.wait()
    assert whole(folder)
    assert seen


FULL = """
import resource, sys
from pathlib import Path
from lstm_sym import generate
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    generate.write(Path(sys.argv[1]), {f"file{k}.txt": "new" * 5000 * k for k in range(4)})
except OSError as error:
    print(type(error).__name__)
"""


def test_a_full_disk_leaves_the_old_products(tmp_path: Path) -> None:
    folder = tmp_path / "generated"
    generate.write(folder, rendered("old"))
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=True
    )
    assert run.stdout == "OSError\n"
    assert found(folder) == rendered("old")
    assert list(tmp_path.iterdir()) == [folder]


def test_a_folder_below_a_file_is_an_error_and_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OSError, match=r"file"):
        generate.write(tmp_path / "file" / "generated", rendered("new"))
    assert (tmp_path / "file").read_text() == "mine"


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody who owns nothing, where the tests run as root, who may write everywhere."""
    user = os.geteuid()
    os.seteuid(NOBODY if user == 0 else user)
    try:
        yield
    finally:
        os.seteuid(user)


def test_a_folder_without_leave_keeps_its_products() -> None:
    # Not below pytest's own folder, which others than its owner may not even enter.
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "generated"
        generate.write(folder, rendered("old"))
        folder.parent.chmod(0o555)
        try:
            with without_rights(), pytest.raises(PermissionError):
                generate.write(folder, rendered("new"))
            assert found(folder) == rendered("old")
            assert list(Path(place).iterdir()) == [folder]
        finally:
            folder.parent.chmod(0o700)
