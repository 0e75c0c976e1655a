"""Diagrams of a cell or of an equation, laid out from the expressions and written as SVG."""
