"""The program as a process: started, talked to, killed, stopped."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from simulator import Simulator

Start = Callable[..., Awaitable[asyncio.subprocess.Process]]
DONDOC = str(Path(sys.executable).with_name("dondoc"))


@pytest.fixture
def environment(simulator: Simulator, sqlite_url: str, tmp_path: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DONDOC_")}
    return clean | {
        "DONDOC_TOKEN": simulator.token,
        "DONDOC_API_URL": f"{simulator.base_url}/bot",
        "DONDOC_DATABASE_URL": sqlite_url,
        "DONDOC_DATA_DIR": str(tmp_path),
        "DONDOC_PULSE_SECONDS": "0.5",
    }


@pytest.fixture
async def start(environment: dict[str, str], tmp_path: Path) -> AsyncIterator[Start]:
    started: list[asyncio.subprocess.Process] = []

    async def run(*args: str, **changes: str) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(
            DONDOC,
            *(args or ("run",)),
            env=environment | changes,
            cwd=tmp_path,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ended(process: asyncio.subprocess.Process) -> tuple[int, str, str]:
    async with asyncio.timeout(15):
        out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


async def test_it_answers_and_stops_within_seconds_when_told(start: Start, simulator: Simulator) -> None:
    phone = simulator.phone(first_name="Người lạ")
    process = await start()
    await phone.send("Xin chào")
    await phone.wait_for(lambda message: message.from_bot, timeout=15)
    process.send_signal(signal.SIGTERM)
    status, _out, err = await ended(process)
    assert status == 0
    events = [json.loads(line)["event"] for line in err.splitlines()]
    assert (events[0], events[-1]) == ("started", "stopped")
    assert simulator.token not in err


async def test_a_second_process_on_the_same_file_is_refused_politely(
    start: Start, simulator: Simulator
) -> None:
    phone = simulator.phone(first_name="Người lạ")
    await start()
    await phone.send("Xin chào")
    await phone.wait_for(lambda message: message.from_bot, timeout=15)
    status, _out, err = await ended(await start())
    assert status == 1
    assert "đang chạy" in err
    assert len(err.splitlines()) == 1


async def test_what_came_while_it_was_killed_is_answered_once_after_the_restart(
    start: Start, simulator: Simulator
) -> None:
    phone = simulator.phone(first_name="Người lạ")
    first = await start()
    await phone.send("một")
    await phone.wait_for(lambda message: message.from_bot, timeout=15)
    first.kill()
    await first.wait()
    await phone.send("hai")
    await start()
    await phone.wait_for(lambda message: message.from_bot, timeout=15)
    await asyncio.sleep(0.3)
    assert sum(message.from_bot for message in phone.messages) == 2


async def test_unreachable_telegram_is_said_once_and_waited_for(start: Start, simulator: Simulator) -> None:
    simulator.faults.fail("getMe", times=2, status=502)
    phone = simulator.phone(first_name="Người lạ")
    process = await start()
    await phone.send("Xin chào")
    await phone.wait_for(lambda message: message.from_bot, timeout=20)
    process.terminate()
    _status, _out, err = await ended(process)
    lines = [json.loads(line) for line in err.splitlines()]
    assert [line["event"] for line in lines].count("telegram_unreachable") == 1
    assert "Không kết nối được với Telegram" in lines[0]["say"]


async def test_it_can_be_stopped_while_telegram_is_unreachable(start: Start) -> None:
    process = await start(DONDOC_API_URL="http://127.0.0.1:9/bot")
    assert process.stderr is not None
    await process.stderr.readline()
    process.terminate()
    status, _out, _err = await ended(process)
    assert status == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"DONDOC_TOKEN": ""}, "DONDOC_TOKEN"),
        ({"DONDOC_TOKEN": "123456789:AAaaBBbbCCccDDddEEeeFFffGGggHHhhIIi"}, "không chấp nhận DONDOC_TOKEN"),
        ({"DONDOC_TIMEZONE": "Asia/Hanoi"}, "DONDOC_TIMEZONE"),
        ({"DONDOC_DATABASE_URL": "sqlite:////proc/none/dondoc.db"}, "/proc/none/dondoc.db"),
    ],
)
async def test_what_must_be_mended_first_is_one_line_and_status_1(
    start: Start, changes: dict[str, str], said: str
) -> None:
    status, out, err = await ended(await start(**changes))
    assert status == 1
    complaint = [line for line in err.splitlines() if not line.startswith("{")]
    assert len(complaint) == 1
    assert said in complaint[0]
    assert "Traceback" not in out + err
