"""The three stages: what a script is, how a walk goes through it, and what clients worry about."""
