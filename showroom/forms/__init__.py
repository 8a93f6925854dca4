"""What each form asks: one definition for screen, paper, Excel and validation."""
