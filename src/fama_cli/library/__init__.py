"""Briefing papers, and what there is to read, watch and use.

Public names: `model` (the things), `resource` (one, or those that meet conditions), `search` (ranked), `cite` (references).
"""
