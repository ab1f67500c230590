"""What a folder of tables holds, and which release could still change an answer."""
