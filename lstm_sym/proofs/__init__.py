"""Proofs that page, code and equations say the same; each is seen to fail on a fault."""
