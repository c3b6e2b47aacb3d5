"""The outbox's rows put into words, at the moment they are sent and in the language of whoever reads them."""

from handlers.screen import FileScreen, Screen
from handlers.services import Services
from storage.tables import OutboxMessage


async def compose(message: OutboxMessage, services: Services) -> list[Screen | FileScreen]:
    """What to send now for this row; empty when there is no longer anything to say (it becomes `unneeded`)."""
    raise NotImplementedError
