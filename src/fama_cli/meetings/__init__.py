"""Meetings: reading lists of them, when each takes place, finding one, and writing them for others."""
