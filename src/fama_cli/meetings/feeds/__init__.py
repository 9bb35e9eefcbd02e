"""One module for each format that lists of meetings come in."""
