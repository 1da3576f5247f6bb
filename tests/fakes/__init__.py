"""Real servers on loopback that stand in for another process and can be slow, broken or silent."""
