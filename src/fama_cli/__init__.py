"""Facilitated access to mutual aid, from the command line."""

__version__ = "0.1.0"
