"""Conversations run on SQLite, where a commune runs; the storage tests prove both databases."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.conversations.office import Office, local, open_office


@pytest.fixture
async def office(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Office]:
    """An office on 1 December 2021, when Tân Quang's plan for 2022 is sent."""
    async with open_office(tmp_path / "data", sqlite_url, local(date(2021, 12, 1))) as opened:
        yield opened
