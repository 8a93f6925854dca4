"""`main.py` without a display: the demo writes its sheet and picture, the window says what to do."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from showroom.clock import SystemClock
from tests.sheets.reading import joined
from tests.untouched import names

MAIN = Path(__file__).parent.parent / "main.py"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QPA_PLATFORMTHEME")

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only there a computer may be without a display"
)


def start(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Start the program in a folder, on a computer without a display."""
    environment = {name: value for name, value in os.environ.items() if name not in DISPLAYS} | more
    return subprocess.run(
        [sys.executable, "-W", "error", str(MAIN), *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_the_demo_works_its_morning(tmp_path: Path, home: Path) -> None:
    """Over the files of an earlier try, too."""
    before = SystemClock().today()
    (tmp_path / "showroom-demo").mkdir()
    (tmp_path / "showroom-demo" / "traffic-log.pdf").write_bytes(b"old")
    done = start(tmp_path, "--demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert names(tmp_path) == ["showroom-demo"], "nothing else is left in the folder"
    sheets = sorted((tmp_path / "showroom-demo").glob("*.pdf"))
    pictures = sorted((tmp_path / "showroom-demo").glob("*.png"))
    assert sheets
    assert pictures
    for path in (*sheets, *pictures):
        assert str(path) in done.stdout, "it says where"
    text = joined("".join(page.extract_text() for page in PdfReader(BytesIO(sheets[0].read_bytes())).pages))
    for words in ("沈女士", "贺先生", "首次看车", "朗逸", "登记记录表"):
        assert words in text
    assert before.isoformat() in text or SystemClock().today().isoformat() in text
    assert pictures[0].read_bytes().startswith(b"\x89PNG")
    assert pictures[0].stat().st_size > 20_000, "a page is in the picture"
    assert list(home.rglob("*.db*")) == [], "no store of the demo stays behind"


@pytest.mark.parametrize(
    ("code", "sentence"), [("zh_CN", "没有显示"), ("en", "There is no display here, so no window can open.")]
)
@pytest.mark.parametrize("platform", ["", "offscreen"])
def test_the_window_without_a_display_is_one_sentence(
    tmp_path: Path, home: Path, code: str, sentence: str, platform: str
) -> None:
    before = names(tmp_path)
    done = start(tmp_path, "--language", code, **({"QT_QPA_PLATFORM": platform} if platform else {}))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert sentence in done.stderr
    assert names(tmp_path) == before
    assert list(home.rglob("*.db*")) == [], "no store was made"


def test_a_folder_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "showroom-demo").write_text("a file stands where the folder should be")
    done = start(tmp_path, "--demo")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "E-BUG" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
