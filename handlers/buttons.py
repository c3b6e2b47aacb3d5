"""What a button carries: a verb and the ids it is about, at most 64 bytes (Telegram's limit)."""

from dataclasses import dataclass
from typing import Self

from handlers.errors import StaleButton

_LIMIT = 64
_SEPARATOR = ":"
_LARGEST = 2**31 - 1  # what an id column holds; a larger number was never on a button of ours


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button. Verbs are words of the program, never the label the reader sees."""

    verb: str
    args: tuple[str, ...] = ()

    @classmethod
    def parse(cls, data: str) -> Self:
        verb, *args = data.split(_SEPARATOR)
        return cls(verb, tuple(args))

    def pack(self) -> str:
        """The callback data. Raises ValueError when it is longer than Telegram takes."""
        data = _SEPARATOR.join((self.verb, *self.args))
        if len(data.encode()) > _LIMIT:
            raise ValueError(f"callback data of {len(data.encode())} bytes: {data}")
        return data

    def number(self, index: int) -> int:
        """The id at this place. Raises StaleButton when there is none: the button is of an older form."""
        try:
            number = int(self.args[index])
        except (IndexError, ValueError):
            raise StaleButton from None
        if abs(number) > _LARGEST:
            raise StaleButton
        return number

    def word(self, index: int) -> str:
        """The word at this place. Raises StaleButton when there is none."""
        try:
            return self.args[index]
        except IndexError:
            raise StaleButton from None


def data(verb: str, *args: object) -> str:
    """Callback data for a button."""
    return Press(verb, tuple(str(arg) for arg in args)).pack()
