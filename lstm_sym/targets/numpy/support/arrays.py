"""The type of every array here: floats of any precision, or objects that add and multiply."""

from typing import Any, TypeAlias

from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]
