"""NumPy: the fast form of a Program; its engine stands in ``support/``."""
