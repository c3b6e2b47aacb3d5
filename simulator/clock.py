"""The simulated moment. The only place in the simulator that reads the machine's clock."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Listener = Callable[[datetime], None]


class SimClock:
    """Real time plus an offset; it can be moved in either direction, frozen and set going again."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = timedelta(0)
        self._frozen: datetime | None = None
        self._listeners: list[Listener] = []
        if start is not None:
            self._set(start)

    @property
    def frozen(self) -> bool:
        return self._frozen is not None

    def now(self) -> datetime:
        """The simulated moment, aware, in UTC."""
        return self._frozen if self._frozen is not None else datetime.now(UTC) + self._offset

    def on_move(self, listener: Listener) -> None:
        """Have `listener` called with the new moment after every jump (not as time merely passes)."""
        self._listeners.append(listener)

    def move_to(self, instant: datetime) -> None:
        """Jump to `instant`. Raises ValueError when it carries no time zone."""
        self._set(instant)
        self._tell()

    def advance(self, step: timedelta) -> None:
        """Jump forward by `step`."""
        self.move_to(self.now() + step)

    def freeze(self) -> None:
        """Stop: time only changes by `move_to` and `advance` until `resume`."""
        self._frozen = self.now()
        self._tell()

    def resume(self) -> None:
        """Let time pass again from the moment shown now."""
        self._offset = self.now() - datetime.now(UTC)
        self._frozen = None
        self._tell()

    def _set(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise ValueError("the simulated moment needs a time zone")
        moment = instant.astimezone(UTC)
        if self._frozen is not None:
            self._frozen = moment
        else:
            self._offset = moment - datetime.now(UTC)

    def _tell(self) -> None:
        moment = self.now()
        for listener in tuple(self._listeners):
            listener(moment)
