"""A Bot API server on loopback, as strict as Telegram, with phones for people who do not exist."""

from simulator.clock import SimClock
from simulator.limits import Limits
from simulator.phones import Group, Phone, PhoneError
from simulator.server import DEFAULT_TOKEN, Simulator
from simulator.world import Button, Message, StoredFile

__all__ = [
    "DEFAULT_TOKEN",
    "Button",
    "Group",
    "Limits",
    "Message",
    "Phone",
    "PhoneError",
    "SimClock",
    "Simulator",
    "StoredFile",
]
