"""A zip under a passphrase (AES-256, as 7-Zip and WinRAR open it), written whole or not at all."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from model.errors import UserError
from model.security.passphrase import LEAST_LENGTH
from reports.saving import saving
from resources.i18n import _


@contextmanager
def encrypted_zip(path: Path, passphrase: str) -> Iterator[Callable[[str, bytes], None]]:
    """Yields what puts a file into the zip: its name and its bytes; nothing of them lies open on the disk.

    Raises `UserError` for a short passphrase or a file that cannot be written.
    """
    import pyzipper  # not with the module: only who asks for such a file needs it

    if len(passphrase) < LEAST_LENGTH:
        raise UserError(_("The file's passphrase needs {least} characters or more.").format(least=LEAST_LENGTH))
    with saving(path) as place, _Sink(place, "w+") as sink:
        with pyzipper.AESZipFile(
            sink, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
        ) as whole:  # fmt: skip
            whole.setpassword(passphrase.encode())

            def put(name: str, content: bytes) -> None:
                whole.writestr(name, content)
                sink.complain()

            yield put
        sink.complain()


class _Sink(io.FileIO):
    """A file that remembers why it could not be written, since a zip that is cut short cannot be closed."""

    fault: OSError | None = None

    def complain(self) -> None:
        """Raises `OSError` where something could not be written."""
        if self.fault is not None:
            raise self.fault

    def write(self, data: "bytes | bytearray | memoryview", /) -> int:  # type: ignore[override]
        left = memoryview(data).cast("B")
        try:
            while self.fault is None and left:
                left = left[super().write(left) :]
        except OSError as error:
            self.fault = error
        return len(data)
