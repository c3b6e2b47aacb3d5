import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from storage import inbox, people
from storage.backup import BackupRefused, back_up, restore
from storage.database import Database, sqlite_file, sync_url
from storage.migrate import is_current

NOW = datetime(2022, 3, 15, tzinfo=UTC)


async def fill(url: str) -> None:
    database = Database(url)
    async with database.write() as session:
        await people.create_unit(session, "UBND xã Tân Quang", None, None, NOW)
    await database.close()


async def unit_names(url: str) -> list[str]:
    database = Database(url)
    async with database.read() as session:
        names = [(await people.get_unit(session, 1)).name]
    await database.close()
    return names


async def test_a_backup_made_while_the_bot_writes_comes_back_whole(sqlite_url: str, tmp_path: Path) -> None:
    await fill(sqlite_url)
    data = tmp_path / "data"
    (data / "evidence").mkdir(parents=True)
    (data / "evidence" / "ab12").write_bytes(b"anh")
    (data / "dondoc-loi.log").write_text("not kept")
    running = Database(sqlite_url)
    async with running.write() as session:
        await inbox.mark_done(session, 1, 1, NOW)
        # Uncommitted, and so not in the copy.
        await people.create_unit(session, "UBND xã Hồng Phong", None, None, NOW)
        assert back_up(sqlite_url, data, tmp_path / "copy.zip") > 0
    await running.close()
    elsewhere = f"sqlite:///{tmp_path / 'elsewhere' / 'dondoc.db'}"
    assert restore(elsewhere, tmp_path / "elsewhere", tmp_path / "copy.zip") == 1
    assert is_current(elsewhere)
    assert await unit_names(elsewhere) == ["UBND xã Tân Quang"]
    assert (tmp_path / "elsewhere" / "evidence" / "ab12").read_bytes() == b"anh"
    assert not (tmp_path / "elsewhere" / "dondoc-loi.log").exists()
    with closing(sqlite3.connect(tmp_path / "elsewhere" / "dondoc.db")) as copy:
        assert copy.execute("SELECT count(*) FROM unit").fetchone() == (1,)


async def test_nothing_is_ever_overwritten(sqlite_url: str, tmp_path: Path) -> None:
    await fill(sqlite_url)
    target = tmp_path / "copy.zip"
    back_up(sqlite_url, tmp_path / "data", target)
    before = target.read_bytes()
    with pytest.raises(BackupRefused) as twice:
        back_up(sqlite_url, tmp_path / "data", target)
    with pytest.raises(BackupRefused) as over_it:
        restore(sqlite_url, tmp_path / "data", target)
    assert (twice.value.reason, over_it.value.reason) == ("exists", "exists")
    assert target.read_bytes() == before


def test_what_is_no_backup_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    empty = f"sqlite:///{tmp_path / 'new' / 'dondoc.db'}"
    (tmp_path / "text.zip").write_text("no zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("photo.jpg", b"x")
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as evil:
        evil.writestr("dondoc.db", b"x")
        evil.writestr("files/../../out", b"x")
    for name in ("text.zip", "other.zip", "evil.zip", "missing.zip"):
        with pytest.raises(BackupRefused) as caught:
            restore(empty, tmp_path / "new", tmp_path / name)
        assert caught.value.reason == "not_a_backup"
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "new" / "dondoc.db").exists()


def test_a_database_that_is_not_there_cannot_be_saved(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused) as caught:
        back_up(f"sqlite:///{tmp_path / 'none.db'}", tmp_path, tmp_path / "copy.zip")
    assert caught.value.reason == "no_database"
    assert not (tmp_path / "copy.zip").exists()


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="PostgreSQL's tools are not installed here")
async def test_a_postgresql_backup_comes_back_into_an_empty_database(
    postgres_url: str, tmp_path: Path
) -> None:
    await fill(postgres_url)
    back_up(postgres_url, tmp_path / "data", tmp_path / "copy.zip")
    engine = create_engine(sync_url(postgres_url), isolation_level="AUTOCOMMIT")
    fresh = engine.url.set(database=f"{engine.url.database}_copy")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {fresh.database}"))
    try:
        url = fresh.render_as_string(hide_password=False)
        restore(url, tmp_path / "elsewhere", tmp_path / "copy.zip")
        copy = create_engine(url)
        with copy.connect() as connection:
            assert connection.execute(text("SELECT name FROM unit")).scalars().all() == ["UBND xã Tân Quang"]
        copy.dispose()
        with pytest.raises(BackupRefused) as caught:
            restore(url, tmp_path / "elsewhere", tmp_path / "copy.zip")
        assert caught.value.reason == "not_empty"
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {fresh.database} WITH (FORCE)"))
        engine.dispose()


def test_the_file_of_a_database_is_known() -> None:
    assert sqlite_file("sqlite:///a/b.db") == Path("a/b.db")
    assert sqlite_file("postgresql://h/x") is None
