"""Several finished PDFs as one: pages that were drawn once, for good, behind each other."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO


def join(documents: Iterable[bytes]) -> tuple[bytes, int]:
    """The pages of these documents in their order, unchanged, and how many there are.

    A single one stays as it is, to the byte.
    """
    # Only where something is joined: it takes longer to load than a sheet to draw.
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import NameObject

    parts = list(documents)
    if len(parts) == 1:
        return parts[0], len(PdfReader(BytesIO(parts[0])).pages)
    writer, target = PdfWriter(), BytesIO()
    for part in parts:
        writer.append(BytesIO(part), import_outline=False)
    first = PdfReader(BytesIO(parts[0]))
    writer.add_metadata({key: str(value) for key, value in (first.metadata or {}).items()})
    # As on each sheet: millimetres count, and no viewer shrinks them.
    writer.create_viewer_preferences()[NameObject("/PrintScaling")] = NameObject("/None")
    writer.write(target)
    return target.getvalue(), len(writer.pages)
