"""Where the parts of a plot stand: the same on screen and on paper."""

from __future__ import annotations

from showroom.forms.plot import NOTHING, Kind, Plot, words
from showroom.forms.plot_bars import lay_bars
from showroom.forms.plot_columns import lie, stand
from showroom.forms.plot_shapes import Drawing, Rect, Ruler, Said, Voice


def lay(plot: Plot, width: float, ruler: Ruler) -> Drawing:
    """Lay a plot out over a width; its height follows."""
    drawing = Drawing(width)
    if plot.is_empty:
        drawing.said.append(Said(Rect(0, 0, width, ruler.row), words(NOTHING), Voice.NOTE))
        drawing.height = ruler.row
    elif plot.kind is Kind.STACKED and len(plot.bars) == 1:
        lie(plot.bars[0], drawing, ruler)
    elif plot.kind in (Kind.COLUMNS, Kind.STACKED):
        stand(plot, drawing, ruler)
    else:
        lay_bars(plot, drawing, ruler)
    _write_head(plot, drawing, ruler)
    return drawing


def _write_head(plot: Plot, drawing: Drawing, ruler: Ruler) -> None:
    """The title with its days beside it, or below where they have no room there."""
    title, days = ruler.width(plot.title, Voice.TITLE), ruler.width(plot.days, Voice.DAYS)
    beside = title + ruler.gap + days <= drawing.width
    drawing.lower(ruler.head + (0 if beside else ruler.line))
    place = Rect(title + ruler.gap, 0, days, ruler.head)
    if not beside:
        place = Rect(0, ruler.head - ruler.line / 4, drawing.width, ruler.line)
    drawing.said.append(Said(Rect(0, 0, min(title, drawing.width), ruler.head), plot.title, Voice.TITLE))
    drawing.said.append(Said(place, plot.days, Voice.DAYS))
