"""Rule 10: how big a file may be, so that it fits a mail and a hostile one cannot fill the machine."""

from typing import Final

FORMAT: Final = 1
"""The version of the file's form that this program writes and reads."""

PART_BYTES: Final = 10_000_000
"""A part is at most this long, so that mail takes it; only a single dossier that is bigger may pass it."""

READ_BYTES: Final = 128_000_000
"""A longer file is not even opened; a dossier with all the files it may have is shorter."""

RAW_BYTES: Final = 256_000_000
"""A payload may unpack to this much, whatever it declares."""

PART_ROWS: Final = 50_000
PART_SLICES: Final = 2_000

MANIFEST_BYTES: Final = 256_000

DELETED_ROWS: Final = 20
DELETED_SHARE: Final = 0.05
"""A file that would delete more rows than either waits for a person's yes."""

WINDOW_BYTES: Final = 1 << 27
"""The biggest window a compressed frame may ask for."""
