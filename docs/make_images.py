"""Makes the README's pictures from the demo: the four phones in mid-story, and two pages of its report.

    .venv/bin/python docs/make_images.py

Needs Chromium (or its path in DONDOC_CHROMIUM), LibreOffice and poppler-utils. Run it again when the chat,
the page or the report looks different; `images/` holds what it writes.
"""

import asyncio
import logging
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageOps
from playwright.async_api import Page, async_playwright

from bot.demo.commune import read_commune
from bot.demo.run import perform
from simulator import Phone, Simulator

IMAGES = Path(__file__).with_name("images")
CHROMIUM = os.environ.get("DONDOC_CHROMIUM", "/usr/bin/chromium")
WIDTH, HEIGHT = 1440, 900

CENTRE = """
3.a đang làm 60%, đã niêm yết 118/118 thủ tục tại nơi tiếp dân và trên trang thông tin
3.b đang làm 40%, đã hướng dẫn 640 lượt tại quầy, 27 lượt tại nhà
3.c xong, đã gửi 4 thư xin lỗi
3.1 118/118
3.2 412
3.3 1.756
3.4 2.096/2.120
3.5 48
3.6 2.051/2.120
"""
ECONOMY = """
6.a xong, đã niêm yết dự toán tại 9/9 nhà văn hóa thôn
6.b đang làm 60%
Vướng mắc: chờ dự toán bổ sung
"""


async def main() -> None:
    logging.disable(logging.ERROR)
    IMAGES.mkdir(exist_ok=True)
    with TemporaryDirectory() as name:
        folder = Path(name)
        async with (
            perform(read_commune(), folder, 0, asyncio.Event()) as (simulator, _working),
            async_playwright() as playwright,
        ):
            browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = await browser.new_page(
                viewport={"width": WIDTH, "height": HEIGHT}, locale="vi-VN", reduced_motion="reduce"
            )
            await page.goto(simulator.base_url)
            report = await play(simulator, page)
            await page.screenshot(path=folder / "demo.png")
            await browser.close()
        small(Image.open(folder / "demo.png"), IMAGES / "demo.png")
        (folder / "report.docx").write_bytes(report)
        small(side_by_side(folder), IMAGES / "report.png")


async def play(simulator: Simulator, page: Page) -> bytes:
    """The first quarter up to the overdue report; returns the Word file."""
    coordinator, centre, economy, _leader = simulator.phones
    moments = {label.split(" ", 1)[1]: moment for label, moment in simulator.jumps}
    simulator.clock.move_to(moments["báo trước"])
    await answer(centre, "🔔", CENTRE)
    simulator.clock.move_to(moments["quá hạn"])
    await answer(economy, "đã quá hạn", ECONOMY)
    await coordinator.send("/tonghop")
    report = await coordinator.wait_for(lambda message: message.file is not None, 30)
    await coordinator.send("/tiendo")
    await coordinator.wait_for(lambda message: message.file is not None, 30)
    await page.locator(".phone").first.locator(".photo img").last.wait_for()
    await page.evaluate("document.fonts.ready")
    assert report.file is not None
    return report.file.content


async def answer(phone: Phone, reminder: str, text: str) -> None:
    """The officer waits for the reminder with these words and answers it."""
    await phone.wait_for(reminder)
    await phone.send(text.strip())
    await phone.wait_for("Đã ghi")


def side_by_side(folder: Path) -> Image.Image:
    """The report's first page and its first annex, on one scale."""
    word, pdf = folder / "report.docx", folder / "report.pdf"
    run("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, word)
    run("pdftoppm", "-r", "160", "-png", pdf, folder / "page")
    pages = [Image.open(file) for file in sorted(folder.glob("page-*.png"))]
    annex = next(page for page in pages if page.width > page.height)
    shown = [ImageOps.expand(page.reduce(2), 1, "#bbb") for page in (pages[0], annex)]
    gap = 20
    size = (sum(page.width + gap for page in shown) + gap, max(page.height for page in shown) + 2 * gap)
    both = Image.new("RGB", size, "#eef1f4")
    left = gap
    for page in shown:
        both.paste(page, (left, (both.height - page.height) // 2))
        left += page.width + gap
    return both


def run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - fixed programs


def small(picture: Image.Image, target: Path) -> None:
    """Writes it with 256 colours: a third of the bytes."""
    picture.convert("RGB").quantize(256, kmeans=4, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
