"""A layer's configuration: each word is taken once, and a word that is left over is refused."""

from collections.abc import Mapping
from typing import Any

from lstm_numpy import configuration, releases
from lstm_numpy.activations import BY_NAME
from lstm_numpy.arguments import LARGEST, shown
from lstm_numpy.files.refusal import NotKnown
from lstm_numpy.files.writer import Writer

MISSING: Any = object()
#: Of an array of Keras.
MOST_AXES = 8
#: What acts in training alone, by the end of the word.
TRAINING = ("_initializer", "_regularizer", "_constraint", "_init")
#: Words of every layer that change nothing when a model runs.
WITHOUT_EFFECT = configuration.WITHOUT_EFFECT | {
    *("input_spec", "seed", "sparse", "ragged", "optional", "noise_shape", "rate", "p"),
    *("momentum", "virtual_batch_size", "fused", "renorm", "renorm_clipping", "renorm_momentum"),
    *("synchronized", "W_constraint", "b_constraint", "weights", "beta_init", "gamma_init"),
    *(
        "lora_rank",
        "lora_alpha",
        "batch_size",
        "autocast",
        "use_cudnn",
        "build_config",
        "arguments",
    ),
}


class Options:
    """The words of one layer; errors name the layer and the word."""

    def __init__(self, name: str, class_name: str, config: Mapping[str, Any], writer: Writer):
        self.name, self.class_name, self.writer = name, class_name, writer
        self.config = dict(config)
        self._left = {k: v for k, v in self.config.items() if not self._trains(k)}

    @staticmethod
    def _trains(key: str) -> bool:
        return key in WITHOUT_EFFECT or key.endswith(TRAINING)

    def refuse(self, said: str) -> NotKnown:
        """The error for a word: raise it."""
        return NotKnown(f"the layer {self.name!r} ({self.class_name}) {said}")

    def take(self, *keys: str, default: Any = MISSING) -> Any:
        """The value of a word, which may have several names."""
        for key in keys:
            if key in self.config:
                self._left.pop(key, None)
                return self.config[key]
        if default is MISSING:
            raise self.refuse(f"has no {keys[0]!r} in its configuration")
        return default

    def whole(self, *keys: str, default: Any = MISSING, least: int = 1, most: int = LARGEST) -> int:
        """A whole number, also where it stands alone in a list."""
        value = self.take(*keys, default=default)
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            said = f"has {keys[0]}={shown(value)}, expected a whole number from {least} to {most}"
            raise self.refuse(said)
        return value

    def axis(self, *keys: str) -> int:
        """An axis of an array; the last one by default."""
        return self.whole(*keys, default=-1, least=-MOST_AXES, most=MOST_AXES - 1)

    def number(self, *keys: str, default: Any = MISSING) -> float:
        """A number, which TensorFlow.js's or Keras 3's JSON may wrap."""
        value = self.take(*keys, default=default)
        if isinstance(value, Mapping) and "value" in value.get("config", {}):
            value = value["config"]["value"]
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refuse(f"has {keys[0]}={shown(value)}, expected a number")
        return float(value)

    def flag(self, *keys: str, default: Any = MISSING) -> bool:
        """True or False; null is the default."""
        value = self.take(*keys, default=default)
        value = default if value is None else value
        if not isinstance(value, bool):
            raise self.refuse(f"has {keys[0]}={shown(value)}, expected true or false")
        return value

    def one_of(self, allowed: tuple[Any, ...], *keys: str, default: Any = MISSING) -> Any:
        """One of the supported values."""
        value = self.take(*keys, default=default)
        if not any(type(value) is type(one) and value == one for one in allowed):
            listed = ", ".join(map(repr, allowed))
            raise self.refuse(f"has {keys[0]}={shown(value)}; supported are {listed}")
        return value

    def function(self, *keys: str, default: Any = MISSING, mixing: tuple[str, ...] = ()) -> str:
        """The name in lstm_numpy.activations of what the release means by a word."""
        value = self.take(*keys, default=default)
        if isinstance(value, Mapping):
            value = configuration._function(f"the layer {self.name!r}", keys[0], value)
        name = "linear" if value is None else value
        if not isinstance(name, str):
            raise self.refuse(f"has {keys[0]}={shown(value)}, expected the name of a function")
        if name in mixing:
            return name
        meant = releases.activation(keys[0], name, self.writer.keras_version)
        if meant not in BY_NAME:
            raise self.refuse(f"has {keys[0]}={name!r}, which lstm_numpy does not know")
        return str(meant)

    def finish(self) -> None:
        """Raise NotKnown for a word that is left over: it may change what the layer computes."""
        policy = self.config.get("dtype")
        name = policy.get("config") if isinstance(policy, Mapping) else {"name": policy}
        name = name.get("name") if isinstance(name, Mapping) else None
        if isinstance(name, str) and name.endswith("float16"):  # also bfloat16 and the mixed ones
            how = "there is float32 and float64 here: save it from Keras with dtype='float32'"
            raise self.refuse(f"computes in {name}; {how}")
        left = {k: v for k, v in self._left.items() if v not in (None, False)}
        if left:
            listed = ", ".join(f"{k}={shown(v)}" for k, v in sorted(left.items()))
            raise self.refuse(f"has {listed}, which is not supported here")
