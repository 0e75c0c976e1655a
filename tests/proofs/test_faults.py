"""`write` interrupted at every step, killed, without room, without leave, twice at once."""

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
from lstm_sym.folder import NotWritten
from tests.proofs import every_step
from tests.proofs.folders import ours, plant, products, theirs, whole

NOBODY = 65534
LINES = 3000
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


@pytest.mark.parametrize("how", ["kill", "fail", "stop"])
@pytest.mark.parametrize("first", ["nothing", "theirs", "old"])
def test_interrupted_at_any_step_the_next_run_mends_it(
    tmp_path: Path, pytestconfig: pytest.Config, first: str, how: str
) -> None:
    ran = subprocess.run(
        [sys.executable, str(every_step.__file__), str(tmp_path), first, how],
        env=os.environ | {"PYTHONPATH": str(pytestconfig.rootpath)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) > 40


@pytest.fixture(name="writer")
def writer_of_two_versions(tmp_path: Path):
    for version in ("old", "new"):
        (tmp_path / f"{version}.json").write_text(json.dumps(products(version, LINES)))
    folder = tmp_path / "site"
    plant(folder)
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


def test_killed_at_any_moment_every_file_is_whole(writer, tmp_path: Path) -> None:
    start, running = writer
    mine = theirs(tmp_path / "site")
    moments = random.Random(4)
    for _ in range(6):
        folder = start()
        time.sleep(moments.uniform(0, 0.08))
        running[-1].kill()
        running[-1].wait()
        assert whole(ours(folder), LINES)
    generate.write(folder, products("new", LINES))
    assert ours(folder) == products("new", LINES)
    assert theirs(folder) == mine


def test_two_at_once_leave_whole_files(writer, tmp_path: Path) -> None:
    start, running = writer
    mine = theirs(tmp_path / "site")
    start()
    folder = start()
    for _ in range(40):
        try:
            found = ours(folder)
        except FileNotFoundError:
            continue  # a file was removed between the question whether it is there and the reading
        assert whole(found, LINES)
        time.sleep(0.005)
    for process in running:
        assert process.poll() is None, "one of two writers failed"
        process.kill()
        process.wait()
    generate.write(folder, products("new", LINES))
    assert ours(folder) == products("new", LINES)
    assert theirs(folder) == mine


FULL = """
import resource, signal, sys
from pathlib import Path
from lstm_sym import generate
from lstm_sym.folder import NotWritten
from tests.proofs.folders import products
signal.signal(signal.SIGXFSZ, signal.SIG_DFL if sys.argv[2] == "kill" else signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    generate.write(Path(sys.argv[1]), products("new", 3000))
except NotWritten as error:
    print(error)
"""


@pytest.mark.parametrize("how", ["error", "kill"])
def test_a_full_disk_leaves_the_old_products(
    tmp_path: Path, pytestconfig: pytest.Config, how: str
) -> None:
    """Killed where the file size ends is killed in the middle of writing a file."""
    folder = tmp_path / "site"
    plant(folder)
    generate.write(folder, products("old"))
    mine = theirs(folder)
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(folder), how],
        env=os.environ | {"PYTHONPATH": str(pytestconfig.rootpath)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ours(folder) == products("old")
    if how == "error":
        assert ran.stdout == f"cannot write {folder}: File too large; nothing was changed\n"
        assert theirs(folder) == mine
    else:
        assert ran.returncode < 0
        assert theirs(folder) != mine  # a part of a file waits there
    generate.write(folder, products("new"))
    assert ours(folder) == products("new")
    assert theirs(folder) == mine


def test_a_folder_below_a_file_is_an_error_and_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(NotWritten, match=r"Not a directory.*nothing was changed"):
        generate.write(tmp_path / "file" / "deep" / "generated", products("new"))
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


@pytest.mark.parametrize("closed", [".", "part"])
def test_a_folder_without_leave_keeps_its_products(closed: str) -> None:
    """Without leave for one folder of several, none is written to."""
    # Not below pytest's own folder, which others than its owner may not even enter.
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = Path(place) / "site"
        generate.write(folder, products("old"))
        for path in (folder, *filter(Path.is_dir, folder.rglob("*"))):
            path.chmod(0o777)
        (folder / closed).chmod(0o555)
        with without_rights(), pytest.raises(NotWritten, match=r"Permission denied.*nothing was"):
            generate.write(folder, products("new"))
        assert ours(folder) == products("old")
        assert sorted(p.name for p in folder.iterdir()) == [
            *("old", "one.manifest.json", "one.py", "part", "two.manifest.json", "two.py")
        ]
        with without_rights():  # nothing is to be written: no leave is needed
            generate.write(folder, products("old"))
