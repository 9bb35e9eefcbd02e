"""One renderer for each format. Each takes a handout and a layout, and gives the bytes of a file."""
