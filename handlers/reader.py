"""In whose language the outbox speaks."""

from sqlmodel.ext.asyncio.session import AsyncSession

from handlers.services import Services
from locales import Translator, translator
from storage import people
from storage.tables import OutboxMessage


async def reader(session: AsyncSession, message: OutboxMessage, services: Services) -> Translator:
    """The translator of the officer a message goes to."""
    officer = await people.officer(session, message.unit_id, message.officer_id)
    return translator(officer.language if officer else services.language)
