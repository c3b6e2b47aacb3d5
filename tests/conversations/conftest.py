"""Conversations run on SQLite, where a commune runs; the storage tests prove both databases."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path

import pytest

from tests.conversations.office import Office, local, open_office
from tests.conversations.town import Prepared, Town, open_town, prepare


@pytest.fixture
async def office(tmp_path: Path, sqlite_url: str) -> AsyncIterator[Office]:
    """An office on 1 December 2021, when Tân Quang's plan for 2022 is sent."""
    async with open_office(tmp_path / "data", sqlite_url, local(date(2021, 12, 1))) as opened:
        yield opened


@pytest.fixture(scope="session")
def prepared(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, shared_file: Callable[[str], Path]
) -> Prepared:
    """Tân Quang with its plan approved and everybody joined, told once for all tests."""
    folder = tmp_path_factory.mktemp("town")
    database = Path(shutil.copyfile(sqlite_template, folder / "town.db"))
    return asyncio.run(prepare(folder / "data", database, shared_file("tan-quang-2022")))


@pytest.fixture
async def town(tmp_path: Path, prepared: Prepared) -> AsyncIterator[Town]:
    """Tân Quang on the morning of 15 March 2022, two days before the answers are due."""
    database = Path(shutil.copyfile(prepared.database, tmp_path / "dondoc.db"))
    async with open_town(tmp_path / "data", f"sqlite:///{database}", prepared.accounts) as opened:
        yield opened
