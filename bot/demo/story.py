"""The story so far, told through the phones of the simulator: nothing is written past the program."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.demo.commune import Commune, Person
from simulator import Message, Phone, Simulator

_SECONDS = 30.0
_UNDECIDED_AREA = "5"


@dataclass(frozen=True, slots=True)
class Cast:
    """The people with the phones they hold, the coordinator first."""

    people: Sequence[tuple[Person, Phone]]

    @property
    def coordinator(self) -> Phone:
        return self.people[0][1]


def cast(simulator: Simulator, commune: Commune, *, with_colleagues: bool) -> Cast:
    """Gives everybody a phone; `with_colleagues` also those who do not stand on the page."""
    present = [person for person in commune.people if person.phone or with_colleagues]
    return Cast(
        [
            (person, simulator.phone(first_name=person.name, title=_title(person), shown=bool(person.phone)))
            for person in present
        ]
    )


def _title(person: Person) -> str:
    return f"{person.phone} · {person.name}"


async def tell(
    simulator: Simulator, commune: Commune, cast: Cast, code: str, quiet: Callable[[], Awaitable[None]]
) -> None:
    """From the coordinator's one-time `code` to the last answer given early. Takes the clock along.

    The story leaps over weeks: `quiet` waits until what that owes is said, before somebody answers.
    """
    simulator.clock.move_to(commune.founded)
    await _claim(simulator, cast.coordinator, code)
    _later(simulator, 15)
    await _bring_plan(cast.coordinator, commune)
    for person, phone in cast.people[1:]:
        if person.joins is not None:
            simulator.clock.move_to(person.joins)
            await _join(cast.coordinator, person, phone)
    for at, phone, text in sorted(
        ((said.at, phone, said.text) for person, phone in cast.people for said in person.answers),
        key=lambda said: said[0],
    ):
        simulator.clock.move_to(at)
        await quiet()
        await _say(phone, text)


async def _claim(simulator: Simulator, coordinator: Phone, code: str) -> None:
    await coordinator.open_link(f"https://t.me/{simulator.bot_username}?start={code}")
    await _answer(coordinator)


async def _bring_plan(coordinator: Phone, commune: Commune) -> None:
    """Sends the plan, gives the area without a lead the proposed one, and approves."""
    await coordinator.send_document(commune.plan)
    summary = await _answer(coordinator)
    areas = await _press(coordinator, summary, "Xem nhiệm vụ")
    area = await _press(coordinator, areas, f"{_UNDECIDED_AREA}.")
    choices = await _press(coordinator, area, "Đổi chủ trì lĩnh vực")
    given = await _press(coordinator, choices, commune.people[0].role)
    await _press(coordinator, await _press(coordinator, given, "‹ Kế hoạch"), "Duyệt kế hoạch")


async def _join(coordinator: Phone, person: Person, phone: Phone) -> None:
    """The coordinator takes a link for the role and passes it on; the person taps it."""
    roles = await _say(coordinator, "/chucdanh")
    card = await _press(coordinator, roles, person.role)
    invitation = await _press(coordinator, card, "Lấy liên kết mời")
    link = next(word for word in invitation.text.split() if word.startswith("https://t.me/"))
    await phone.open_link(link)
    await _answer(phone)
    await coordinator.wait_for(person.name, _SECONDS, after=invitation)


async def _say(phone: Phone, text: str) -> Message:
    await phone.send(text)
    return await _answer(phone)


async def _press(phone: Phone, message: Message, label: str) -> Message:
    """Presses the button whose label contains these words; returns what the bot then shows."""
    labels = [button.label for row in message.buttons for button in row]
    await phone.press(message, next((each for each in labels if label in each), label))
    return await _answer(phone)


async def _answer(phone: Phone) -> Message:
    return await phone.wait_for("", _SECONDS)


def _later(simulator: Simulator, minutes: int) -> None:
    simulator.clock.advance(timedelta(minutes=minutes))
