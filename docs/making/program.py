"""The program in a process of its own, as `running` has it: python -m docs.making.program find cocaine

Not a copy of the process that makes the pages: Typst has threads, and a copy has none of them.
"""

from __future__ import annotations

import sys

from docs.making.running import as_it_is_here
from fama_cli.cli.main import main

if __name__ == "__main__":
    with as_it_is_here():
        code = main(sys.argv[1:])
    sys.exit(code)
