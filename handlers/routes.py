"""Which action answers what: the one table of commands, buttons, words and files."""

from typing import Any

from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers import (
    accepting,
    answer,
    assigning,
    calendar,
    changing,
    evidence,
    figures,
    handover,
    join,
    language,
    leave,
    mergers,
    occasions,
    picks,
    plan,
    reorganise,
    review,
    shifting,
    summary,
    support,
    tasks,
    words,
    workbook,
)
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.turn import Action, Callback, PressAction, Turn, handled
from storage import outbox

# Each command under its Vietnamese name, without accents as Telegram wants it, and its English twin.
COMMANDS: dict[tuple[str, ...], Action] = {
    ("start",): join.start,
    ("trogiup", "help"): join.home,
    ("viec", "tasks"): tasks.show,
    ("baocao", "report"): answer.report,
    ("solieu", "figures"): figures.walk,
    ("kehoach", "plan"): plan.show,
    ("chucdanh", "roles"): join.roles,
    ("giaoviec", "assign"): assigning.assign,
    ("tiendo", "progress"): review.progress,
    ("nhac", "remind"): calendar.chase,
    ("tonghop", "compile"): summary.compile_period,
    ("lich", "calendar"): calendar.show,
    ("ngonngu", "language"): language.choose,
    ("huy", "cancel"): words.cancel,
}

# Every verb a button can carry (handlers.buttons), by the module that knows it.
PRESSES: dict[str, PressAction] = {
    **join.PRESSES,
    **handover.PRESSES,
    **leave.PRESSES,
    **mergers.PRESSES,
    **shifting.PRESSES,
    **reorganise.PRESSES,
    **plan.PRESSES,
    **workbook.PRESSES,
    **tasks.PRESSES,
    **assigning.PRESSES,
    **picks.PRESSES,
    **changing.PRESSES,
    **accepting.PRESSES,
    **answer.PRESSES,
    **occasions.PRESSES,
    **support.PRESSES,
    **figures.PRESSES,
    **evidence.PRESSES,
    **review.PRESSES,
    **summary.PRESSES,
    **calendar.PRESSES,
    **language.PRESSES,
}


def register(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Gives the application its handlers. Only private chats: in a group nobody's answers are anybody's."""
    private = filters.ChatType.PRIVATE
    new = private & filters.UpdateType.MESSAGE
    by_kind: list[tuple[filters.BaseFilter, Callback]] = [
        (new & filters.COMMAND, handled(words.unknown_command)),
        (new & (filters.Document.ALL | filters.PHOTO), handled(evidence.receive, evidence.fetch)),
        (new & filters.TEXT, handled(words.say)),
        (private & filters.UpdateType.EDITED_MESSAGE & filters.TEXT, handled(words.edited)),
        (new, handled(words.something_else)),
    ]
    application.add_handler(CallbackQueryHandler(handled(pressed)))
    for names, action in COMMANDS.items():
        application.add_handler(CommandHandler(names, handled(action), filters=new))
    for kind, callback in by_kind:
        application.add_handler(MessageHandler(kind, callback))


async def pressed(turn: Turn) -> None:
    """A button: its verb says which action. One of an older form gets a polite answer."""
    _ = turn.officer
    query = turn.update.callback_query
    press = Press.parse(query.data if query and query.data else "")
    action = PRESSES.get(press.verb)
    if action is None:
        raise StaleButton
    if query is not None and query.message is not None:
        own = await outbox.sent_as(turn.session, turn.sender.id, query.message.message_id)
        turn.stays = own is not None
    await action(turn, press)
