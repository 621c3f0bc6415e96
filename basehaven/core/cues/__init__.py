"""Reading cues: what was seen, and several things that it may be asking for."""
