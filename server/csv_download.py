"""Tables to download as CSV (RFC 4180, UTF-8), streamed, and safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

from aiohttp import web

BYTE_ORDER_MARK = "\ufeff"  # Else a spreadsheet takes UTF-8 for something older.
FORMULA_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "＝",
    "＋",
    "－",
    "＠",
)  # OWASP, "CSV Injection".


class CsvDownload:
    """A download that goes out row by row."""

    def __init__(self, response: web.StreamResponse) -> None:
        self._response = response

    async def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Send rows."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(
            [cell(one) for one in row] for row in rows
        )
        await self._response.write(text.getvalue().encode())

    async def end(self) -> web.StreamResponse:
        """Send the end."""
        await self._response.write_eof()
        return self._response


async def start_csv(request: web.Request, name: str, columns: Sequence[str]) -> CsvDownload:
    """Begin a download with its first line."""
    response = web.StreamResponse(
        headers={
            "Content-Type": "text/csv; charset=utf-8; header=present",
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
    )
    await response.prepare(request)
    await response.write(BYTE_ORDER_MARK.encode())
    download = CsvDownload(response)
    await download.write([columns])
    return download


def cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return str(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
