"""The visual language: colours, type, icons, painters and the small widgets every page is made of."""
