"""The command line's front door: which language, which exit status, and no traceback for anybody."""

import sys
import traceback
from pathlib import Path

from bot.trouble import Trouble
from locales import LANGUAGES, N_, Translator, translator

DONE, COULD_NOT, WRONG_USE = 0, 1, 2
_ERROR_LOG = "dondoc-loi.log"
_WRONG_USE = {
    "MissingParameter": N_("Thiếu {what}. Xem cách dùng: dondoc --help"),
    "NoSuchOption": N_("Không có lựa chọn {what}. Xem cách dùng: dondoc --help"),
    "BadParameter": N_("Giá trị của {what} không đúng. Xem cách dùng: dondoc --help"),
}
_WRONG_USE_AT_ALL = N_("Sai cách dùng lệnh. Xem: dondoc --help")


def main() -> None:
    """What the `dondoc` command calls."""
    sys.exit(run(sys.argv[1:]))


def run(args: list[str]) -> int:
    """Carries the command out and returns the exit status: 0 done, 1 could not, 2 wrong use."""
    # The libraries that would dress their output with rich do without: 5 MB and 40 ms at every start.
    sys.modules.setdefault("rich", None)  # type: ignore[arg-type]
    import typer

    from bot.commands import app

    try:
        _, args = _language(args)
    except Trouble as trouble:
        _complain(trouble.said(translator("vi")))
        return WRONG_USE
    try:
        status = app(args, prog_name="dondoc", standalone_mode=False, obj=_)
    except Trouble as trouble:
        _complain(trouble.said(_))
        return COULD_NOT
    except typer.TyperException as error:
        _complain(_wrong_use(error, _))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return COULD_NOT
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody is shown a traceback
        _complain(_unexpected(error, _))
        return COULD_NOT
    return status if isinstance(status, int) else DONE


def _language(args: list[str]) -> tuple[Translator, list[str]]:
    """The language asked for by `--lang`, wherever it stands, and the arguments without it."""
    rest, chosen, words = [], "", iter(args)
    for word in words:
        if word == "--lang":
            chosen = next(words, "")
        elif word.startswith("--lang="):
            chosen = word.removeprefix("--lang=")
        else:
            rest.append(word)
            continue
        if chosen not in LANGUAGES:
            raise Trouble(N_("--lang chỉ nhận vi hoặc en."))
    return translator(chosen or "vi"), rest


def _wrong_use(error: Exception, _: Translator) -> str:
    parameter = getattr(error, "param", None)
    what = getattr(error, "option_name", None) or (parameter.opts[0] if parameter is not None else "")
    message = _WRONG_USE.get(type(error).__name__) if what else None
    return _(message, what=what) if message else _(_WRONG_USE_AT_ALL)


def _unexpected(error: Exception, _: Translator) -> str:
    """Writes the details where somebody can find them; returns the one line to say."""
    from bot.clock import system_clock
    from bot.logs import redacted
    from bot.settings import read_settings

    details = f"{system_clock().isoformat()}\n{''.join(traceback.format_exception(error))}\n"
    try:
        file = read_settings().data_dir / _ERROR_LOG
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as log:
            log.write(redacted(details))
    except (OSError, Trouble):
        file = Path()
    kind = type(error).__name__
    if file == Path():
        return _(N_("Lỗi ngoài dự kiến ({kind}). Đề nghị báo cho người phụ trách."), kind=kind)
    return _(
        N_("Lỗi ngoài dự kiến ({kind}); chi tiết ở tệp {file}. Đề nghị báo cho người phụ trách."),
        kind=kind,
        file=file,
    )


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")
