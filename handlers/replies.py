"""What an action wants said, carried out after its commit.

Replies are interactive: the rate limiter paces them, and one that cannot be delivered is logged and let go,
because its effect is stored and any command shows it again. What must arrive goes through the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.screen import Button, FileScreen, Screen
from handlers.services import Services
from storage import people, questions
from storage.tables import Question

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Say:
    screen: Screen
    asks: Question | None = None


@dataclass(frozen=True, slots=True)
class Change:
    screen: Screen
    asks: Question | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    text: str
    alert: bool = False


@dataclass(frozen=True, slots=True)
class SendFile:
    file: FileScreen


@dataclass(frozen=True, slots=True)
class SetMenu:
    """The command menu of a chat, or of all of them."""

    commands: Sequence[BotCommand]
    scope: BotCommandScope
    language: str | None = None


Reply = Say | Change | Toast | SendFile | SetMenu
# What a row of the outbox comes to. A menu is last: what is said first is what a reply is about.
Said = Sequence[Screen | FileScreen | SetMenu]


def markup(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram wants them."""
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.label, url=button.url)
    return InlineKeyboardButton(button.label, callback_data=button.data)


async def deliver(replies: list[Reply], update: Update, bot: Bot, services: Services) -> None:
    """Sends the replies in order; a pressed button is always answered, so that its clock stops turning."""
    user = update.effective_user
    if user is None:
        return
    query = update.callback_query
    try:
        if query is not None:
            toast = next((reply for reply in replies if isinstance(reply, Toast)), Toast(""))
            await _answer(bot, query.id, toast)
        for reply in replies:
            sent = await _deliver(reply, update, user.id, bot)
            if sent is not None and isinstance(reply, (Say, Change)) and reply.asks is not None:
                async with services.database.write() as session:
                    await questions.put_in_message(session, reply.asks.id, sent.message_id)
    except Forbidden:
        async with services.database.write() as session:
            await people.mark_unreachable(session, user.id)
    except TelegramError as error:
        log.warning("reply_not_delivered", update_id=update.update_id, error=type(error).__name__)


async def _answer(bot: Bot, query_id: str, toast: Toast) -> None:
    try:
        await bot.answer_callback_query(query_id, text=toast.text or None, show_alert=toast.alert)
    except BadRequest:
        # The press waited longer than Telegram keeps it (the program was down): its effect still counts.
        log.info("press_too_old_to_answer")


async def _deliver(reply: Reply, update: Update, chat_id: int, bot: Bot) -> Message | None:
    match reply:
        case Say(screen):
            return await send_screen(bot, chat_id, screen)
        case Change(screen):
            return await _change(bot, update, chat_id, screen)
        case SendFile(file):
            return await send_file(bot, chat_id, file)
        case SetMenu():
            await set_menu(bot, reply)
            return None
        case Toast():
            return None


async def _change(bot: Bot, update: Update, chat_id: int, screen: Screen) -> Message | None:
    query = update.callback_query
    message = query.message if query else None
    # A file's message has a caption, not a text: it cannot become a screen.
    if not isinstance(message, Message) or message.text is None:
        return await send_screen(bot, chat_id, screen)
    try:
        await bot.edit_message_text(
            screen.text,
            chat_id=chat_id,
            message_id=message.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(screen.rows),
        )
    except BadRequest as error:
        if "not modified" in error.message:
            return message
        return await send_screen(bot, chat_id, screen)
    return message


async def set_menu(bot: Bot, menu: SetMenu) -> None:
    await bot.set_my_commands(menu.commands, scope=menu.scope, language_code=menu.language)


async def send_screen(bot: Bot, chat_id: int, screen: Screen) -> Message:
    return await bot.send_message(
        chat_id, screen.text, parse_mode=ParseMode.HTML, reply_markup=markup(screen.rows)
    )


async def send_file(bot: Bot, chat_id: int, file: FileScreen) -> Message:
    if file.picture:
        return await bot.send_photo(
            chat_id,
            file.content,
            filename=file.name,
            caption=file.caption,
            parse_mode=ParseMode.HTML,
            reply_markup=markup(file.rows),
        )
    return await bot.send_document(
        chat_id,
        file.content,
        filename=file.name,
        caption=file.caption,
        parse_mode=ParseMode.HTML,
        reply_markup=markup(file.rows),
    )
