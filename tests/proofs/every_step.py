"""Interrupts `write` at each of its steps in turn, and judges what is left; run as a program.

A step is what Python tells its audit hooks of: every file opened, every name listed, made, moved
or removed. The first argument is an empty folder, the second what the folder of products holds at
first (nothing, theirs, old), the third how a step is interrupted (kill, fail, stop).
"""

import os
import shutil
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from lstm_sym.folder import NotWritten, write
from lstm_sym.generate import differences
from tests.proofs.folders import OTHER, ours, plant, products, theirs, whole

STEPS = ("open", "os.", "fcntl.")
#: How the interrupted run may end.
WRITTEN, UNCHANGED, CHANGED, NOT_REACHED, KILLED, FAULT = 0, 1, 2, 3, 9, 10


def prepared(place: Path, first: str) -> Path:
    """The folder of products as it is before the run that is interrupted."""
    shutil.rmtree(place, ignore_errors=True)
    folder = place / "site"
    if first != "nothing":
        plant(folder)
    if first == "old":
        write(folder, products("old"))
        (folder / "one.py").chmod(0o640)
        (folder / "old" / "two.txt").write_text("edited")
    return folder


def interrupt(how: str, at: int, reached: list[int]) -> Callable[[str, tuple[object, ...]], None]:
    """A hook that interrupts the step of this number."""
    steps = count()

    def hook(event: str, _about: tuple[object, ...]) -> None:
        if not event.startswith(STEPS) or next(steps) != at:
            return
        if how == "kill":
            os._exit(KILLED)
        reached.append(at)
        raise OSError(28, "No space left on device") if how == "fail" else KeyboardInterrupt

    return hook


def run(folder: Path, how: str, at: int) -> int:
    """Write the new version in a process of its own; how that ended."""
    child = os.fork()
    if child == 0:
        reached: list[int] = []
        sys.addaudithook(interrupt(how, at, reached))
        code = FAULT
        try:
            write(folder, products("new"))
            code = WRITTEN if reached else NOT_REACHED
        except NotWritten as error:
            code = UNCHANGED if "nothing was changed" in str(error) else CHANGED
        except KeyboardInterrupt:
            code = CHANGED
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def left(folder: Path) -> list[str]:
    """The files that wait beside a product."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.lstm-sym-new"))
    return [name for name in found if name != OTHER]


def judge(place: Path, first: str, how: str, at: int, then: str) -> bool:
    """Interrupt one step, judge, write a version, judge; whether there was such a step."""
    about = f"{first}, {how} at step {at}, then {then}: "
    folder = prepared(place, first)
    mine, before = theirs(folder), ours(folder)
    edited = {"old/two.txt": "edited"} if first == "old" else {}
    code = run(folder, how, at)
    assert code != FAULT, about + "another error"
    now = ours(folder)
    assert whole({path: text for path, text in now.items() if edited.get(path) != text}), about
    for version in ("old", "new"):
        if differences(folder, products(version)) == []:
            assert products(version).items() <= now.items(), about + "check is wrong"
    if code == UNCHANGED:
        assert now == before, about + "something was changed"
        assert left(folder) == [], about + "something is left"
        assert first != "nothing" or not folder.exists(), about + "a folder is left"
    if first != "nothing":
        waiting = set(left(folder))
        found = {name: seen for name, seen in theirs(folder).items() if name not in waiting}
        assert found == mine, about + "a foreign file"
    write(folder, products(then))
    assert ours(folder) == products(then) | edited, about + "not mended"
    assert left(folder) == [], about + "not cleared"
    assert differences(folder, products(then)) == [], about
    if first != "nothing":
        assert theirs(folder) == mine, about + "a foreign file, in the end"
    if first == "old":
        assert (folder / "one.py").stat().st_mode & 0o777 == 0o640, about + "the mode"
    return code != NOT_REACHED


def main() -> None:
    place, first, how = Path(sys.argv[1]) / "place", sys.argv[2], sys.argv[3]
    for then in ("new", "third"):
        steps = next(at for at in count() if not judge(place, first, how, at, then))
    print(steps)


if __name__ == "__main__":
    main()
