"""SQLite's one writer, shared: who waits for a turn anyway also shares the commit's wait for the disk.

Each member has a savepoint of its own, so one that fails takes nothing else with it; nobody goes on before
the commit that carries their changes. With a dozen chats at once that is one wait for the disk instead of
twelve; alone it is what it would be without.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

# Longer groups would make the first member wait for the disk for no gain.
_LARGEST = 32


@dataclass(slots=True)
class _Group:
    """A transaction in the making; `done` is set by its commit."""

    connection: AsyncConnection
    done: asyncio.Future[None]
    members: int = 0


@dataclass(slots=True)
class GroupCommit:
    """Hands out turns to write; `engine` begins its transactions as a writer."""

    engine: AsyncEngine
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _waiting: int = 0
    _group: _Group | None = None

    @asynccontextmanager
    async def member(self) -> AsyncIterator[AsyncSession]:
        """A session whose changes are on the disk when the block has ended, or gone when it raised."""
        await self._take_turn()
        group = None
        try:
            group = await self._open()
            async with (
                AsyncSession(
                    group.connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
                ) as session,
                session.begin(),
            ):
                yield session
        finally:
            try:
                if group is not None:
                    await self._leave(group)
            finally:
                self._turn.release()
        await asyncio.shield(group.done)

    async def _take_turn(self) -> None:
        self._waiting += 1
        try:
            await self._turn.acquire()
        except asyncio.CancelledError:
            # Somebody may have left the commit to us.
            if self._waiting == 1 and self._group is not None and not self._turn.locked():
                await self._commit(self._group)
            raise
        finally:
            self._waiting -= 1

    async def _open(self) -> _Group:
        """The transaction that is open, or a new one."""
        if self._group is None:
            connection = await self.engine.connect()
            try:
                await connection.begin()
            except BaseException:
                await connection.close()
                raise
            self._group = _Group(connection, asyncio.get_running_loop().create_future())
        self._group.members += 1
        return self._group

    async def _leave(self, group: _Group) -> None:
        """Commits, unless somebody is waiting who can do it for both."""
        if not self._waiting or group.members >= _LARGEST:
            await self._commit(group)

    async def _commit(self, group: _Group) -> None:
        self._group = None
        try:
            await group.connection.commit()
        except BaseException as error:  # noqa: BLE001 - every member raises it
            # One that has failed on its own account does not ask: the error then counts as seen.
            group.done.set_exception(error)
            # The connection may still be inside the transaction: nobody should get it again.
            await group.connection.invalidate()
            group.done.exception()
        else:
            group.done.set_result(None)
        finally:
            await group.connection.close()
