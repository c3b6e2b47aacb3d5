"""People with phones: what they do reaches the bot as updates, what the bot does they see."""

import asyncio
import mimetypes
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from simulator.html import plain
from simulator.limits import utf16_length
from simulator.pictures import picture_mime, picture_size
from simulator.render import callback_json, membership_json, message_json
from simulator.state import State
from simulator.world import Button, Chat, Event, Message, StoredFile, User

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
Wanted = str | Callable[[Message], bool]
Found = TypeVar("Found")


class PhoneError(Exception):
    """A person cannot do this: there is no such button, the link leads elsewhere, the bot is blocked."""


class Phone:
    """One person's phone, open at the chat with the bot. `title` is what the web page writes above it."""

    def __init__(self, state: State, user: User, title: str | None = None) -> None:
        self._state = state
        self.user = user
        self.title = title or user.full_name
        self.chat = state.world.add_person(user)
        self.toasts: list[str] = []
        self._acted_at = 0
        state.world.listen(self._notice, self.chat)

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat now, from both sides, oldest first."""
        return list(self.chat.messages)

    @property
    def last(self) -> Message:
        """The newest message. Raises PhoneError in an empty chat."""
        if not self.chat.messages:
            raise PhoneError(f"{self.title}: chưa có tin nhắn nào")
        return self.chat.messages[-1]

    async def send(self, text: str, reply_to: Message | None = None) -> Message:
        """Type `text`; a very long one becomes several messages, as in the real app; returns the last."""
        return [self._post(part, reply_to=reply_to) for part in _split(text, self._state.limits.text)][-1]

    async def open_link(self, link: str) -> Message:
        """Tap `https://t.me/<bot>?start=<token>` and then START."""
        parts = urlsplit(link if "://" in link else f"https://{link}")
        name = parts.path.strip("/")
        if parts.hostname not in {"t.me", "telegram.me"} or name != self._state.world.bot.username:
            raise PhoneError(f"Liên kết này không dẫn đến bot: {link}")
        start = parse_qs(parts.query).get("start", [""])[0]
        return await self.send(f"/start {start}".strip())

    async def press(
        self, message: Message, label: str | None = None, *, callback_data: str | None = None
    ) -> None:
        """Press the button `label` under `message`; or send any `callback_data`, as from an old screen."""
        if callback_data is None:
            button = self._button(message, label or "")
            if button.url is not None:
                await self.open_link(button.url)
                return
            callback_data = button.data or ""
        self._act()
        callback = self._state.world.press(self.user, message, self._state.clock.now())
        self._state.updates.put("callback_query", callback_json(callback, callback_data))

    async def send_document(
        self,
        content: str | Path | bytes = b"",
        *,
        name: str | None = None,
        caption: str = "",
        mime: str | None = None,
        size: int | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file from a path or bytes; `size` alone declares a file of that size without its bytes."""
        data, own_name = _bytes(content)
        name = name or own_name or "tai-lieu.bin"
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = self._state.world.add_file("document", name, mime, data, size=size)
        return self._post(caption, file=file, reply_to=reply_to)

    async def send_photo(
        self, content: str | Path | bytes, *, caption: str = "", reply_to: Message | None = None
    ) -> Message:
        """Send a picture. Raises the refusal of `picture_size` for what is none."""
        data, _ = _bytes(content)
        width, height = picture_size(data)
        file = self._state.world.add_file(
            "photo", "photo.jpg", picture_mime(data), data, width=width, height=height
        )
        return self._post(caption, file=file, reply_to=reply_to)

    async def edit(self, message: Message, text: str) -> None:
        """Change an own message; the bot gets `edited_message`."""
        if message.sender is not self.user:
            raise PhoneError("Chỉ sửa được tin nhắn của mình")
        self._act()
        message.text, message.entities = plain(text)
        self._state.world.edited(message, self._state.clock.now())
        self._state.updates.put("edited_message", message_json(message))

    def block_bot(self) -> None:
        """From now on the bot gets 403 here."""
        self._membership(blocked=True)

    def unblock_bot(self) -> None:
        self._membership(blocked=False)

    async def wait_for(
        self,
        wanted: Wanted,
        timeout: float = 10,  # noqa: ASYNC109 - the tests' word for it
        after: Message | None = None,
    ) -> Message:
        """The newest message of the bot that contains or satisfies `wanted`, as soon as there is one.

        Considered is what the bot wrote or edited since this person last did something, or, with
        `after`, what was written or edited after that message. Raises AssertionError with the
        transcript when nothing comes within `timeout` (real) seconds.
        """
        since = self._acted_at if after is None else after.stamp

        def search() -> Message | None:
            for message in reversed(self.chat.messages):
                if message.from_bot and message.stamp > since and _matches(message, wanted):
                    return message
            return None

        return await self._until(search, f"{wanted!r}", timeout)

    async def wait_for_toast(self, wanted: str = "", timeout: float = 10) -> str:  # noqa: ASYNC109
        """The newest answer to a pressed button that contains `wanted`; the ones seen are in `toasts`."""

        def search() -> str | None:
            return next((toast for toast in reversed(self.toasts) if wanted in toast), None)

        return await self._until(search, f"toast {wanted!r}", timeout)

    def transcript(self) -> str:
        """The chat as text, for error messages."""
        lines = [f"--- {self.title} ({self.user.id}) ---"]
        for message in self.chat.messages:
            who = "bot" if message.from_bot else self.user.first_name
            at = message.date.astimezone(LOCAL)
            what = message.text + (f" <{message.file.kind} {message.file.name}>" if message.file else "")
            lines.append(f"#{message.id} {at:%d/%m/%Y %H:%M} {who}: {what}")
            lines += ["      " + " ".join(f"[{button.label}]" for button in row) for row in message.buttons]
        return "\n".join(lines)

    async def _until(self, search: Callable[[], Found | None], what: str, seconds: float) -> Found:
        changed = asyncio.Event()

        def notice(event: Event) -> None:
            changed.set()

        stop = self._state.world.listen(notice, self.chat)
        try:
            async with asyncio.timeout(seconds):
                while (found := search()) is None:
                    changed.clear()
                    await changed.wait()
                return found
        except TimeoutError:
            raise AssertionError(f"{what} did not come within {seconds} s\n{self.transcript()}") from None
        finally:
            stop()

    def _notice(self, event: Event) -> None:
        if event.kind == "toast" and event.text:
            self.toasts.append(event.text)

    def _act(self) -> None:
        if self.chat.blocked:
            raise PhoneError(f"{self.title} đang chặn bot")
        self._acted_at = self._state.world.stamp
        self.chat.started = True

    def _button(self, message: Message, label: str) -> Button:
        for row in message.buttons:
            for button in row:
                if button.label == label:
                    return button
        raise PhoneError(f"Không có nút {label!r} dưới tin #{message.id}\n{self.transcript()}")

    def _post(self, text: str, *, file: StoredFile | None = None, reply_to: Message | None = None) -> Message:
        self._act()
        return post_from(self._state, self.chat, self.user, text, file=file, reply_to=reply_to)

    def _membership(self, *, blocked: bool) -> None:
        if self.chat.blocked == blocked:
            return
        self.chat.blocked = blocked
        before, after = ("member", "kicked") if blocked else ("kicked", "member")
        at = int(self._state.clock.now().timestamp())
        update = membership_json(self.chat, self.user, self._state.world.bot, at, before, after)
        self._state.updates.put("my_chat_member", update)
        self._state.world.tell(Event("chat", self.chat))


class Group:
    """A group with the bot in privacy mode, as a new bot is: it hears commands, mentions and replies."""

    def __init__(self, state: State, title: str, members: Sequence[Phone]) -> None:
        self._state = state
        self.chat: Chat = state.world.add_group(title, [member.user for member in members])
        if members:
            at = int(state.clock.now().timestamp())
            update = membership_json(self.chat, members[0].user, state.world.bot, at, "left", "member")
            state.updates.put("my_chat_member", update)

    @property
    def messages(self) -> list[Message]:
        return list(self.chat.messages)

    async def send(self, member: Phone, text: str, reply_to: Message | None = None) -> Message:
        """`member` writes `text` in the group."""
        if member.user.id not in self.chat.members:
            raise PhoneError(f"{member.title} không ở trong nhóm {self.chat.title}")
        return post_from(self._state, self.chat, member.user, text, reply_to=reply_to)


def post_from(
    state: State,
    chat: Chat,
    user: User,
    text: str,
    *,
    file: StoredFile | None = None,
    reply_to: Message | None = None,
) -> Message:
    """Put a person's message into `chat` and queue its update, if the bot may hear it."""
    clean, entities = plain(text)
    if not clean and file is None:
        raise PhoneError("Tin nhắn trống thì không gửi được")
    message = state.world.post(chat, user, state.clock.now(), clean, entities, file=file, reply_to=reply_to)
    if chat.type == "private" or _concerns_bot(message, state.world.bot):
        state.updates.put("message", message_json(message))
    return message


def _concerns_bot(message: Message, bot: User) -> bool:
    replies = message.reply_to is not None and message.reply_to.sender is bot
    return replies or message.text.startswith("/") or f"@{bot.username}" in message.text


def _matches(message: Message, wanted: Wanted) -> bool:
    return wanted in message.text if isinstance(wanted, str) else wanted(message)


def _bytes(content: str | Path | bytes) -> tuple[bytes, str | None]:
    if isinstance(content, bytes):
        return content, None
    path = Path(content)
    return path.read_bytes(), path.name


def _split(text: str, longest: int) -> list[str]:
    """Parts of at most `longest` UTF-16 units, cut at a line or a word where there is one."""
    parts: list[str] = []
    while utf16_length(text) > longest:
        head = text.encode("utf-16-le")[: longest * 2].decode("utf-16-le", "ignore")
        cut = max(head.rfind("\n"), 0) or max(head.rfind(" "), 0) or len(head)
        parts.append(text[:cut])
        text = text[cut:].lstrip()
    return [*parts, text]
