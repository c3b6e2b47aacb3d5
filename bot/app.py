"""The running program put together: intake, handlers, delivery and pulse, started and stopped in order."""

import asyncio
import contextlib
import signal
from collections.abc import Awaitable
from typing import Any

import structlog
from sqlalchemy.exc import DatabaseError
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from bot import lock
from bot.delivery import Delivery
from bot.ground import make_services, prepare_database
from bot.intake import Intake
from bot.outage import Outage
from bot.pace import Pace
from bot.settings import Settings, prepare_data_dir
from bot.trouble import REJECTED_TOKEN, UNREACHABLE, Trouble, database_trouble
from handlers import commands, routes
from handlers.services import Services
from locales import translator
from storage.database import Database, sqlite_file

log = structlog.get_logger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]

_CONNECTIONS = 32
_SECONDS = 15.0
# A report with its annexes over a commune's uplink.
_FILE_SECONDS = 120.0
# A service manager kills after ten seconds.
_STOP_SECONDS = 7


def build_application(builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any], services: Services) -> App:
    """The wired application. `builder` brings token, addresses and HTTP layer.

    An update handed straight to its `process_update` is handled like one that was polled.
    """
    application = builder.build()
    application.bot_data["services"] = services
    routes.register(application)
    return application


def prepare_builder(settings: Settings) -> ApplicationBuilder[Any, Any, Any, Any, Any, Any]:
    """How the program talks to Telegram. Raises Trouble without a token."""
    request = HTTPXRequest(
        connection_pool_size=_CONNECTIONS,
        proxy=settings.proxy.get_secret_value() if settings.proxy else None,
        read_timeout=_SECONDS,
        write_timeout=_SECONDS,
        connect_timeout=_SECONDS,
        pool_timeout=_SECONDS,
        media_write_timeout=_FILE_SECONDS,
    )
    return (
        ApplicationBuilder()
        .token(settings.need_token())
        .base_url(settings.api_url)
        .base_file_url(settings.api_file_url)
        .request(request)
        # The intake polls over `request`; nothing uses this one.
        .get_updates_request(request)
        .rate_limiter(Pace(settings.messages_per_second))
        .updater(None)
    )


def run_bot(settings: Settings) -> None:
    """Runs until SIGINT or SIGTERM. Raises Trouble for what must be mended first."""
    builder = prepare_builder(settings)
    prepare_data_dir(settings)
    file = sqlite_file(settings.database)
    with lock.take(file) if file is not None else contextlib.nullcontext():
        prepare_database(settings)
        asyncio.run(_run(settings, builder, alone=file is not None))


async def _run(
    settings: Settings, builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any], *, alone: bool
) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await work(settings, builder, stop, alone=alone)


async def work(
    settings: Settings,
    builder: ApplicationBuilder[Any, Any, Any, Any, Any, Any],
    stop: asyncio.Event,
    *,
    alone: bool,
) -> None:
    """The program on a migrated database, from its first word with Telegram until `stop` is set.

    `alone`: no other process uses the database. Raises Trouble for what must be mended first.
    """
    filled = asyncio.Event()
    services = make_services(settings, filled.set, lambda: application.bot.username)
    application = build_application(builder, services)
    try:
        await _see_that_database_takes_writes(services.database)
        if await _unless_stopped(stop, _reach_telegram(application, settings)):
            await _serve(application, services, settings, filled, stop, alone=alone)
    finally:
        await application.shutdown()
        await application.bot.shutdown()
        await services.database.close()
        log.info("stopped")


async def _serve(
    application: App,
    services: Services,
    settings: Settings,
    filled: asyncio.Event,
    stop: asyncio.Event,
    *,
    alone: bool,
) -> None:
    """Everything at work until `stop`; then what is in hand is finished."""
    from bot.pulse import Pulse
    from scheduler.pulse import beat

    intake = Intake(application, services)
    delivery = Delivery(application.bot, services, filled, tick=min(5, settings.pulse_seconds))
    pulse = Pulse(services, beat, settings.pulse_seconds)
    receiving = asyncio.create_task(intake.run())
    delivering = asyncio.create_task(delivery.run(alone=alone))
    publishing = asyncio.create_task(_publish_commands(application, services))
    pulse.start()
    log.info("started", bot=application.bot.username)
    try:
        await _unless_stopped(stop, _first_to_break(receiving, delivering))
    finally:
        publishing.cancel()
        receiving.cancel()
        delivery.stop()
        await asyncio.gather(
            pulse.stop(_STOP_SECONDS),
            intake.stop(_STOP_SECONDS),
            _finish(delivering, _STOP_SECONDS),
            receiving,
            publishing,
            return_exceptions=True,
        )


async def _first_to_break(*tasks: asyncio.Task[None]) -> None:
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()


async def _finish(task: asyncio.Task[None], seconds: float) -> None:
    await asyncio.wait([task], timeout=seconds)
    task.cancel()


async def _unless_stopped(stop: asyncio.Event, work: Awaitable[object]) -> bool:
    """Does the work, unless `stop` comes first; whether the work was done. Its error is raised."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            return False
        working.result()
        return True
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


async def _see_that_database_takes_writes(database: Database) -> None:
    try:
        async with database.write() as session:
            await session.connection()
    except DatabaseError as error:
        raise database_trouble(error) from None


async def _reach_telegram(application: App, settings: Settings) -> None:
    """Waits until Telegram answers. Raises Trouble when it rejects the token."""
    outage = Outage("telegram_unreachable", asyncio.sleep)
    _ = translator(settings.language)
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            raise Trouble(REJECTED_TOKEN) from None
        except NetworkError as error:
            await outage.wait(error, _(UNREACHABLE))
        else:
            outage.over()
            return


async def _publish_commands(application: App, services: Services) -> None:
    """The command menus, whenever Telegram takes them: nothing waits for it."""
    outage = Outage("commands_not_published", asyncio.sleep, quiet=True)
    while True:
        try:
            await commands.publish(application.bot, services)
            return
        except NetworkError as error:
            await outage.wait(error, "")
        except TelegramError as error:
            log.warning("commands_not_published", error=type(error).__name__)
            return
