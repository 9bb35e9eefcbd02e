"""Reading leaflets that already exist. Public names: `reading` (a file to lines of text), `mentions` (what is in them)."""
