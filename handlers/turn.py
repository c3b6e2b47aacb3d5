"""One update being handled: who sent it, one transaction for its whole effect, and what to say after the commit.

An action (`async def tasks(turn: Turn) -> None`) reads and writes through `turn.session` and says things
with `turn.say`. `handled` wraps it for python-telegram-bot: the effect and the inbox's done-mark are one
transaction, so a repeated or resumed update has no second effect; the network is only used after the commit.
"""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession
from telegram import Bot, Message, Update, User
from telegram.ext import CallbackContext, ExtBot

from handlers.buttons import Press
from handlers.errors import NotAllowed, Refusal, Stranger
from handlers.refusals import refusal_screen
from handlers.replies import Change, Reply, Say, SendFile, Toast, deliver
from handlers.screen import FileScreen, Screen
from handlers.services import Services
from locales import Translator, translator
from storage import events, inbox, outbox, people, questions
from storage.people import HeldRole
from storage.tables import Officer, Question, RoleKind, Unit

log = structlog.get_logger(__name__)

Context = CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[Any, Any]]
Action = Callable[["Turn"], Awaitable[None]]
PressAction = Callable[["Turn", Press], Awaitable[None]]
Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Prepare = Callable[[Update, Services, Bot], Awaitable[Any]]


@dataclass(slots=True)
class Turn:
    """What an action has in hand. `prepared` is what its `prepare` step brought (a downloaded file)."""

    update: Update
    sender: User
    services: Services
    session: AsyncSession
    now: datetime
    today: date
    _: Translator
    officer_or_none: Officer | None = None
    unit_or_none: Unit | None = None
    prepared: Any = None
    replies: list[Reply] = field(default_factory=list)
    told: bool = False
    stays: bool = False
    _held: list[HeldRole] | None = None

    @property
    def officer(self) -> Officer:
        """Who sent it. Raises Stranger for somebody of no unit."""
        if self.officer_or_none is None:
            raise Stranger
        return self.officer_or_none

    @property
    def unit(self) -> Unit:
        """The sender's unit: every query is scoped by its id. Raises Stranger."""
        if self.unit_or_none is None:
            raise Stranger
        return self.unit_or_none

    @property
    def message(self) -> Message | None:
        """The message sent, or the one the pressed button stands under (None when it is too old to see)."""
        query = self.update.callback_query
        if query is None:
            return self.update.effective_message
        return query.message if isinstance(query.message, Message) else None

    @property
    def text(self) -> str:
        """The words sent, or a file's caption; empty for anything else."""
        message = self.update.message
        return (message.text or message.caption or "") if message else ""

    async def held(self) -> list[HeldRole]:
        """The roles the sender holds today, as holder or deputy."""
        if self._held is None:
            self._held = await people.roles_held(self.session, self.officer.id, self.today)
        return self._held

    async def is_a(self, *kinds: RoleKind) -> bool:
        return any(held.role.kind in kinds for held in await self.held())

    async def require(self, *kinds: RoleKind) -> None:
        """Raises NotAllowed unless the sender holds a role of one of these kinds."""
        if not await self.is_a(*kinds):
            raise NotAllowed

    def say(self, screen: Screen, *, asks: Question | None = None) -> None:
        """A new message, after the commit. `asks` is the open question that this message puts."""
        self.replies.append(Say(screen, asks))

    def change(self, screen: Screen, *, asks: Question | None = None) -> None:
        """Puts the screen in place of the message whose button was pressed; elsewhere says it.

        What the program said on its own stays as it was said: a reminder is not overwritten.
        """
        if self.update.callback_query is None or self.stays:
            self.say(screen, asks=asks)
        else:
            self.replies.append(Change(screen, asks))

    def toast(self, text: str, *, alert: bool = False) -> None:
        """The short answer a pressed button gives."""
        self.replies.append(Toast(text, alert))

    def send(self, file: FileScreen) -> None:
        self.replies.append(SendFile(file))

    def then(self, reply: Reply) -> None:
        """Anything else to do in the chat after the commit."""
        self.replies.append(reply)

    def record(
        self,
        kind: str,
        subject: str,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        """Puts what the sender changed, now, into the unit's event log."""
        events.record(
            self.session, self.unit.id, self.officer.id, kind, subject, self.now, before=before, after=after
        )

    async def tell(self, officer_id: int, key: str, kind: str, subject: dict[str, Any]) -> bool:
        """Puts a message to an officer of the unit in the outbox; False when it is there already by its `key`."""
        self.told = True
        return await outbox.put(
            self.session,
            unit_id=self.unit.id,
            officer_id=officer_id,
            key=key,
            kind=kind,
            subject=subject,
            not_before=self.now,
        )

    async def ask(self, kind: str, subject: dict[str, Any]) -> Question:
        """Opens a question to the sender; earlier open ones are closed, so a plain reply has one meaning."""
        return await questions.ask(self.session, self.officer, kind, subject, self.now)


def handled(action: Action, prepare: Prepare | None = None) -> Callback:
    """The action as a python-telegram-bot callback. `prepare` runs first, outside the transaction."""

    async def callback(update: Update, context: Context) -> None:
        if update.effective_user is None:
            return
        services: Services = context.application.bot_data["services"]
        prepared: Any = None
        try:
            if prepare is not None:
                prepared = await prepare(update, services, context.bot)
            turn = await _act(action, update, services, prepared)
        except Refusal as refusal:
            turn = await _act(_refuse(refusal), update, services, None)
        if turn is not None:
            await deliver(turn.replies, update, context.bot, services)
            if turn.told:
                services.outbox_filled()

    return callback


async def _act(action: Action, update: Update, services: Services, prepared: Any) -> Turn | None:
    """Carries the action out in one transaction with the done-mark; None when it was done before."""
    now = services.clock()
    user = update.effective_user
    if user is None:
        return None
    async with services.database.write() as session:
        if not await inbox.mark_done(session, update.update_id, user.id, now):
            return None
        known = await people.officer_by_telegram(session, user.id)
        if known is not None and not known[0].reachable:
            known[0].reachable = True  # whoever writes can be written to
        officer, unit = known or (None, None)
        language = officer.language if officer else services.language
        turn = Turn(
            update,
            user,
            services,
            session,
            now,
            now.astimezone(services.timezone).date(),
            translator(language),
            officer,
            unit,
            prepared,
        )
        await action(turn)
    return turn


def _refuse(refusal: Refusal) -> Action:
    async def refuse(turn: Turn) -> None:
        turn.say(refusal_screen(turn._, refusal))

    return refuse
