"""What stops the program, in words for whoever runs it."""

from locales import Translator


class Trouble(Exception):  # noqa: N818 - said to a person, not thrown at one
    """One thing that must be mended: what is wrong and what to do, as a message for the translator."""

    def __init__(self, message: str, /, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values_ = values

    def said(self, _: Translator) -> str:
        return _(self.message, **self.values_)
