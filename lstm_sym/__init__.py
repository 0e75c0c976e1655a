"""The LSTM's equations, written once in SymPy; documentation and code are printed from them."""

__version__ = "0.1.0"
