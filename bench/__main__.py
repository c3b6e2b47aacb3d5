"""`python -m bench`: the table of ratios, and bench/results.json."""

import asyncio
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from bench.office import furnish
from bench.runs import Bot, echo_bot, our_bot, running

_ROUNDS = 3
_MESSAGES = 600
_OFFICERS = 12
_QUIET_SECONDS = 1.5
# An officer asks for help: who they are and what they hold is looked up, and answered in their language.
_QUESTION = "/trogiup"
_READ = "read of plans whose truth is known"
_SPEEDS = ("updates a second", "answers a second")


@dataclass(frozen=True)
class Result:
    """`ratio` is ours by the baseline; for speeds it must reach the target, for costs stay within it."""

    name: str
    ours: float
    baseline: float
    unit: str
    ratio: float
    target: float
    holds: bool


@dataclass
class Measured:
    start: float
    idle: float
    speeds: list[float]


def measure(bot: Bot) -> Measured:
    with running(bot) as run:
        start = run.seconds_to_first_poll()
        # Idle is after the first message: what a program loads on its first word counts.
        run.handle(1, bot.texts[0])
        time.sleep(_QUIET_SECONDS)
        idle = run.resident_kilobytes() / 1024
        return Measured(start, idle, [run.handle(_MESSAGES, text) for text in bot.texts])


@contextmanager
def prepared_office() -> Iterator[Bot]:
    folder = Path(tempfile.mkdtemp(prefix="dondoc-bench-"))
    try:
        chats, answer = asyncio.run(furnish(folder / "dondoc.db", _OFFICERS))
        yield our_bot(folder / "dondoc.db", chats, (_QUESTION, answer))
    finally:
        shutil.rmtree(folder)


def compare_bots() -> list[Result]:
    ours, baseline = [], []
    # In turn, so that whatever else the machine does meets both.
    for number in range(_ROUNDS):
        sys.stderr.write(f"bots, round {number + 1} of {_ROUNDS}\n")
        baseline.append(measure(echo_bot()))
        with prepared_office() as bot:
            ours.append(measure(bot))
    echo = statistics.median(one.speeds[0] for one in baseline)
    return [
        *(
            result(
                name, statistics.median(one.speeds[i] for one in ours), echo, "1/s", 1.0, more_is_better=True
            )
            for i, name in enumerate(_SPEEDS)
        ),
        result("idle memory", *medians(ours, baseline, "idle"), "MB", 1.6),
        result("start to first getUpdates", *medians(ours, baseline, "start"), "s", 2.0),
    ]


def compare_compiling() -> Result:
    from bench import quarter
    from storage.database import Database

    async def times(folder: Path) -> tuple[float, float]:
        await furnish(folder / "dondoc.db", _OFFICERS)
        database = Database(f"sqlite:///{folder / 'dondoc.db'}")
        period = await quarter.fill(database)
        write = quarter.bare(await quarter.ours(database, period))
        write()
        ours, bare = [], []
        for number in range(_ROUNDS):
            sys.stderr.write(f"compile, round {number + 1} of {_ROUNDS}\n")
            begun = time.perf_counter()
            await quarter.ours(database, period)
            middle = time.perf_counter()
            write()
            ours.append(middle - begun)
            bare.append(time.perf_counter() - middle)
        await database.close()
        return statistics.median(ours), statistics.median(bare)

    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as folder:
        return result("compile a full period", *asyncio.run(times(Path(folder))), "s", 2.0)


def compare_reading() -> list[Result]:
    """A plan of 30 pages in 2 s and 150 MB, and time that grows with the pages."""
    from bench import reading

    found = reading.readings()
    rows = []
    for ending in (".docx", ".txt"):
        usual = reading.usual(found, ending)
        longest, shorter = reading.growth(found, ending)
        rows += [
            limit(f"read 30 pages {ending}", usual.ours.seconds, usual.bare.seconds, "s", 2.0),
            limit(f"memory, 30 pages {ending}", usual.ours.megabytes, usual.bare.megabytes, "MB", 150.0),
            result(f"500 by 100 pages {ending}", longest, shorter, "s", 5 * 1.5),
        ]
    return rows


def limit(name: str, ours: float, baseline: float, unit: str, most: float) -> Result:
    """A row with a limit of its own: the ratio is what is used of it; the baseline is there to compare with."""
    return replace(
        result(f"{name} (of {most:g})", ours, baseline, unit, 1.0),
        ratio=round(ours / most, 2),
        holds=ours <= most,
    )


def read_of_plans() -> Result:
    """How much is read of plans whose truth is known: the harmonic mean of precision and recall."""
    from bench import plans

    by_file = plans.corpus_scores()
    print("\n".join(plans.table(by_file)))
    total = plans.overall(score for by_kind in by_file.values() for score in by_kind.values())
    return result(_READ, total.f, 1.0, "F", 0.9, more_is_better=True)


def medians(ours: list[Measured], baseline: list[Measured], what: str) -> tuple[float, float]:
    def median(values: list[Measured]) -> float:
        return statistics.median(getattr(value, what) for value in values)

    return median(ours), median(baseline)


def result(
    name: str, ours: float, baseline: float, unit: str, target: float, *, more_is_better: bool = False
) -> Result:
    ratio = ours / baseline
    holds = ratio >= target if more_is_better else ratio <= target
    return Result(name, round(ours, 3), round(baseline, 3), unit, round(ratio, 2), target, holds)


def main() -> None:
    results = [*compare_bots(), compare_compiling(), *compare_reading(), read_of_plans()]
    print(f"{'':28}{'ours':>10}{'baseline':>10}  {'':4}{'ratio':>7}{'target':>8}")
    for row in results:
        sign = "≥" if row.name in (*_SPEEDS, _READ) else "≤"
        print(
            f"{row.name:28}{row.ours:>10}{row.baseline:>10}  {row.unit:4}{row.ratio:>7}{sign:>3}{row.target:>5}"
            f"  {'holds' if row.holds else 'DOES NOT HOLD'}"
        )
    file = Path(__file__).with_name("results.json")
    file.write_text(json.dumps([asdict(row) for row in results], indent=2) + "\n")


if __name__ == "__main__":
    main()
