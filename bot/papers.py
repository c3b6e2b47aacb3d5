"""`dondoc plan` and `dondoc compile`: the papers that go in and out without a chat."""

import asyncio
import hashlib
import json
from html import unescape
from pathlib import Path

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.settings import Settings
from bot.trouble import Trouble, file_trouble
from handlers.errors import PlanUnreadable, Refusal
from handlers.refusals import refusal_screen
from locales import N_, Translator
from plans.as_json import document_to_json
from plans.errors import UnreadablePlan
from plans.model import PlanDocument
from plans.read import read_plan
from storage import people, periods
from storage.tables import Unit


class Refused(Trouble):
    """A refusal of the chat, said on the command line."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(type(refusal).__name__)
        self._refusal = refusal

    def said(self, _: Translator) -> str:
        return unescape(refusal_screen(_, self._refusal).text).removeprefix("⚠️ ")


def read_plan_file(file: Path) -> tuple[PlanDocument, str]:
    """The plan in the file and the file's hash. Raises Trouble when it cannot be read as a plan."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise file_trouble(error, file) from None
    try:
        return read_plan(file.name, content), hashlib.sha256(content).hexdigest()
    except UnreadablePlan as refusal:
        raise Refused(PlanUnreadable(reason=refusal.reason)) from None


def plan_as_json(document: PlanDocument) -> str:
    """The shape that INTERFACES promises."""
    return json.dumps(document_to_json(document), ensure_ascii=False, indent=2)


def plan_in_short(document: PlanDocument, _: Translator) -> str:
    """The plan on a few lines, and what a careful clerk would look at."""
    lines = [
        document.title,
        _(
            "{tasks} nhiệm vụ, {areas} lĩnh vực, {roles} chức danh, {periods} kỳ báo cáo, {targets} chỉ tiêu",
            tasks=len(document.tasks),
            areas=len(document.areas),
            roles=len(document.roles),
            periods=len(document.reporting),
            targets=len(document.targets),
        ),
    ]
    data = document_to_json(document)
    warnings = data["warnings"]
    if isinstance(warnings, list):
        lines += [
            _("Dòng {line}: {message}", line=warning["line"], message=warning["message"])
            if warning["line"]
            else str(warning["message"])
            for warning in warnings
        ]
    return "\n".join(lines)


async def load_plan_file(
    settings: Settings, file: Path, unit_name: str, *, correct: bool = False
) -> PlanDocument:
    """Reads the plan and stores it as approved; `correct`: in place of the one of its years. Raises Trouble."""
    from bot.ground import make_services, prepare_database
    from handlers.approve import load_document
    from handlers.change import load_correction

    document, sha256 = read_plan_file(file)
    prepare_database(settings)
    services = make_services(settings)
    try:
        async with services.database.write() as session:
            unit = await _unit(session, unit_name)
            now = services.clock()
            if correct:
                await load_correction(session, unit, document, file.name, sha256, now, services.timezone)
            else:
                await load_document(session, unit, document, file.name, sha256, now)
    except Refusal as refusal:
        raise Refused(refusal) from None
    finally:
        await services.database.close()
    return document


async def compile_to(settings: Settings, unit_name: str, period_code: str, folder: Path) -> list[Path]:
    """Compiles the period's report into the folder; returns what was written. Raises Trouble.

    It changes nothing in the database: a version that counts is made in the chat, where it is sent.
    """
    from bot.ground import make_services
    from reports.compile import compile_report

    services = make_services(settings)
    try:
        async with services.database.read() as session:
            unit = await _unit(session, unit_name)
            period = await periods.period_of_code(session, unit.id, period_code)
            if period is None:
                raise Trouble(N_("Đơn vị không có kỳ báo cáo {period}."), period=period_code)
            compiled = await compile_report(session, period)
    finally:
        await services.database.close()
    path = folder / compiled.file_name
    await asyncio.to_thread(_write, path, compiled.document)
    return [path]


def _write(path: Path, content: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise file_trouble(error, path) from None


async def _unit(session: AsyncSession, name: str) -> Unit:
    unit = await people.unit_named(session, name)
    if unit is None:
        raise Trouble(N_("Chưa có đơn vị {unit}: chạy dondoc init --unit trước."), unit=name)
    return unit
