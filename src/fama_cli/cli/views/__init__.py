"""How each answer looks: as a document for scripts, as rows, and on a screen."""
