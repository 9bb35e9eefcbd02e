"""Groups, substances and helplines: what they are, which fit, and how far a contact can be trusted.

Public names: `model` (the things), `names` (what a person called a substance), `find` (which groups
fit), `trust` (how far to trust a contact), `group` (one group, or two side by side), `stale` (what to
check next), `leaflet` (numbers in a leaflet), `lines` (helplines), `dates` and `phones` (comparing).
"""
