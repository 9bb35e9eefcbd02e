"""One module for each format that meetings are written in."""
