"""What staff do: the only layer that writes."""
