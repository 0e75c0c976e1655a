"""One contender a file: what it is called, what it imports, and ``build(problem)``.

``build`` returns a function without arguments that computes lstm_output. Everything that a user
would do once, such as packing weights or compiling, belongs into ``build``.
"""
