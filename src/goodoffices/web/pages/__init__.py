"""What each page shows: one frozen dataclass a page, and nothing that is not on it."""
