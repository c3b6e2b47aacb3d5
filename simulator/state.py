"""Everything that the methods of the Bot API work on, in one typed object."""

from dataclasses import dataclass

from simulator.clock import SimClock
from simulator.faults import Faults
from simulator.limits import Limits, Throttle
from simulator.menus import Menus
from simulator.updates import Updates
from simulator.world import World


@dataclass(frozen=True, slots=True)
class State:
    token: str
    clock: SimClock
    limits: Limits
    throttle: Throttle
    faults: Faults
    updates: Updates
    world: World
    menus: Menus
