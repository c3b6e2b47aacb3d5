"""What can be refused, by name and without words: `handlers.screens` says it in the reader's language."""


class Refusal(Exception):
    """Something a person asked for that cannot be done; `values` fill the sentence that says so."""

    def __init__(self, **values: object) -> None:
        super().__init__(type(self).__name__)
        self.values = values


class NotAllowed(Refusal):
    """The officer's roles do not permit this."""


class Stranger(Refusal):
    """The sender belongs to no unit."""
