"""Clients' records, encrypted: who they are by reference, what was asked and answered, and who looked.

Other rooms may use `model`, `errors` and `reference`, which are quick to import. The `cli` also uses `keys`, `embedded`,
`team`, `backup`, `check`, `erase`, `upgrade` and `move`, inside the command that needs them: they bring SQLAlchemy, at about 0.3 s.
"""
