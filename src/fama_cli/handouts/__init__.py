"""Handouts: one document model, and one renderer for each format."""
