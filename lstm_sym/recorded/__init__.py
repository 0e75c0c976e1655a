"""What frameworks and papers computed, read once, for `verify` and for the proofs."""
