"""Which release this is.

Printed from lstm_sym/__init__.py by `lstm-sym generate`.
Do not edit: change the equations and generate again.
"""

__version__ = "0.1.0"
