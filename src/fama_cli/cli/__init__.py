"""Talks to people and shells: one file for each command, one place where errors become words."""
