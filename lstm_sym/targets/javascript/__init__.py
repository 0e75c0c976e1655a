"""JavaScript: the activations and one timestep of every formulation, for the pages."""
