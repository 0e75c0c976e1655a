"""Equations beside each other, with the parts marked that only one side has."""
