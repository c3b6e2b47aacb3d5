"""An invented commune in the middle of a quarter, for the whole program to serve."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.clock import set_file_clock
from handlers.approve import load_document
from plans.read import read_plan
from storage import appointments, people, plans
from storage.database import Database
from storage.migrate import upgrade
from storage.tables import Officer

# A working morning on which no reminder is due: only answers to what is asked are counted.
NOW = datetime(2026, 2, 3, 2, 0, tzinfo=UTC)
_PLAN = Path(__file__).parent.parent / "samples" / "ke-hoach-cchc-2026.docx"


async def furnish(file: Path, officers: int) -> tuple[Sequence[int], str]:
    """A database with the sample plan approved and officers in one of its roles.

    Returns their chats, and a line with which any of them answers a task of theirs.
    """
    upgrade(f"sqlite:///{file}")
    database = Database(f"sqlite:///{file}")
    chats = range(710_000_001, 710_000_001 + officers)
    async with database.write() as session:
        unit = await people.create_unit(session, "UBND xã Bình Minh Hạ", "UBND huyện Mẫu", None, NOW)
        document = read_plan(_PLAN.name, _PLAN.read_bytes())
        plan = await load_document(session, unit, document, _PLAN.name, "", NOW)
        task = next(task for task in await plans.tasks(session, plan.id) if task.lead_role_id is not None)
        role = next(role for role in await people.roles(session, unit.id) if role.id == task.lead_role_id)
        for number, chat in enumerate(chats):
            officer = Officer(
                unit_id=unit.id, telegram_id=chat, full_name=f"Cán bộ {number + 1}", joined_at=NOW
            )
            session.add(officer)
            await session.flush()
            # As deputies: a role has one holder, but the benchmark wants many chats.
            await appointments.appoint(session, role, officer, NOW.date(), acting=True)
    await database.close()
    set_file_clock(file.with_name("clock"), NOW)
    return chats, f"{task.code} đang làm 60%, đã rà soát 12 thủ tục"
