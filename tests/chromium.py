"""Where the installed Chromium is, for tests that look at a page."""

import os
import shutil
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The path of a Chromium: DONDOC_CHROMIUM, /usr/bin/chromium, or the first known name on the PATH."""
    named = os.environ.get("DONDOC_CHROMIUM")
    if named:
        return named
    if Path("/usr/bin/chromium").exists():
        return "/usr/bin/chromium"
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def chromium_or_skip() -> str:
    """The path of a Chromium; without one the test is skipped, and in CI it fails."""
    path = find_chromium()
    if path is not None:
        return path
    reason = "no Chromium found: install one or name it in DONDOC_CHROMIUM"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
