"""What the trade means: pure functions and code lists; no database, no Qt."""
