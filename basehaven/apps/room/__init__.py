"""The room: who is here, who needs an adult now, and what was seen, in ten seconds."""
