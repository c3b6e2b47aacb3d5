"""An invented commune in the middle of a quarter, for the whole program to serve."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import set_file_clock
from handlers.approve import load_document
from plans.read import read_plan
from storage import people
from storage.database import Database
from storage.migrate import upgrade
from storage.tables import Officer

# A working morning on which no reminder is due: only answers to what is asked are counted.
NOW = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)
_PLAN = Path(__file__).parent.parent / "samples" / "ke-hoach-cchc-2026.docx"


async def furnish(file: Path, officers: int) -> Sequence[int]:
    """A database with the sample plan approved and officers in its roles; returns their chats."""
    upgrade(f"sqlite:///{file}")
    database = Database(f"sqlite:///{file}")
    chats = range(710_000_001, 710_000_001 + officers)
    async with database.write() as session:
        unit = await people.create_unit(session, "UBND xã Bình Minh Hạ", "UBND huyện Mẫu", None, NOW)
        document = read_plan(_PLAN.name, _PLAN.read_bytes())
        await load_document(session, unit, document, _PLAN.name, "", NOW)
        roles = await people.roles(session, unit.id)
        for number, chat in enumerate(chats):
            officer = Officer(
                unit_id=unit.id, telegram_id=chat, full_name=f"Cán bộ {number + 1}", joined_at=NOW
            )
            session.add(officer)
            await session.flush()
            # As deputies: a role has one holder, but the benchmark wants many chats.
            await people.appoint(session, roles[number % len(roles)], officer, NOW.date(), acting=True)
    await database.close()
    set_file_clock(file.with_name("clock"), NOW)
    return chats
