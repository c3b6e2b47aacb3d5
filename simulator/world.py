"""What stands on Telegram's side: people, chats, messages, files. Plain state; it checks nothing."""

import itertools
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from simulator.html import Entity, to_html

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class User:
    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True, eq=False)
class StoredFile:
    """A file on Telegram's side. `content` is empty when only its size was declared."""

    file_id: str
    unique_id: str
    kind: Literal["document", "photo"]
    name: str
    mime: str
    size: int
    path: str
    content: bytes
    width: int = 0
    height: int = 0

    @property
    def whole(self) -> bool:
        """Whether the bytes are here, and not only the declared size."""
        return len(self.content) == self.size


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    data: str | None = None
    url: str | None = None


@dataclass(slots=True, eq=False)
class Chat:
    id: int
    type: Literal["private", "group"]
    title: str | None = None
    user: User | None = None
    members: dict[int, User] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    messages: list["Message"] = field(default_factory=list)
    # The reply keyboard that stands under the typing box, as the bot last set it.
    keyboard: Json | None = None


@dataclass(slots=True, eq=False)
class Message:
    """One message as both sides see it; `text` is the caption when there is a file."""

    id: int
    chat: Chat
    sender: User
    date: datetime
    text: str
    entities: tuple[Entity, ...] = ()
    file: StoredFile | None = None
    reply_to: "Message | None" = None
    markup: Json | None = None
    edited_at: datetime | None = None
    deleted: bool = False
    silent: bool = False
    protected: bool = False
    # The bot has confirmed the update that carried it.
    seen: bool = False
    # Rises with every change anywhere, so that "what came after this" has an answer for edits too.
    stamp: int = 0

    @property
    def from_bot(self) -> bool:
        return self.sender.is_bot

    @property
    def edited(self) -> bool:
        return self.edited_at is not None

    @property
    def html(self) -> str:
        return to_html(self.text, self.entities)

    @property
    def document(self) -> StoredFile | None:
        return self.file if self.file is not None and self.file.kind == "document" else None

    @property
    def photo(self) -> StoredFile | None:
        return self.file if self.file is not None and self.file.kind == "photo" else None

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of buttons that hang on the message."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]


@dataclass(slots=True, eq=False)
class Callback:
    """A pressed button that waits for its answer."""

    id: str
    user: User
    message: Message
    pressed_at: datetime
    answered: bool = False


EventKind = Literal["message", "edited", "seen", "deleted", "toast", "typing", "keyboard", "chat", "menu"]


@dataclass(frozen=True, slots=True)
class Event:
    """Something a person looking at the chat would notice. `chat` is None when it concerns all chats."""

    kind: EventKind
    chat: Chat | None
    message: Message | None = None
    text: str = ""
    alert: bool = False


class World:
    """All the state, and the way to hear of its changes."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[str, StoredFile] = {}
        self.files_by_path: dict[str, StoredFile] = {}
        self.callbacks: dict[str, Callback] = {}
        self.stamp = 0
        self._message_ids = itertools.count(1)
        self._file_numbers = itertools.count(0)
        self._callback_ids = itertools.count(4_300_000_000_000_000)
        self._group_ids = itertools.count(4_000_000_001)
        # By chat, so that a thousand phones do not all hear of every message; None hears everything.
        self._listeners: dict[Chat | None, list[Callable[[Event], None]]] = {}

    def listen(self, listener: Callable[[Event], None], chat: Chat | None = None) -> Callable[[], None]:
        """Have `listener` called for every event, or only for those in `chat`; returns the way to stop it."""
        listeners = self._listeners.setdefault(chat, [])
        listeners.append(listener)
        return lambda: listeners.remove(listener)

    def tell(self, event: Event) -> None:
        everywhere = self._listeners.get(None, [])
        here = self._listeners.get(event.chat, []) if event.chat is not None else []
        for listener in (*here, *everywhere):
            listener(event)

    def add_person(self, user: User) -> Chat:
        """A person with a phone, and the (not yet started) private chat with the bot."""
        self.users[user.id] = user
        chat = Chat(user.id, "private", user=user, members={user.id: user})
        self.chats[chat.id] = chat
        return chat

    def add_group(self, title: str, members: Sequence[User]) -> Chat:
        chat = Chat(-next(self._group_ids), "group", title=title, started=True)
        chat.members = {member.id: member for member in members}
        self.chats[chat.id] = chat
        return chat

    def add_file(
        self,
        kind: Literal["document", "photo"],
        name: str,
        mime: str,
        content: bytes,
        *,
        size: int | None = None,
        width: int = 0,
        height: int = 0,
    ) -> StoredFile:
        number = next(self._file_numbers)
        extension = name.rsplit(".", 1)[-1] if "." in name else "bin"
        if not (extension.isascii() and extension.isalnum()):
            extension = "bin"
        stored = StoredFile(
            file_id=("AgACAgUAAxkBAA" if kind == "photo" else "BQACAgUAAxkBAA") + secrets.token_urlsafe(30),
            unique_id=secrets.token_urlsafe(11),
            kind=kind,
            name=name,
            mime=mime,
            size=len(content) if size is None else size,
            path=f"{kind}s/file_{number}.{extension}",
            content=content,
            width=width,
            height=height,
        )
        self.files[stored.file_id] = stored
        self.files_by_path[stored.path] = stored
        return stored

    def post(
        self,
        chat: Chat,
        sender: User,
        at: datetime,
        text: str,
        entities: tuple[Entity, ...] = (),
        *,
        file: StoredFile | None = None,
        reply_to: Message | None = None,
        markup: Json | None = None,
        silent: bool = False,
        protected: bool = False,
    ) -> Message:
        message = Message(
            next(self._message_ids), chat, sender, at, text, entities, file, reply_to, markup,
            silent=silent, protected=protected,
        )  # fmt: skip
        self.messages[message.id] = message
        chat.messages.append(message)
        self._changed("message", message)
        return message

    def edited(self, message: Message, at: datetime | None) -> None:
        """Tell of a change already made to `message`; `at` is None when only its buttons changed."""
        if at is not None:
            message.edited_at = at
        self._changed("edited", message)

    def delete(self, message: Message) -> None:
        message.deleted = True
        message.chat.messages.remove(message)
        del self.messages[message.id]
        self._changed("deleted", message)

    def press(self, user: User, message: Message, at: datetime) -> Callback:
        callback = Callback(str(next(self._callback_ids)), user, message, at)
        self.callbacks[callback.id] = callback
        return callback

    def _changed(self, kind: EventKind, message: Message) -> None:
        self.stamp += 1
        message.stamp = self.stamp
        self.tell(Event(kind, message.chat, message))
