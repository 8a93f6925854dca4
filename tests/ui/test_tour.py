"""The tour: every page and sheet as pictures and PDF, of a demo store only, which is left as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from showroom import cli, language
from showroom.services import demo
from showroom.ui import tour
from showroom.ui.look.theme import Theme
from showroom.ui.places import PLACES
from showroom.ui.tour_scenes import SCENES
from tests.people import THURSDAY, Showroom
from tests.untouched import names

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def demo_store(tmp_path: Path) -> Path:
    path = tmp_path / "demo.db"
    demo.make(path, THURSDAY, days=2)
    return path


def pictures(folder: Path) -> dict[str, tuple[int, int]]:
    """The pictures of a folder and their sizes in pixels."""
    return {path.stem: QImage(str(path)).size().toTuple() for path in folder.glob("*.png")}  # type: ignore[misc]


def test_a_quick_tour_shows_every_page_role_and_scene(
    tmp_path: Path, demo_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = demo_store.read_bytes()
    folder = tmp_path / "tour"
    code = cli.run(["tour", str(folder), "--store", str(demo_store), "--quick"])
    assert code == 0, capsys.readouterr().err
    assert names(folder) == ["sheets", "zh_CN-light-100", "zh_CN-light-small"]
    large, small = pictures(folder / "zh_CN-light-100"), pictures(folder / "zh_CN-light-small")
    assert {"sign-in", "first-start"} <= set(large)
    for place in PLACES:
        name = place.key.replace("_", "-")
        scenes = {f"{name}--{scene}".replace("_", "-") for scene in SCENES.get(place.key, {})}
        assert {name, *scenes} <= set(large)
        assert {name, *scenes} <= set(small)
    assert "traffic-log--sales-consultant" in large, "each role that sees the page"
    assert set(large.values()) == {(1440, 900)}
    assert {size[1] for size in small.values()} == {720}
    book = PdfReader(folder / "zh_CN-light-100" / "screens.pdf")
    assert len(book.pages) == len(large)
    sheets = {path.stem for path in (folder / "sheets").glob("*.pdf")}
    assert {"key-card", "traffic-log-ten", "traffic-log-extended", "traffic-log-ten-blank"} <= sheets
    assert {f"{sheet}-1" for sheet in sheets} <= set(pictures(folder / "sheets"))
    assert demo_store.read_bytes() == before, "the store is left as it was"


def test_only_one_page(tmp_path: Path, demo_store: Path) -> None:
    count = tour.work(tmp_path / "tour", demo_store, only="sign-in", quick=True)
    found = pictures(tmp_path / "tour" / "zh_CN-light-100")
    assert set(found) == {"sign-in", "first-start"}
    assert count == sum(1 for path in (tmp_path / "tour").rglob("*") if path.is_file())


def test_the_whole_tour_has_both_languages_looks_and_scales(look: Theme) -> None:
    folders = [one.folder for one in tour.dresses(quick=False)]
    assert len(folders) == len(set(folders))
    for code in language.LANGUAGES:
        expected = {f"{code}-{look}-{scale}" for look in ("light", "dark") for scale in (100, 150)}
        assert {*expected, f"{code}-light-small"} <= set(folders)


def test_a_store_of_real_customers_is_refused(
    tmp_path: Path, showroom: Showroom, capsys: pytest.CaptureFixture[str]
) -> None:
    showroom.store.close()
    folder = tmp_path / "tour"
    assert cli.run(["tour", str(folder), "--store", str(showroom.store.path), "--quick"]) == 1
    assert "E-TOUR" in capsys.readouterr().err
    assert not folder.exists()


def test_a_page_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["tour", str(tmp_path / "tour"), "--only", "moon"]) == 1
    assert "traffic_log" in capsys.readouterr().err
