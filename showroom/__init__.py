"""Showroom: the desktop program in which a car dealership keeps its paper."""

__version__ = "0.1.0"
