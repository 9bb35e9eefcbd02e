"""Every meeting that was imported, in one SQLite file, and what can be asked of it."""
