"""A long list in pages that each fit into one message."""

from collections.abc import Sequence

from handlers.buttons import data
from handlers.screen import Button

# Telegram takes 4,096 characters; what stands around a list needs some of them.
_MOST_CHARACTERS = 3000


def pages(lines: Sequence[str], most: int) -> list[range]:
    """The places of the lines page by page: at most `most` each, never more than a message takes."""
    found: list[range] = []
    start = used = 0
    for place, line in enumerate(lines):
        if place > start and (place - start == most or used + len(line) > _MOST_CHARACTERS):
            found.append(range(start, place))
            start, used = place, 0
        used += len(line) + 1
    found.append(range(start, len(lines)))
    return found


def beginning(lines: Sequence[str], room: int) -> int:
    """How many of the lines fit into so many characters; at least one, if there is one."""
    used = 0
    for place, line in enumerate(lines):
        used += len(line) + 1
        if place and used > room:
            return place
    return len(lines)


def page_of(lines: Sequence[str], most: int, number: int) -> tuple[range, int, int]:
    """The places on the page, its number brought within what there is, and how many pages there are."""
    all_pages = pages(lines, most)
    number = min(max(number, 0), len(all_pages) - 1)
    return all_pages[number], number, len(all_pages)


def turning(verb: str, *args: object, page: int, count: int) -> tuple[tuple[Button, ...], ...]:
    """The row that leads to the pages before and after; the page is the last thing its buttons carry."""
    if count == 1:
        return ()
    row = [Button(f"{page + 1}/{count}", data(verb, *args, page))]
    if page > 0:
        row.insert(0, Button("‹", data(verb, *args, page - 1)))
    if page < count - 1:
        row.append(Button("›", data(verb, *args, page + 1)))
    return (tuple(row),)
