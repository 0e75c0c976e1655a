"""Rewritings of equations into equal ones, one a file; each is proven equal by a test."""
