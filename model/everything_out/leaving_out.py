"""What does not go out with everything, and why: the writer's contents name it, and a test holds it complete."""

from dataclasses import dataclass
from typing import Final

from resources.i18n import N_, _


@dataclass(frozen=True)
class LeftOut:
    """Tables and columns that stay inside: what they are (an `N_()` text), and why (another)."""

    what: str
    why: str
    tables: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


LEFT_OUT: Final = (
    LeftOut(
        N_("Deleted records and steps that can be undone"),
        N_("They are gone from the lists; only the recycle bin and Undo still hold them."),
        ("grave", "tombstone", "undo_alias", "undo_cell", "undo_transaction"),
    ),
    LeftOut(
        N_("What waits in the exchange"),
        N_("It has not been taken in: a person, or an update of the program, decides first."),
        ("conflict_source", "exchange_file", "held_line", "parked_cell"),
    ),
    LeftOut(
        N_("Who wrote which field when, and what other computers have"),
        N_("Only the exchange between stores can use it."),
        (
            "cell_stamp", "dossier", "fact_slice", "known_writes", "own_replica", "peer", "peer_knowledge", "replica",
            "replica_name", "replica_state", "replica_token", "store_fact", "touched",
        ),
        ("dossier_id", "stamp_rev", "stamp_t", "stamp_replica", "stamp_seq"),
    ),
    LeftOut(
        N_("The journal of imports"),
        N_("What the office's files said stands in the lists."),
        ("import_batch", "import_mapping", "imported_row"),
    ),
    LeftOut(N_("Forms that were not saved"), N_("They are kept until the form is opened again."), ("draft",)),
    LeftOut(
        N_("Figures that are made anew from the lists"),
        N_("Pinyin keys, the models as they were in a graded month, running warnings, the last quote number."),
        ("graded_month", "quote_counter", "warning_episode"),
        ("pinyin_key",),
    ),
    LeftOut(N_("Bytes of attachments"), N_("They stand as files in the folder of attachments."), (), ("content",)),
)  # fmt: skip


def left_out() -> list[tuple[str, str]]:
    """What stays inside and why, in words."""
    return [(_(one.what), _(one.why)) for one in LEFT_OUT]
