"""Measure, print what was found, and write bench/RESULTS.md.

`make bench` runs this. It exits with 0 whether or not the promises are met: it reports, and never stops a build.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    # Run as a file, so that its own folder comes first on the path; the folder above holds the `bench` modules.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from bench.measure import main

    sys.exit(main(sys.argv[1:]))
