"""NumPy: the fast form of a Program; its engine is in ``support/``."""
