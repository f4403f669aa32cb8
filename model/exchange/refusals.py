"""Why a file was not taken in: one reason code for the records, one sentence for the person."""

from enum import StrEnum

from model.errors import UserError
from resources.i18n import N_, _


class Reason(StrEnum):
    """The reasons by which a file is refused, or kept whole until a newer program reads it."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    DAMAGED = "damaged"
    NOT_FOR_ME = "not_for_me"
    UNKNOWN_SENDER = "unknown_sender"
    REVOKED = "revoked"
    OLD_DIRECTORY = "old_directory"
    WRONG_SHAPE = "wrong_shape"
    TOO_NEW = "too_new"
    NOT_ENROLLED = "not_enrolled"
    UNCONFIRMED = "unconfirmed"
    FIRST_PART = "first_part"


SENTENCES: dict[Reason, str] = {
    Reason.EMPTY: N_("The file is empty or still being copied. Nothing was changed; copy it again."),
    Reason.TOO_BIG: N_("The file is bigger than any exchange file may be. Nothing was changed."),
    Reason.DAMAGED: N_(
        "The file is cut short, damaged, or meant for another device. Nothing was changed; ask for it again."
    ),
    Reason.NOT_FOR_ME: N_("The file is addressed to another device. Nothing was changed."),
    Reason.UNKNOWN_SENDER: N_("The file was not signed by a device in your directory. Nothing was changed."),
    Reason.REVOKED: N_("The file comes from a device that the office has revoked. Nothing was changed."),
    Reason.OLD_DIRECTORY: N_("The file's directory of devices is not the office's. Nothing was changed."),
    Reason.WRONG_SHAPE: N_(
        "The file's content is not what an exchange file holds. Nothing was changed; tell the sender."
    ),
    Reason.TOO_NEW: N_("The file was made by a newer program. It is kept and will be read after the update."),
    Reason.NOT_ENROLLED: N_("This device is not enrolled. Write an enrolment file first and give it to the office."),
    Reason.FIRST_PART: N_(
        "This is a further part of the office's first file. Nothing was changed; take in the first part first, "
        "or all of them together."
    ),
    Reason.UNCONFIRMED: N_("Compare the office's fingerprint with the office by voice, then confirm it."),
}


class FileRefusedError(UserError):
    """A file was not taken in; the store is as it was."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(_(SENTENCES[reason]))
        self.reason = reason
        self.detail = detail
        """For the log and for tests; never shown, never a customer's datum."""
