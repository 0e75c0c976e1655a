"""From a formulation to what runs, in no language: `lower` gives a `Program`."""
