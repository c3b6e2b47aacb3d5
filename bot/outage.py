"""A trouble that lasts: said once when it begins and once when it is over, and waited out ever longer."""

import random
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)

Sleep = Callable[[float], Awaitable[object]]
_FIRST, _LONGEST = 0.5, 60.0


class Outage:
    """`name` is the log's event; `sleep` waits that many seconds; a `quiet` one is said by somebody else."""

    def __init__(self, name: str, sleep: Sleep, *, quiet: bool = False) -> None:
        self._name = name
        self._quiet = quiet
        self._sleep = sleep
        self._tries = 0

    @property
    def lasting(self) -> bool:
        return self._tries > 0

    async def wait(self, error: BaseException, say: str) -> None:
        """Waits before the next try; `say` is what the log tells the person who runs the program."""
        if not self._tries and not self._quiet:
            log.warning(self._name, say=say, error=type(error).__name__)
        longest = min(_LONGEST, _FIRST * 2**self._tries)
        self._tries += 1
        # With jitter: many bots behind one broken line should not come back in the same moment.
        await self._sleep(longest * random.uniform(0.5, 1))  # noqa: S311 - no secret

    def over(self) -> None:
        """What was tried works."""
        if self._tries and not self._quiet:
            log.info(f"{self._name}_over", tries=self._tries)
        self._tries = 0
