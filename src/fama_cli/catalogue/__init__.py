"""Data files: reading, checking, laying local ones over shipped ones, and keeping the checked result.

Public names: `load` (the directory, from the cache or from the files), `places` (which folders), `checking`
(everything wrong in some files), `overlay` (which file a fact came from), `schema` (JSON Schema for editors),
`record` (writing a check down).
"""
