"""Plans read once for all tests."""

import functools
from collections.abc import Callable
from pathlib import Path

import pytest

from plans.model import PlanDocument
from plans.read import read_plan

_ROOT = Path(__file__).resolve().parents[2]


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
