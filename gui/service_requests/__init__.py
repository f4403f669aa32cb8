"""Service requests (工单) in the window: the list, where they get stuck, their forms."""
