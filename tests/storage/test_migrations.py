from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from storage.database import sync_url
from storage.migrate import alembic_config, is_current, newest_revision, upgrade
from storage.tables import METADATA


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, of each kind in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'dondoc.db'}"
        return
    url = request.getfixturevalue("postgres_bare_url")
    schemas = create_engine(sync_url(url))
    with schemas.begin() as connection:
        connection.execute(text("DROP SCHEMA IF EXISTS walk CASCADE"))
        connection.execute(text("CREATE SCHEMA walk"))
    yield f"{url}?options=-csearch_path%3Dwalk"
    with schemas.begin() as connection:
        connection.execute(text("DROP SCHEMA walk CASCADE"))
    schemas.dispose()


def tables_of(url: str) -> set[str]:
    engine = create_engine(sync_url(url))
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names - {"alembic_version"}


def test_every_migration_can_be_walked_up_down_and_up_again(bare_url: str) -> None:
    upgrade(bare_url)
    assert tables_of(bare_url) == set(METADATA.tables)
    config = alembic_config(bare_url)
    for _ in ScriptDirectory.from_config(config).walk_revisions():
        command.downgrade(config, "-1")
    assert tables_of(bare_url) == set()
    upgrade(bare_url)
    assert tables_of(bare_url) == set(METADATA.tables)


def test_the_migrations_make_exactly_what_the_models_say(bare_url: str) -> None:
    upgrade(bare_url)
    engine = create_engine(sync_url(bare_url))
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_a_database_is_current_only_at_the_newest_revision(bare_url: str) -> None:
    assert not is_current(bare_url)
    upgrade(bare_url)
    assert is_current(bare_url)
    command.downgrade(alembic_config(bare_url), "-1")
    assert not is_current(bare_url)


def test_the_newest_revision_is_alembics_head(tmp_path: Path) -> None:
    config = alembic_config(f"sqlite:///{tmp_path / 'x.db'}")
    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_every_table_belongs_to_a_unit() -> None:
    without = {name for name, table in METADATA.tables.items() if "unit_id" not in table.columns}
    assert without == {"unit", "inbox_update"}


_ONE_ANSWER = (
    "INSERT INTO unit (id, name, place, language, created_at) VALUES (1, 'UBND', '', 'vi', '2022-01-01')",
    "INSERT INTO role (id, unit_id, name, name_key, kind, position) VALUES (1, 1, 'A', 'a', 'officer', 1)",
    "INSERT INTO plan (id, unit_id, state, title, year_from, year_to, document, file_name, file_sha256, created_at)"
    " VALUES (1, 1, 'approved', '', 2022, 2022, '{}', '', '', '2022-01-01')",
    "INSERT INTO task (id, unit_id, plan_id, code, text, position, due_kind)"
    " VALUES (1, 1, 1, '1.a', 'Rà soát', 1, 'date')",
    "INSERT INTO task_support (task_id, role_id, unit_id) VALUES (1, 1, 1)",
    "INSERT INTO period (id, unit_id, plan_id, code, kind, window_first, cutoff, officers_last_day, summary_last_day)"
    " VALUES (1, 1, 1, '2022-Q1', 'quarterly', '2021-12-15', '2022-03-14', '2022-03-16', '2022-03-19')",
    "INSERT INTO submission (id, unit_id, period_id, task_id, role_id, state, reason, narrative, difficulty, proposal,"
    " late, on_behalf) VALUES (1, 1, 1, 1, 1, 'submitted', '', 'đã rà soát', '', '', false, false)",
)


def test_what_was_answered_survives_every_migration_up_and_down(bare_url: str) -> None:
    """SQLite makes a table anew to change it, and dropping the old one may delete what refers to it."""
    upgrade(bare_url)
    config = alembic_config(bare_url)
    command.downgrade(config, "0001")
    engine = create_engine(sync_url(bare_url))
    with engine.begin() as connection:
        for statement in _ONE_ANSWER:
            connection.execute(text(statement))
    for walk, to in ((command.upgrade, "head"), (command.downgrade, "0001")):
        walk(config, to)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT narrative FROM submission")).scalars().all() == [
                "đã rà soát"
            ]
            assert connection.execute(text("SELECT task_id FROM task_support")).scalars().all() == [1]
    engine.dispose()
