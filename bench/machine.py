"""What the numbers were measured on."""

from __future__ import annotations

import os
import platform
import sysconfig
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path


def described() -> Iterator[tuple[str, str]]:
    """Names and values, for a table."""
    yield "Processor", f"{_processor()}, {os.cpu_count()} cores"
    yield "Memory", f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB"
    yield "System", f"{_system()}, {platform.machine()}"
    optimised = "--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or "")
    yield "Python", f"{platform.python_implementation()} {platform.python_version()}, built with{'' if optimised else 'out'} optimisation"
    yield "Libraries", ", ".join(f"{name} {version(name)}" for name in ("typer", "rich", "pydantic", "PyYAML", "typst", "zxing-cpp"))
    yield "fama", version("fama-cli")


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    if about.exists():
        for line in about.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"
