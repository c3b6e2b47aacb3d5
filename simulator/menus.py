"""The command menu by scope and language, the menu button, and the bot's descriptions."""

import re

from simulator.limits import bad_request
from simulator.world import Chat, Json, User

_NAME = re.compile(r"[a-z0-9_]{1,32}")
_PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
ScopeKey = tuple[str, int, int]


def scope_key(scope: Json | None) -> ScopeKey:
    """What a BotCommandScope is stored under. Raises a refusal for one that does not exist."""
    kind = (scope or {"type": "default"}).get("type")
    if kind in _PLAIN_SCOPES:
        return str(kind), 0, 0
    if kind in _CHAT_SCOPES and scope is not None:
        return str(kind), int(scope.get("chat_id", 0)), int(scope.get("user_id", 0))
    raise bad_request("can't parse BotCommandScope: Unsupported type specified")


def checked_commands(commands: object) -> list[Json]:
    """`commands` as given to setMyCommands, or the refusal they deserve."""
    if not isinstance(commands, list):
        raise bad_request("can't parse commands JSON object")
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name, description = str(command.get("command", "")), str(command.get("description", ""))
        if not name.removeprefix("/"):
            raise bad_request("command must be non-empty")
        if not _NAME.fullmatch(name.removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not description.strip():
            raise bad_request("command description must be non-empty")
        if len(description) > 256:
            raise bad_request("command description length must not exceed 256")
    return [{"command": c["command"].removeprefix("/"), "description": c["description"]} for c in commands]


class Menus:
    """What setMyCommands, setMyDescription and their kin leave behind."""

    def __init__(self) -> None:
        self.commands: dict[tuple[ScopeKey, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.buttons: dict[int, Json] = {}

    def commands_for(self, chat: Chat, user: User) -> list[Json]:
        """The menu that `user` sees in `chat`: the narrowest scope wins, and in it the user's language."""
        groups: list[ScopeKey] = [
            ("chat_member", chat.id, user.id),
            ("chat", chat.id, 0),
            ("all_group_chats", 0, 0),
            ("default", 0, 0),
        ]
        private: list[ScopeKey] = [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
        for scope in private if chat.type == "private" else groups:
            for language in (user.language_code or "", ""):
                if found := self.commands.get((scope, language)):
                    return found
        return []
