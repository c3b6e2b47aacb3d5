"""The commands, each a few lines: what it takes, which function does it, what it prints.

Everything is imported where it is used: `dondoc run` must not wait for what only `dondoc compile` needs.
"""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from locales import Translator

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from bot.settings import Settings

Result = TypeVar("Result")

app = typer.Typer(
    help="Đôn Đốc: bot Telegram theo dõi kế hoạch cải cách hành chính của xã.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
)
plan = typer.Typer(help="Đọc và nạp kế hoạch.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(plan, name="plan")

UnitName = Annotated[str, typer.Option("--unit", help='Tên đơn vị, ví dụ "UBND xã Tân Quang".')]
PlanFile = Annotated[Path, typer.Argument(help="Tệp kế hoạch (.docx, .xlsx, .pdf, .doc, .txt).")]


@app.callback()
def _common() -> None:
    """Đôn Đốc: bot Telegram theo dõi kế hoạch cải cách hành chính của xã. Tiếng Anh: thêm --lang en."""


@app.command(help="Tạo hoặc nâng cấp cơ sở dữ liệu và đơn vị; in liên kết một lần cho đầu mối tổng hợp.")
def init(
    context: typer.Context,
    unit: UnitName,
    superior: Annotated[str | None, typer.Option(help="Đơn vị cấp trên.")] = None,
    place: Annotated[str | None, typer.Option(help="Địa danh ghi trên báo cáo.")] = None,
) -> None:
    from bot.founding import found_unit

    founded = _run(found_unit(_settings(), unit, superior, place))
    _: Translator = context.obj
    typer.echo(_("Đơn vị: {unit}", unit=founded.unit))
    if founded.link:
        typer.echo(_("Liên kết cho đầu mối tổng hợp: {link}", link=founded.link))
    typer.echo(_("Mã một lần: {code}", code=founded.code))
    typer.echo(_("Mở bot, gửi mã này (dùng một lần, trong 14 ngày)."))


@app.command("run", help="Chạy bot.")
def run_() -> None:
    from bot.app import run_bot
    from bot.logs import set_up_logs

    set_up_logs()
    run_bot(_settings())


@app.command(help="Chạy thử với xã mẫu và bốn điện thoại trên trình duyệt, không cần Telegram.")
def demo(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="Cổng của trang web.", min=0, max=65535)] = 8080,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="Bắt đầu từ đơn vị còn trống: tự nhận đơn vị, gửi kế hoạch.")
    ] = False,
) -> None:
    from bot.demo import run_demo

    run_demo(port, context.obj, typer.echo, from_start=from_start)


@plan.command("read", help="Đọc một kế hoạch, không thay đổi gì.")
def plan_read(
    context: typer.Context,
    file: PlanFile,
    as_json: Annotated[bool, typer.Option("--json", help="In ra JSON.")] = False,
) -> None:
    from bot.papers import plan_as_json, plan_in_short, read_plan_file

    document, _sha256 = read_plan_file(file)
    typer.echo(plan_as_json(document) if as_json else plan_in_short(document, context.obj))


@plan.command("load", help="Đọc một kế hoạch và đưa vào cơ sở dữ liệu, như khi duyệt trong chat.")
def plan_load(context: typer.Context, file: PlanFile, unit: UnitName) -> None:
    from bot.papers import load_plan_file, plan_in_short

    document = _run(load_plan_file(_settings(), file, unit))
    typer.echo(plan_in_short(document, context.obj))


@app.command("compile", help="Lập báo cáo tổng hợp của một kỳ.")
def compile_(
    unit: UnitName,
    period: Annotated[str, typer.Option(help="Mã kỳ báo cáo, ví dụ 2022-Q1.")],
    out: Annotated[Path, typer.Option(help="Thư mục ghi báo cáo.")],
) -> None:
    from bot.papers import compile_to

    for path in _run(compile_to(_settings(), unit, period, out)):
        typer.echo(str(path))


@app.command(help="Sao lưu nhất quán khi bot đang chạy; không ghi đè.")
def backup(context: typer.Context, file: Annotated[Path, typer.Argument(help="Tệp sao lưu sẽ tạo.")]) -> None:
    from bot.safekeeping import save

    size = save(_settings(), file)
    _: Translator = context.obj
    typer.echo(_("Đã sao lưu vào {file} ({size} KB).", file=file, size=_.number(size // 1024 + 1)))


@app.command(help="Khôi phục từ bản sao lưu; không ghi đè.")
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="Tệp sao lưu.")]) -> None:
    from bot.safekeeping import bring_back

    files = bring_back(_settings(), file)
    _: Translator = context.obj
    typer.echo(_("Đã khôi phục từ {file}; kèm {files} tệp.", file=file, files=files))


@app.command(help="Kiểm tra cấu hình và môi trường; thoát với mã 1 nếu có điều cần sửa.")
def check(context: typer.Context) -> None:
    from bot.checkup import examine

    findings = asyncio.run(examine())
    _: Translator = context.obj
    for finding in findings:
        typer.echo(f"{'✓' if finding.fine else '✗'} {finding.said(_)}")
    if not all(finding.fine or not finding.needed for finding in findings):
        raise typer.Exit(1)


def _settings() -> "Settings":
    from bot.settings import read_settings

    return read_settings()


def _run(work: "Coroutine[None, None, Result]") -> "Result":
    """Runs it to its end; what the database refuses becomes a sentence."""
    from sqlalchemy.exc import DatabaseError

    from bot.trouble import database_trouble

    try:
        return asyncio.run(work)
    except DatabaseError as error:
        raise database_trouble(error) from None
