"""What is shown: a text with its buttons, or a file. Plain data, so that screens are tested without a chat."""

from dataclasses import dataclass
from html import escape as _escape


@dataclass(frozen=True, slots=True)
class Button:
    """`data` is what comes back when it is pressed (see handlers.buttons); `url` opens a page instead."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """`text` is Telegram HTML: whatever a person typed has gone through `escape`."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FileScreen:
    """A file with a caption. A picture is shown in the chat, another file is offered for download."""

    name: str
    content: bytes
    caption: str = ""
    picture: bool = False
    rows: tuple[tuple[Button, ...], ...] = ()


def escape(text: str) -> str:
    """The text made safe inside Telegram HTML."""
    return _escape(text, quote=False)
