"""C: Keras's cell, its header and what compiles and calls them."""
