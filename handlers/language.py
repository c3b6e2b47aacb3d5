"""/ngonngu: each officer reads the bot in their own language. Reports stay Vietnamese."""

from handlers import commands
from handlers.buttons import Press
from handlers.errors import StaleButton
from handlers.screens import talk as screens
from handlers.turn import PressAction, Turn
from locales import LANGUAGES, translator


async def choose(turn: Turn) -> None:
    _ = turn.officer
    turn.say(screens.languages(turn._))


async def set_language(turn: Turn, press: Press) -> None:
    language = press.word(0)
    if language not in LANGUAGES:
        raise StaleButton
    turn.officer.language = language
    turn.session.add(turn.officer)
    turn.then(commands.menu_of(turn.sender.id, language, {h.role.kind for h in await turn.held()}))
    turn.change(screens.language_set(translator(language)))


PRESSES: dict[str, PressAction] = {"language": set_language}
