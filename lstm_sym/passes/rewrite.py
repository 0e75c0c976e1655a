"""How a tree of SymPy is taken apart and put together again, in the author's order."""

from lstm_sym.passes.stable import rebuild as rebuild
from lstm_sym.printers.base import decimal as decimal
from lstm_sym.printers.base import fraction as fraction
from lstm_sym.printers.base import negated as negated
