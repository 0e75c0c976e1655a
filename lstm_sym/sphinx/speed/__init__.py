"""Charts and tables of what `lstm-sym bench` recorded."""

from lstm_sym.sphinx.speed.directive import ShowSpeed as ShowSpeed
