"""A consistent copy of everything while the program runs: the database, and the files that belong to it.

A backup is a zip: `dondoc.db` (SQLite) or `dondoc.dump` (PostgreSQL, pg_dump), and `files/` with what lies in
the data directory. The database is copied first: files are written before the rows that name them and are
never changed, so every row of the copy finds its file.
"""

import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from storage.database import sqlite_file, sync_url

_SQLITE, _POSTGRES, _FILES = "dondoc.db", "dondoc.dump", "files"
_NOT_KEPT = (".lock", ".log", "-wal", "-shm", ".new")


class BackupRefused(Exception):  # noqa: N818 - a refusal, not a fault
    """`reason` is "exists", "no_database", "not_a_backup", "damaged", "other_kind", "not_empty" or "tool"."""

    def __init__(self, reason: str, subject: object = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.subject = subject


def back_up(url: str, data_dir: Path, target: Path) -> int:
    """Writes the backup; returns its size. Raises BackupRefused, above all when `target` exists already."""
    if target.exists():
        raise BackupRefused("exists", target)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".dondoc-backup-") as folder:
        copy = _copy_database(url, Path(folder))
        fresh = Path(folder) / "backup.zip"
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(copy, copy.name)
            for file in _kept_files(url, data_dir):
                archive.write(file, f"{_FILES}/{file.relative_to(data_dir).as_posix()}")
        # A hard link refuses to overwrite, even when somebody made the file meanwhile.
        try:
            target.hardlink_to(fresh)
        except FileExistsError:
            raise BackupRefused("exists", target) from None
    return target.stat().st_size


def restore(url: str, data_dir: Path, source: Path) -> int:
    """Puts a backup back into an empty place; returns how many files came with it.

    Raises BackupRefused when there is something that would be overwritten, or when the backup is damaged or
    of another kind of database.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            if archive.testzip() is not None:
                raise BackupRefused("damaged", source)
            return _restore_from(archive, url, data_dir)
    except (zipfile.BadZipFile, FileNotFoundError, IsADirectoryError):
        raise BackupRefused("not_a_backup", source) from None


def _restore_from(archive: zipfile.ZipFile, url: str, data_dir: Path) -> int:
    names = archive.namelist()
    file = sqlite_file(url)
    wanted = _SQLITE if file else _POSTGRES
    if not {_SQLITE, _POSTGRES} & set(names):
        raise BackupRefused("not_a_backup")
    if wanted not in names:
        raise BackupRefused("other_kind")
    files = [name for name in names if name.startswith(f"{_FILES}/") and not name.endswith("/")]
    targets = {name: _inside(data_dir, name.removeprefix(f"{_FILES}/")) for name in files}
    for place in (*([file] if file else []), *targets.values()):
        if place.exists():
            raise BackupRefused("exists", place)
    for name, place in targets.items():
        _unpack(archive, name, place)
    if file:
        _unpack(archive, _SQLITE, file)
    else:
        _restore_postgres(archive, url)
    return len(files)


def _inside(folder: Path, name: str) -> Path:
    """The place of a file in the folder; a name that leads out of it is no backup of ours."""
    place = folder / name
    if not place.resolve().is_relative_to(folder.resolve()):
        raise BackupRefused("not_a_backup", name)
    return place


def _unpack(archive: zipfile.ZipFile, name: str, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with archive.open(name) as packed, place.open("xb") as out:
        shutil.copyfileobj(packed, out)


def _kept_files(url: str, data_dir: Path) -> Iterator[Path]:
    """What lies in the data directory besides the database and what only this run needs."""
    database = sqlite_file(url)
    for file in sorted(data_dir.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(data_dir).parts)
        own = database is not None and file.name.startswith(database.name)
        if file.is_file() and not hidden and not own and not file.name.endswith(_NOT_KEPT):
            yield file


def _copy_database(url: str, folder: Path) -> Path:
    file = sqlite_file(url)
    if file is None:
        return _dump_postgres(url, folder / _POSTGRES)
    if not file.exists():
        raise BackupRefused("no_database", file)
    copy = folder / _SQLITE
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        # One file that stands alone: without this the copy would ask for a -wal beside it.
        target.execute("PRAGMA journal_mode=DELETE")
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise BackupRefused("damaged", file)
    return copy


def _dump_postgres(url: str, target: Path) -> Path:
    with target.open("wb") as out:
        _postgres_tool(["pg_dump", "--format=custom", "--no-owner"], url, stdout=out)
    return target


def _restore_postgres(archive: zipfile.ZipFile, url: str) -> None:
    from sqlalchemy import create_engine, inspect

    engine = create_engine(sync_url(url))
    tables = inspect(engine).get_table_names()
    engine.dispose()
    if tables:
        raise BackupRefused("not_empty")
    with tempfile.TemporaryDirectory() as folder:
        dump = Path(archive.extract(_POSTGRES, folder))
        _postgres_tool(
            ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction"], url, dump=dump
        )


def _postgres_tool(command: list[str], url: str, *, stdout: object = None, dump: Path | None = None) -> None:
    """Runs PostgreSQL's own tool; the password goes by the environment, where `ps` does not show it."""
    address = make_url(url)
    places = {
        "--host": address.host,
        "--port": address.port,
        "--username": address.username,
        "--dbname": address.database,
    }
    options = [f"{option}={value}" for option, value in places.items() if value]
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "PGPASSWORD": str(address.password or "")}
    try:
        subprocess.run(  # noqa: S603 - fixed commands, arguments from the settings
            [*command, *options, *([str(dump)] if dump else [])],
            check=True,
            stdout=stdout,  # type: ignore[call-overload]
            stderr=subprocess.PIPE,
            env=environment,
        )
    except FileNotFoundError:
        raise BackupRefused("tool", command[0]) from None
    except subprocess.CalledProcessError as error:
        raise BackupRefused(
            "tool", f"{command[0]}: {error.stderr.decode(errors='replace').strip()}"
        ) from None
