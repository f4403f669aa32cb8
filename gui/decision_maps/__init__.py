"""The decision-maker map: cards and lines on a canvas, petals, gaps, judgements and the map of any day."""
