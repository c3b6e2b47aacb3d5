"""The shared plans lie beside the repository; without them their tests are skipped, but not in CI."""

import functools
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from plans.model import PlanDocument
from plans.read import read_plan

_ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared_file() -> Callable[[str], Path]:
    """The file of one of the shared plans, by its name."""
    folder = Path(os.environ.get("DONDOC_SHARED", _ROOT.parent / "shared")) / "plans"
    if not folder.is_dir():
        reason = f"the shared plans are not at {folder} (set DONDOC_SHARED)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return lambda name: folder / f"{name}.txt"


@pytest.fixture(scope="session")
def shared_plan(shared_file: Callable[[str], Path]) -> Callable[[str], PlanDocument]:
    """Reads one of the shared plans by its name, once."""

    @functools.cache
    def plan(name: str) -> PlanDocument:
        file = shared_file(name)
        return read_plan(file.name, file.read_bytes())

    return plan


@pytest.fixture(scope="session")
def sample_file() -> Path:
    """The project's own sample plan."""
    return _ROOT / "samples" / "ke-hoach-cchc-2026.docx"
