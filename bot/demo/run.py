"""The demo put together: simulator, page, the program itself, and whoever tells the story so far."""

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import prepare_builder, work
from bot.clock import set_file_clock
from bot.demo.commune import Commune, read_commune
from bot.demo.guide import guide_from_the_start, guide_to_the_quarter, jumps
from bot.demo.story import cast, tell
from bot.founding import found_unit
from bot.logs import set_up_logs
from bot.settings import Settings
from locales import Translator
from scheduler.periods import local_date
from scheduler.pulse import next_reminder_at
from simulator import DEFAULT_TOKEN, Limits, SimClock, Simulator
from storage import outbox, reminders
from storage.database import Database

Tell = Callable[[str], None]

# So that a moved clock acts at once.
_PULSE_SECONDS = 0.5
_CLOCK = "clock"
_BEFORE_THE_FIRST = timedelta(minutes=30)


def run_demo(port: int, _: Translator, say: Tell, *, from_start: bool = False) -> None:
    """Runs until SIGINT or SIGTERM; `say` takes the lines for the person who started it.

    `from_start`: the unit is empty, and the visitor claims it, brings the plan and invites the people.
    Nothing is kept: the data lie in a folder that goes when the demo ends. Raises Trouble.
    """
    commune = read_commune()
    set_up_logs()
    logging.getLogger().setLevel(logging.WARNING)
    # A clock that jumps over weeks makes a beat longer than its half second; the next one makes up for it.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    with TemporaryDirectory(prefix="dondoc-demo-") as folder:
        asyncio.run(_run(Path(folder), commune, port, _, say, from_start=from_start))


async def _run(
    folder: Path, commune: Commune, port: int, _: Translator, say: Tell, *, from_start: bool
) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    say(_("Đang chuẩn bị {unit}…", unit=commune.unit))
    async with perform(commune, folder, port, stop, from_start=from_start) as (simulator, working):
        if not stop.is_set():
            if not simulator.base_url.endswith(f":{port}"):
                say(_("Cổng {port} không dùng được (có thể đang bận): trang mở ở cổng khác.", port=port))
            say(_("Mở trang này bằng trình duyệt: {address}", address=f"{simulator.base_url}/"))
            say(_("Làm theo các bước trên trang. Bấm Ctrl+C ở đây để dừng."))
        await working
    say(_("Đã dừng. Dữ liệu chạy thử đã được xóa."))


@asynccontextmanager
async def perform(
    commune: Commune, folder: Path, port: int, stop: asyncio.Event, *, from_start: bool = False
) -> AsyncIterator[tuple[Simulator, asyncio.Task[None]]]:
    """The simulator with the story told so far, and the program that works in front of it until `stop`.

    `folder` takes the data. Raises what breaks the program or the story.
    """
    async with await _open(port, commune.founded) as simulator:
        settings = _settings(folder, simulator)
        _share_clock(simulator.clock, folder / _CLOCK)
        founded = await found_unit(settings, commune.unit, commune.superior, commune.place)
        database = Database(settings.database)
        working = asyncio.create_task(work(settings, prepare_builder(settings), stop, alone=True))
        setting = asyncio.create_task(
            _set_the_stage(simulator, database, commune, founded.code, settings.zone, from_start=from_start)
        )
        simulator.next_moment = partial(_next_reminder, simulator, database)
        try:
            await asyncio.wait({working, setting}, return_when=asyncio.FIRST_COMPLETED)
            for task in (working, setting):
                if task.done():
                    task.result()
            yield simulator, working
        finally:
            stop.set()
            setting.cancel()
            await asyncio.gather(working, setting, return_exceptions=True)
            await database.close()


async def _open(port: int, moment: datetime) -> Simulator:
    """The simulator on this port, or on a free one; its clock stands still.

    Telegram's limits on rates would only make the visitor wait.
    """
    clock = SimClock(moment)
    clock.freeze()
    try:
        return await Simulator.start(port, clock=clock, limits=Limits.without_rates())
    except OSError:
        return await Simulator.start(0, clock=clock, limits=Limits.without_rates())


def _settings(folder: Path, simulator: Simulator) -> Settings:
    """What `dondoc run` would be told; nothing comes from the environment, where a real token may be."""
    return Settings.model_validate(
        {
            "token": DEFAULT_TOKEN,
            "api_url": f"{simulator.base_url}/bot",
            "data_dir": folder,
            "clock_file": folder / _CLOCK,
            "pulse_seconds": _PULSE_SECONDS,
            "messages_per_second": 1000,
        }
    )


def _share_clock(clock: SimClock, file: Path) -> None:
    """The program's clock shows what the page's does, from now on and after every move."""

    def follow(moment: datetime) -> None:
        set_file_clock(file, moment, runs=not clock.frozen)

    clock.on_move(follow)
    follow(clock.now())


async def _set_the_stage(
    simulator: Simulator, database: Database, commune: Commune, code: str, zone: tzinfo, *, from_start: bool
) -> None:
    """Phones, jumps and guide; the story up to the morning of the first reminder; then time runs."""
    players = cast(simulator, commune, with_colleagues=not from_start)
    simulator.samples = [commune.plan]
    simulator.jumps = jumps(commune.founded.year, zone)
    if from_start:
        simulator.guide = guide_from_the_start(code, commune.plan.name)
    else:
        await tell(simulator, commune, players, code, partial(_until_all_is_said, simulator, database, zone))
        simulator.guide = guide_to_the_quarter()
        simulator.clock.move_to(simulator.jumps[0][1] - _BEFORE_THE_FIRST)
    simulator.clock.resume()


async def _until_all_is_said(simulator: Simulator, database: Database, zone: tzinfo) -> None:
    """Until the program owes nobody a word at this moment."""
    now = simulator.clock.now()
    while True:
        async with database.read() as session:
            owing = await reminders.units_to_visit(session, now, local_date(now, zone))
            if not owing and not await outbox.due(session, now):
                return
        await asyncio.sleep(_PULSE_SECONDS / 5)


async def _next_reminder(simulator: Simulator, database: Database) -> datetime | None:
    async with database.read() as session:
        return await next_reminder_at(session, simulator.clock.now())
