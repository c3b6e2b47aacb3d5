"""What the tests of every room share: a migrated, empty database of each kind."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from storage.database import Database, sync_url
from storage.migrate import upgrade
from storage.tables import METADATA

_SERVER = os.environ.get("DONDOC_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file, to be copied."""
    file = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite file of this test's own."""
    file = tmp_path / "dondoc.db"
    shutil.copyfile(sqlite_template, file)
    return f"sqlite:///{file}"


@pytest.fixture(scope="session")
def postgres_bare_url() -> Iterator[str]:
    """An empty PostgreSQL database of this session's own, without tables."""
    name = f"dondoc_test_{uuid4().hex[:12]}"
    server = create_engine(_SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no PostgreSQL to test on (DONDOC_TEST_POSTGRES, {type(error.orig).__name__})")
    yield make_url(_SERVER).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def postgres_migrated_url(postgres_bare_url: str) -> str:
    upgrade(postgres_bare_url)
    return postgres_bare_url


@pytest.fixture
def postgres_url(postgres_migrated_url: str) -> str:
    """The session's PostgreSQL database, emptied."""
    engine = create_engine(sync_url(postgres_migrated_url))
    # DELETE, children first: TRUNCATE of two dozen tables costs a tenth of a second, this two milliseconds.
    with engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()
    return postgres_migrated_url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database of each kind in turn."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, migrated, empty database of each kind in turn."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def shared_file() -> Callable[[str], Path]:
    """The file of one of the shared plans, by its name.

    They lie beside the repository; without them their tests are skipped, but never in CI.
    """
    folder = Path(os.environ.get("DONDOC_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "plans"
    if not folder.is_dir():
        reason = f"the shared plans are not at {folder} (set DONDOC_SHARED)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return lambda name: folder / f"{name}.txt"
