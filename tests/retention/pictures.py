"""What the pictures show of retention."""

from tests.studio import Shot, sheet

SHOTS = (
    Shot("retention-board", sheet("retention", "board")),
    Shot("retention-priorities", sheet("retention", "priorities")),
    Shot("retention-rules", sheet("retention", "rules")),
)
