"""`python -m fama_cli` is the same as `fama`."""

from fama_cli.cli.main import run

if __name__ == "__main__":
    run()
