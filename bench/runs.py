"""One bot process against one stub: started, watched, fed, measured, stopped."""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.telegram_stub import TOKEN, message_update, serve

_ROOT = Path(__file__).parent.parent
_PATIENCE = 30.0


@dataclass(frozen=True)
class Bot:
    """How to start a bot; `{url}` in its command and environment becomes the stub's address."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    texts: Sequence[str]
    chats: Sequence[int]


def echo_bot() -> Bot:
    command = (sys.executable, "-m", "bench.echo_bot", "{url}", TOKEN)
    return Bot("PTB echo", command, {}, ("Đã xong",), range(1, 51))


def our_bot(database: Path, chats: Sequence[int], texts: Sequence[str]) -> Bot:
    """The whole program, with its own command line, on a copy of the prepared database."""
    environment = {
        "DONDOC_TOKEN": TOKEN,
        "DONDOC_API_URL": "{url}",
        "DONDOC_DATA_DIR": str(database.parent),
        "DONDOC_DATABASE_URL": f"sqlite:///{database}",
        "DONDOC_CLOCK_FILE": str(database.with_name("clock")),
        # The stub has no limits; the echo bot keeps none.
        "DONDOC_MESSAGES_PER_SECOND": "1000000",
    }
    command = (str(Path(sys.executable).with_name("dondoc")), "run")
    return Bot("Đôn Đốc", command, environment, texts, chats)


class Run:
    """A running bot and the stub it talks to."""

    def __init__(
        self, bot: Bot, control: Connection, process: "subprocess.Popen[bytes]", started: float
    ) -> None:
        self._bot = bot
        self._control = control
        self.process = process
        self._started = started
        self._fed = 0

    def seconds_to_first_poll(self) -> float:
        return self._wait(lambda: self._stats()[0]) - self._started

    def resident_kilobytes(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))

    def handle(self, count: int, text: str) -> float:
        """Feeds so many messages at once; returns how many a second were answered."""
        chats = self._bot.chats
        numbers = range(self._fed, self._fed + count)
        updates = [message_update(number, chats[number % len(chats)], text) for number in numbers]
        self._fed += count
        begun = time.monotonic()
        self._control.send(("feed", updates))
        self._wait(lambda: self._stats()[1] >= self._fed)
        return count / (self._stats()[2] - begun)

    def _stats(self) -> tuple[float, int, float]:
        self._control.send(("stats",))
        answer: tuple[float, int, float] = self._control.recv()
        return answer

    def _wait(self, ask: Any) -> Any:
        until = time.monotonic() + _PATIENCE
        while not (answer := ask()):
            if time.monotonic() > until or self.process.poll() is not None:
                raise RuntimeError(f"{self._bot.name}: no answer; exit status {self.process.poll()}")
            time.sleep(0.02)
        return answer


@contextmanager
def running(bot: Bot) -> Iterator[Run]:
    """Starts the stub and the bot, and stops both."""
    mine, theirs = multiprocessing.Pipe()
    stub = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,), daemon=True)
    stub.start()
    url = f"http://127.0.0.1:{mine.recv()}/bot"
    environment = {
        **os.environ,
        **{name: value.replace("{url}", url) for name, value in bot.environment.items()},
    }
    with tempfile.TemporaryFile() as said:
        started = time.monotonic()
        process = subprocess.Popen(
            [word.replace("{url}", url) for word in bot.command],
            env=environment,
            cwd=_ROOT,
            stdout=said,
            stderr=said,
        )
        try:
            yield Run(bot, mine, process, started)
        except Exception:
            said.seek(0)
            sys.stderr.write(said.read().decode(errors="replace")[-4000:])
            raise
        finally:
            process.terminate()
            process.wait(15)
            mine.send(("stop",))
            stub.join(5)
