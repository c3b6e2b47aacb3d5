"""One command compiles: gather → compute → render, and the version that was sent is kept as it was."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel.ext.asyncio.session import AsyncSession

from reports.compute import compute
from reports.content import ReportContent
from reports.data import PeriodData
from reports.gather import gather
from reports.word import render
from storage import reports as store
from storage.database import Database
from storage.files import write_whole
from storage.tables import Period, SummaryReport


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled report: what stands in it, the file's name and its bytes."""

    content: ReportContent
    file_name: str
    document: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.document).hexdigest()


async def compile_report(session: AsyncSession, period: Period) -> Compiled:
    """The period's report as it would be now. Changes nothing."""
    data = await gather(session, period)
    content, document = await asyncio.to_thread(_made, data)
    return Compiled(content, f"bao-cao-cchc-{period.code}.docx", document)


def _made(data: PeriodData) -> tuple[ReportContent, bytes]:
    content = compute(data)
    return content, render(content)


async def compile_and_keep(
    database: Database, data_dir: Path, period: Period, officer_id: int | None, now: datetime
) -> tuple[Compiled, SummaryReport]:
    """Compiles and keeps the result as a new version; the same bytes again are the same version.

    Raises OSError when the file cannot be written.
    """
    async with database.read() as session:
        compiled = await compile_report(session, period)
    file = report_file(data_dir, period.unit_id, compiled.sha256)
    await asyncio.to_thread(write_whole, file, compiled.document)
    async with database.write() as session:
        report = await store.keep(
            session, period, compiled.file_name, compiled.sha256, len(compiled.content.gaps), officer_id, now
        )
    return compiled, report


def report_file(data_dir: Path, unit_id: int, sha256: str) -> Path:
    """Where a version of a unit's report lies."""
    return data_dir / "reports" / str(unit_id) / f"{sha256}.docx"
