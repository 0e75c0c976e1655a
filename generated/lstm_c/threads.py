"""How many threads a large call may use, and the threads that help.

A call runs in the thread that makes it. Helpers join it inside the compiled code when they are
free, so a call never waits for one to start: not after a fork, which leaves the child without
them, and not when many threads call at once, which share the same few helpers.
"""

import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Sequence
from numbers import Integral
from typing import Any, TypeVar

from lstm_numpy.floats import NONE, shown

LARGEST = 32  # LSTM_MAX_THREADS of the header

T = TypeVar("T")

_calls: queue.SimpleQueue[tuple[Any, Any]] = queue.SimpleQueue()
_lock = threading.Lock()
_started = 0
_number = 0  # 0: not decided yet


def get_threads() -> int:
    """How many threads a large call may use.

    It is what `set_threads` was last given, else the environment variable LSTM_C_THREADS, else
    the number of processors that this process may use. Small calls use one thread. The results
    do not depend on it.
    """
    return _number or set_threads(None)


def set_threads(number: int | None) -> int:
    """Set the number of threads for all later calls, 1 to 32; None: the default again.

    Returns the number; raises ValueError for any other.

    Examples
    --------
    >>> set_threads(1)
    1
    """
    global _number
    name = "number"
    if number is None:
        number = min(len(processors()), LARGEST)
        if "LSTM_C_THREADS" in os.environ:
            name, text = "LSTM_C_THREADS", os.environ["LSTM_C_THREADS"]
            number = int(text) if text.isdecimal() else -1
    is_whole = isinstance(number, Integral) and not isinstance(number, NONE)
    if not is_whole or not 1 <= number <= LARGEST:
        given = os.environ[name] if name == "LSTM_C_THREADS" else number
        raise ValueError(f"{name} is {shown(given)}, expected a whole number from 1 to {LARGEST}")
    _number = int(number)
    return _number


def processors() -> set[int] | range:
    if hasattr(os, "sched_getaffinity"):
        return os.sched_getaffinity(0)
    return range(os.cpu_count() or 1)


def call_for_help(helpers: int, function: Any, call: Any) -> None:
    """Let so many other threads call the function, which returns at once if they come too late."""
    while _started < helpers and _start():
        pass
    for _ in range(min(helpers, _started)):
        if _calls.qsize() < LARGEST:  # else all are busy elsewhere
            _calls.put((function, call))


def divided(work: Callable[[T], object], items: Sequence[T]) -> None:
    """Do the work of each item: whichever thread is free takes the next one.

    When nothing is left to take, this thread helps with what others still do. Raises what
    ``work`` raised.
    """
    left, done = deque(items), queue.SimpleQueue[BaseException | None]()

    def some(_: None) -> None:
        while left:
            try:
                item = left.popleft()
            except IndexError:  # another thread took the last one
                break
            try:
                work(item)
            except BaseException as error:  # for the thread that waits
                done.put(error)
            else:
                done.put(None)

    call_for_help(min(get_threads(), len(items)) - 1, some, None)
    some(None)
    while done.qsize() < len(items) and _help_once():
        pass
    for error in [done.get() for _ in items]:
        if error is not None:
            raise error


def _help_once() -> bool:
    """Do what the next call for help asks for, if there is one."""
    try:
        function, call = _calls.get_nowait()
    except queue.Empty:
        return False
    function(call)
    return True


def _start() -> bool:
    """Start a helper; False where the system has no more threads, or Python ends."""
    global _started
    with _lock:
        try:
            threading.Thread(target=_help, args=(_calls,), name="lstm_c", daemon=True).start()
        except RuntimeError:
            return False
        _started += 1
    return True


def _help(calls: queue.SimpleQueue[tuple[Any, Any]]) -> None:
    while True:
        function, call = calls.get()
        function(call)
        del function, call  # perhaps the last reference to a layer


def _forget() -> None:
    """In the child of a fork, which has none of the threads."""
    global _calls, _lock, _started
    _calls, _lock, _started = queue.SimpleQueue(), threading.Lock(), 0


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
