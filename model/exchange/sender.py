"""Who speaks in a file, and whether that device may (the directory, the office's first word, clocks)."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from model.exchange.codec import Opened, lines_of, manifest_of, signer_of
from model.exchange.device import accept_directory, directory, trust_root
from model.exchange.directory import Signer, opened, signer, signing_keys
from model.exchange.fingerprint import spoken
from model.exchange.refusals import FileRefusedError, Reason
from model.exchange.shapes import DirectoryLine, Manifest
from model.exchange.suite import PublicKeys
from resources.i18n import _


def sender_of(connection: Connection, opened_file: Opened, *, confirmed: bool) -> Signer:
    """The device that signed the file, by the directory this store holds; raises `FileRefusedError`."""
    held = directory(connection)
    if held is None:
        return _first_office(connection, opened_file, confirmed=confirmed)
    key = signer_of(opened_file, signing_keys(held))
    return signer(held, key)


def _first_office(connection: Connection, opened_file: Opened, *, confirmed: bool) -> Signer:
    """The first file of an office: believed once a person has compared its fingerprint."""
    manifest = manifest_of(opened_file)
    root = manifest.root
    if not root or signer_of(opened_file, [root]) is None:
        raise FileRefusedError(Reason.UNKNOWN_SENDER)
    line = _directory_in(opened_file, manifest)
    if line is None:
        raise FileRefusedError(Reason.FIRST_PART if manifest.part > 1 else Reason.UNKNOWN_SENDER)
    found = signer(opened(line, root), root)
    if not confirmed:
        raise FileRefusedError(Reason.UNCONFIRMED, spoken(PublicKeys(found.device.signing, found.device.sealing)))
    trust_root(connection, root)
    accept_directory(connection, line, root)
    return found


def _directory_in(opened_file: Opened, manifest: Manifest) -> DirectoryLine | None:
    for line in lines_of(opened_file, manifest):
        if isinstance(line, DirectoryLine):
            return line
    return None


def clock_warning(manifest: Manifest, now: datetime) -> str:
    """Rule 4: a sender's clock far ahead of ours is worth a word, never a refusal."""
    try:
        made_at = datetime.fromisoformat(manifest.made_at)
    except ValueError:
        raise FileRefusedError(Reason.WRONG_SHAPE, "made_at") from None
    if made_at.tzinfo is None:
        raise FileRefusedError(Reason.WRONG_SHAPE, "made_at")
    if made_at - now > timedelta(days=1):
        return _("The sender's clock is more than a day ahead of this one. Check both clocks.")
    return ""
