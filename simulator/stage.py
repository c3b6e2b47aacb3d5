"""The people on the stage and what the demo puts beside them; the page and the tests work on this."""

import itertools
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from pathlib import Path

from simulator.clock import SimClock
from simulator.faults import Faults
from simulator.limits import Limits, Throttle
from simulator.menus import Menus
from simulator.phones import Group, Phone
from simulator.state import State
from simulator.updates import Updates
from simulator.world import Event, Json, User, World

NextMoment = Callable[[], Awaitable[datetime | None]]


class Stage:
    """A bot's Telegram: state, phones, and the four things a demo may set.

    `next_moment` says when the next reminder is due, for the page's button; `jumps` are named
    moments; `guide` is a list of (title, what to try); `samples` are files that the page's visitor can
    send from a phone or fetch.
    """

    def __init__(self, token: str, clock: SimClock, limits: Limits, username: str, name: str) -> None:
        faults = Faults()
        bot = User(int(token.split(":")[0]), name, username=username, is_bot=True)
        self.clock = clock
        self.limits = limits
        self.faults = faults
        self.world = World(bot)
        self.updates = Updates(faults, clock)
        self.state = State(token, clock, limits, Throttle(limits), faults, self.updates, self.world, Menus())
        self.phones: list[Phone] = []
        self.next_moment: NextMoment | None = None
        self.jumps: list[tuple[str, datetime]] = []
        self.guide: list[tuple[str, str]] = []
        self.samples: list[Path] = []
        self.updates.on_acknowledged = self._acknowledged
        self._user_ids = itertools.count(710_000_001)

    @property
    def bot_username(self) -> str:
        return self.world.bot.username or ""

    def phone(
        self,
        user_id: int | None = None,
        first_name: str = "Người lạ",
        last_name: str | None = None,
        username: str | None = None,
        language_code: str = "vi",
        title: str | None = None,
        shown: bool = True,
    ) -> Phone:
        """A new person with a phone, who has not yet talked to the bot; on the page only when `shown`.

        Raises ValueError for a taken id.
        """
        number = next(self._user_ids) if user_id is None else user_id
        if number in self.world.users:
            raise ValueError(f"user id {number} is taken")
        phone = Phone(self.state, User(number, first_name, last_name, username, language_code), title)
        if shown:
            self.phones.append(phone)
        return phone

    def group(self, title: str, members: Sequence[Phone]) -> Group:
        """A group of `members`, to which the first of them adds the bot."""
        return Group(self.state, title, members)

    def _acknowledged(self, update: Json) -> None:
        message = self.world.messages.get(update.get("message", {}).get("message_id", 0))
        if message is not None:
            message.seen = True
            self.world.tell(Event("seen", message.chat, message))
